import { defined } from '../../base/properties';
import { at, type Service, type Topology } from '../../topology';
import { liveRoutesOf } from '../live';
import { meshResourceArn } from './mesh-arn';
import type { VirtualRouterSpec, VirtualServiceSpec } from './specs';

/** The virtual service, with the router that it owns. */
export function virtualServiceOf(topology: Topology, service: Service): VirtualServiceSpec {
  const { key, account, name } = service;
  const router = routerOf(topology, service);
  const placeholder = placeholderOf(topology, service);
  return {
    key,
    at: service.at,
    account,
    name,
    arn: meshResourceArn(topology, account, 'virtualService', name),
    provider: providerOf(topology, service),
    ...defined({ router, placeholder }),
  };
}

function providerOf(topology: Topology, { provider }: Service): VirtualServiceSpec['provider'] {
  switch (provider.kind) {
    case 'workload':
      return {
        kind: 'virtual-node',
        workload: provider.workload,
        name: at(topology.workloads, provider.workload).name,
      };
    case 'router':
      return { kind: 'virtual-router', name: provider.router.name };
    case 'router-of': {
      const shared = routerOf(topology, at(topology.services, provider.service));
      return shared === undefined ? { kind: 'none' } : { kind: 'virtual-router', name: shared.name };
    }
    case 'none':
    case 'unknown':
      return { kind: 'none' };
  }
}

function routerOf(topology: Topology, { provider }: Service): VirtualRouterSpec | undefined {
  if (provider.kind !== 'router') return undefined;
  const { name, listeners } = provider.router;
  return { name, listeners, routes: liveRoutesOf(topology, provider.router) };
}

/**
 * Applications resolve a name before their proxy sees the request. A name in our zone that no discovery makes
 * resolve gets a record; in a zone of others nothing is written.
 */
const placeholderOf = (topology: Topology, service: Service): VirtualServiceSpec['placeholder'] =>
  service.resolvesByDiscovery ? undefined : zoneNameOf(topology, service);

/** The name of a service in the zone of its account; none where the name is in another zone. */
export function zoneNameOf(
  topology: Topology,
  { account, name }: Service,
): VirtualServiceSpec['placeholder'] {
  const { namespace } = at(topology.accounts, account);
  const suffix = `.${namespace}`;
  if (!name.toLowerCase().endsWith(suffix.toLowerCase())) return undefined;
  return { namespace, service: name.slice(0, -suffix.length) };
}
