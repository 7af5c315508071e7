import type { Gateway, GatewayRoute, Route, Router, Service, Topology } from '../../topology';
import { liveGatewaysOf, liveRoutesOf, liveServicesOf } from '../live';

/** A router as it is deployed, with the service that owns it. */
export interface RoutedService {
  readonly service: Service;
  /** Its routes have no retired targets. */
  readonly router: Router;
}

/** Every router that is deployed. */
export const routersOf = (topology: Topology): readonly RoutedService[] =>
  liveServicesOf(topology).flatMap((service) => {
    if (service.provider.kind !== 'router') return [];
    const { router } = service.provider;
    return [{ service, router: { ...router, routes: liveRoutesOf(topology, router) } }];
  });

/** Every route that is deployed, with its router and the service that owns it. */
export const routesOf = (topology: Topology): readonly (RoutedService & { readonly route: Route })[] =>
  routersOf(topology).flatMap((routed) => routed.router.routes.map((route) => ({ ...routed, route })));

/** A route of a gateway, with the gateway. */
export interface RoutedGateway {
  readonly gateway: Gateway;
  readonly route: GatewayRoute;
}

/** Every route of a gateway that is deployed. */
export const gatewayRoutesOf = (topology: Topology): readonly RoutedGateway[] =>
  liveGatewaysOf(topology).flatMap((gateway) => gateway.routes.map((route) => ({ gateway, route })));
