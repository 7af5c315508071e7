import { defined } from '../../../base/properties';
import { at } from '../../../topology';
import type { Manifest, ManifestTree } from '../../pods/specs';
import { listOf } from './matches';
import { routeOf } from './routes';
import { resourceOf } from './resources';
import type { Scope, Specs } from './scope';

type ServiceSpec = Specs['services'][number];

/** The service, and the router that it owns with its routes. */
export function virtualServiceOf(scope: Scope, service: ServiceSpec): readonly Manifest[] {
  const { key, name, router } = service;
  return [
    ...(router === undefined
      ? []
      : [
          resourceOf(
            scope,
            'VirtualRouter',
            key,
            defined({
              awsName: router.name,
              listeners: router.listeners.map(({ port, protocol }) => ({ portMapping: { port, protocol } })),
              routes: listOf(router.routes.map((route) => routeOf(scope, route))),
            }),
          ),
        ]),
    resourceOf(
      scope,
      'VirtualService',
      key,
      defined({ awsName: name, provider: providerOf(scope, service) }),
    ),
  ];
}

/** What is behind it has the same owner, and so is referred to by the name of its resource. */
function providerOf({ topology }: Scope, { key, provider }: ServiceSpec): ManifestTree | undefined {
  switch (provider.kind) {
    case 'virtual-node':
      return { virtualNode: { virtualNodeRef: { name: provider.workload } } };
    case 'virtual-router': {
      const written = at(topology.services, key).provider;
      const owner = written.kind === 'router-of' ? written.service : key;
      return { virtualRouter: { virtualRouterRef: { name: owner } } };
    }
    case 'none':
      return undefined;
  }
}
