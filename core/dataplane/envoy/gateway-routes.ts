import { at, type Closed, type Gateway, type GatewayRoute, type Topology } from '../../topology';
import { gatewayRouteFlawOf, passesOn } from '../routes/routing';
import { inOrder } from './route-order';
import type { Door } from './service-doors';
import type { GatewayRouteSpec } from './specs';

/** A route of a gateway, with the port of its service that it leads to. */
export interface LedRoute {
  readonly route: Closed<GatewayRoute>;
  readonly door: Door;
}

/** The routes of a gateway through which something comes, in the order in which they are tried. */
export const ledRoutesOf = (
  topology: Closed<Topology>,
  { routes, listeners }: Closed<Gateway>,
  doorsOf: (service: string) => readonly Door[],
): readonly LedRoute[] =>
  inOrder(routes).flatMap((route): readonly LedRoute[] => {
    if (gatewayRouteFlawOf(topology, route, listeners) !== undefined) return [];
    const doors = doorsOf(route.service);
    const door =
      route.targetPort === undefined ? doors[0] : doors.find(({ port }) => port === route.targetPort);
    return door === undefined || !passesOn(route, door.protocol) ? [] : [{ route, door }];
  });

/** Those of a listener, which lead to outbounds by their names. */
export const routesAt = (
  topology: Closed<Topology>,
  led: readonly LedRoute[],
  outbounds: ReadonlySet<string>,
  listener: number,
): readonly GatewayRouteSpec[] =>
  led.flatMap(({ route, door }): readonly GatewayRouteSpec[] => {
    const { name, protocol, match, rewrite, service } = route;
    const outbound = `${service}_${door.port}`;
    if ((match.port !== undefined && match.port !== listener) || !outbounds.has(outbound)) return [];
    return [{ name, protocol, match, rewrite, outbound, host: at(topology.services, service).name }];
  });
