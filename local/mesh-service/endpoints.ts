import { fieldOf } from '../../core/base/json';
import type { ProxySpec, SocketSpec, UpstreamSpec } from '../../core/dataplane/envoy';
import { at, type Closed, type Topology } from '../../core/topology';
import type { Asker } from './aws';

/** As many as Cloud Map answers at once. */
const MOST = 1000;

type Discovery = Closed<Topology>['workloads'][string]['discovery'];

/**
 * A proxy whose upstreams that Cloud Map knows have the addresses of their instances, of this moment and with the attributes
 * of the node. Cloud Map answers the account of the node. Names of DNS stay names: Envoy resolves them itself.
 */
export async function withInstances(
  proxy: ProxySpec,
  topology: Closed<Topology>,
  controlPlane: (account: string) => Promise<Asker>,
): Promise<ProxySpec> {
  const upstreams = await Promise.all(
    proxy.upstreams.map(async (upstream): Promise<UpstreamSpec> => {
      const workload = at(topology.workloads, upstream.server.replace(/^workload\//, ''));
      if (workload.discovery.kind !== 'cloud-map') return upstream;
      const asker = await controlPlane(at(topology.accounts, workload.account).id);
      const addresses = await instancesOf(asker, workload.discovery);
      const port = upstream.endpoints[0]?.port ?? upstream.listener;
      return { ...upstream, endpoints: addresses.map((address): SocketSpec => ({ address, port })) };
    }),
  );
  return { ...proxy, upstreams };
}

/** The addresses of the healthy instances, or of all where none is healthy. */
async function instancesOf(
  asker: Asker,
  discovery: Extract<Discovery, { kind: 'cloud-map' }>,
): Promise<readonly string[]> {
  const { namespace, service, attributes, ipPreference } = discovery;
  const told = await asker.target('servicediscovery', 'Route53AutoNaming_v20170314.DiscoverInstances', {
    NamespaceName: namespace,
    ServiceName: service,
    MaxResults: MOST,
    HealthStatus: 'HEALTHY_OR_ELSE_ALL',
    ...(Object.keys(attributes).length > 0 && { QueryParameters: attributes }),
  });
  const found = told.ok ? fieldOf(told.json, 'Instances') : undefined;
  const families = ipPreference?.startsWith('IPv6') === true ? ['IPV6', 'IPV4'] : ['IPV4', 'IPV6'];
  const usable = ipPreference?.endsWith('_ONLY') === true ? families.slice(0, 1) : families;
  return (Array.isArray(found) ? found : [])
    .flatMap((instance: unknown) => {
      const addresses = usable.map((family) => fieldOf(instance, 'Attributes', `AWS_INSTANCE_${family}`));
      return addresses.find((address): address is string => typeof address === 'string') ?? [];
    })
    .toSorted();
}
