import { lowerToAppMesh } from '../../core/dataplane/app-mesh/lower';
import { proxiesOf, type ProxySpec } from '../../core/dataplane/envoy';
import { at, closedTopology, stillClosed, type Topology } from '../../core/topology';
import type { LocalAws } from '../../local/aws/server';
import { managementService } from '../../local/mesh-service';
import { alike } from '../core/dataplane/app-mesh-read/alike';
import { requestsOf } from '../local/aws/requests';

/** All certificates are of ACM, and all trust the one root. */
const kindOf = (secret: string): string => secret.split('_')[0] ?? secret;

/** Without instances, no target that Cloud Map knows has an address. */
const withoutAddresses = (proxy: ProxySpec): ProxySpec => ({
  ...proxy,
  upstreams: proxy.upstreams.map((upstream) => ({ ...upstream, endpoints: [] })),
});

/** A member's route to other accounts is deployed in two parts: the first that is tried is the route as it is written. */
const joined = (proxy: ProxySpec): ProxySpec => ({
  ...proxy,
  outbound: proxy.outbound.map((outbound) => {
    const names = new Set(outbound.routes.map(({ name }) => name));
    const routes = outbound.routes
      .filter(({ name }) => !names.has(`${name}-split`))
      .map((route) => ({ ...route, name: route.name.replace(/-split$/, '') }));
    return { ...outbound, routes };
  }),
});

/** The proxies of a topology whose workloads Cloud Map knows. */
export const proxiesOfTopology = (topology: Topology): readonly unknown[] =>
  proxiesOf(closedTopology(topology), stillClosed(lowerToAppMesh(topology)), {
    interception: 'iptables',
  }).map((proxy) => alike(withoutAddresses({ ...proxy, account: 'its own' }), kindOf));

/** The proxies that App Mesh's management service translates, each asked for by the administrator of its account. */
export async function translatedOf(aws: LocalAws, topology: Topology): Promise<readonly unknown[]> {
  const { region } = topology;
  const service = managementService({ url: aws.url, region });
  const { nodes, gateways } = lowerToAppMesh(topology);
  return Promise.all(
    [...nodes, ...gateways].map(async ({ account, envoy }) => {
      const requests = await requestsOf(aws, at(topology.accounts, account).id, region);
      const accessKeyId = /Credential=([^/]+)/.exec(requests.authorization('appmesh'))?.[1] ?? '';
      const { resourceArn } = envoy;
      const found = await service.configurationOf({ resourceArn, credentials: { accessKeyId } });
      if (!found.ok || found.withheld.length > 0) throw new Error(JSON.stringify(found));
      return alike(joined({ ...found.proxy, account: 'its own' }), kindOf);
    }),
  );
}
