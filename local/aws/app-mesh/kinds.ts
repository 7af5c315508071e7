import type { Shape } from '../shape';
import {
  resourceName,
  serviceName,
  virtualGatewaySpec,
  virtualNodeSpec,
  virtualRouterSpec,
  virtualServiceSpec,
} from './model';
import { gatewayRouteSpec, routeSpec } from './route-model';

/** One kind of resource in a mesh. */
export interface KindRow {
  /** As in ARNs and in the names of members. */
  readonly singular: string;
  readonly name: Shape;
  readonly spec: Shape;
  /** The kind of its parent. */
  readonly parent?: Kind;
  /** Only the mesh owner can use it: none of its actions is shared. */
  readonly ownerOnly?: true;
}

/** The kinds, by the name of their collection in paths. */
export type Kind =
  | 'virtualNodes'
  | 'virtualRouters'
  | 'virtualServices'
  | 'virtualGateways'
  | 'routes'
  | 'gatewayRoutes';

export const kinds: Readonly<Record<Kind, KindRow>> = {
  virtualNodes: { singular: 'virtualNode', name: resourceName, spec: virtualNodeSpec },
  virtualRouters: { singular: 'virtualRouter', name: resourceName, spec: virtualRouterSpec },
  virtualServices: { singular: 'virtualService', name: serviceName, spec: virtualServiceSpec },
  virtualGateways: {
    singular: 'virtualGateway',
    name: resourceName,
    spec: virtualGatewaySpec,
    ownerOnly: true,
  },
  routes: { singular: 'route', name: resourceName, spec: routeSpec, parent: 'virtualRouters' },
  gatewayRoutes: {
    singular: 'gatewayRoute',
    name: resourceName,
    spec: gatewayRouteSpec,
    parent: 'virtualGateways',
    ownerOnly: true,
  },
};

/** The collection of a path. */
export function isKind(word: string | undefined): word is Kind {
  return word !== undefined && Object.hasOwn(kinds, word);
}
