import { defined } from '../../base/properties';
import { at, type Service, type Topology } from '../../topology';
import { liveRoutesOf } from '../live';
import { placeholderOf } from '../service-names';
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
