import {
  at,
  isParameterRef,
  openParametersOf,
  type GatewayRoute,
  type Listener,
  type Protocol,
  type Route,
  type RouteTarget,
  type Router,
  type Service,
  type Text,
  type Topology,
  type Value,
} from '../../topology';
import type { Flaw } from '../lowered';
import { sameValue } from '../live';
import { hasPort, unmatchableIn } from './matching';

type Port = Pick<Listener, 'port' | 'protocol'>;

/** Where there are several listeners and none of them is named. App Mesh does not guess (aws-app-mesh-roadmap #120). */
export const isAmbiguous = (listeners: readonly Port[], port: Value<number> | undefined): boolean =>
  listeners.length > 1 && port === undefined;

/** The router's listeners whose requests a route receives: those of its port, or all where it names none. */
export const entrancesOf = ({ listeners }: Pick<Router, 'listeners'>, { match }: Route): readonly Port[] =>
  atPort(listeners, match.port);

/** The port of a route on which nothing listens; a router may have no listeners at all. */
export function unreachedPortOf(
  listeners: readonly Port[],
  port: Value<number> | undefined,
): number | undefined {
  if (port === undefined || isParameterRef(port) || listeners.length === 0) return undefined;
  return listeners.every((listener) => !isParameterRef(listener.port) && listener.port !== port)
    ? port
    : undefined;
}

/** Listeners on a port; all where none is named. */
export const atPort = <P extends Port>(
  listeners: readonly P[],
  port: Value<number> | undefined,
): readonly P[] =>
  port === undefined ? listeners : listeners.filter((listener) => sameValue(listener.port, port));

/** Protocols of listeners to which requests of a gateway route can be passed on; bytes of TCP contain no requests. */
const PASSED_ON: Readonly<Record<GatewayRoute['protocol'], readonly Protocol[]>> = {
  http: ['http', 'http2', 'grpc'],
  http2: ['http', 'http2', 'grpc'],
  grpc: ['grpc', 'http2'],
};

/** Protocols of a gateway's listener whose requests can come to a route; gRPC is HTTP/2. */
const RECEIVED: Readonly<Record<GatewayRoute['protocol'], readonly Protocol[]>> = {
  http: ['http'],
  http2: ['http2'],
  grpc: ['grpc', 'http2'],
};

/** The first of a gateway's listeners on the port of a route that receives other requests than those of the route. */
export const strangeEntranceOf = <P extends Port>(
  entrances: readonly P[],
  { protocol, match }: Pick<GatewayRoute, 'protocol' | 'match'>,
): P | undefined =>
  atPort(entrances, match.port).find((entrance) => !RECEIVED[protocol].includes(entrance.protocol));

/** Whether requests of a gateway route can be passed on to what receives that protocol. */
export const passesOn = (route: Pick<GatewayRoute, 'protocol'>, end: Protocol): boolean =>
  PASSED_ON[route.protocol].includes(end);

/** What a listener receives: bytes without requests where the application itself terminates TLS. */
export const receivedBy = ({ protocol, tls }: Pick<Listener, 'protocol' | 'tls'>): Protocol =>
  tls.kind === 'application' ? 'tcp' : protocol;

/** Paths that must begin with a slash, each by the field that contains it; a regular expression is exempt. */
export function pathsOf(
  route: Route | GatewayRoute,
): readonly { readonly field: string; readonly path: Text }[] {
  const { prefix, path } = route.match;
  const rewrite = 'rewrite' in route ? route.rewrite : {};
  return [
    ...(prefix === undefined ? [] : [{ field: 'prefix', path: prefix }]),
    ...(path?.kind === 'exact' ? [{ field: 'path', path: path.value }] : []),
    ...(rewrite.prefix?.kind === 'value' ? [{ field: 'rewrite.prefix', path: rewrite.prefix.value }] : []),
    ...(rewrite.path === undefined ? [] : [{ field: 'rewrite.path', path: rewrite.path }]),
  ];
}

/** Whether a path that must begin with a slash does not; what begins with an open parameter is not judged. */
export const lacksSlash = (path: Text): boolean =>
  !path.startsWith('/') && (openParametersOf(path).length === 0 || !path.startsWith('${'));

const lacksSomeSlash = (route: Route | GatewayRoute): boolean =>
  pathsOf(route).some(({ path }) => lacksSlash(path));

/** Why nothing comes through a route, whatever its targets. */
export function routeFlawOf(router: Pick<Router, 'listeners'>, route: Route): Flaw | undefined {
  if (isAmbiguous(router.listeners, route.match.port)) return 'port-ambiguous';
  if (unreachedPortOf(router.listeners, route.match.port) !== undefined) return 'port-not-routed';
  if (entrancesOf(router, route).some(({ protocol }) => protocol !== route.protocol))
    return 'protocol-mismatch';
  return matchFlawOf(route);
}

/** Why no request ever matches a route. */
function matchFlawOf(route: Route | GatewayRoute): Flaw | undefined {
  if (lacksSomeSlash(route)) return 'path-without-slash';
  return unmatchableIn(route.match).length > 0 ? 'header-unmatchable' : undefined;
}

/** Why nothing comes from a route to one of its targets, which has those listeners. */
export function targetFlawOf(
  route: Route,
  target: RouteTarget,
  listeners: readonly Port[],
): Flaw | undefined {
  if (isAmbiguous(listeners, target.port)) return 'port-ambiguous';
  const strange = atPort(listeners, target.port).some(({ protocol }) => protocol !== route.protocol);
  return strange ? 'protocol-mismatch' : undefined;
}

/** Why nothing comes through a gateway route: `entrances` are its gateway's listeners. */
export function gatewayRouteFlawOf(
  topology: Topology,
  route: GatewayRoute,
  entrances: readonly Port[],
): Flaw | undefined {
  const service = at(topology.services, route.service);
  const doors = doorsOf(topology, service);
  if (isAmbiguous(entrances, route.match.port) || isAmbiguous(doors, route.targetPort))
    return 'port-ambiguous';
  const unreached =
    unreachedPortOf(entrances, route.match.port) ??
    unreachedPortOf(routerListenersOf(topology, service), route.targetPort);
  if (unreached !== undefined) return 'port-not-routed';
  if (strangeEntranceOf(entrances, route) !== undefined) return 'protocol-mismatch';
  return hasPort(route) ? 'host-unmatchable' : matchFlawOf(route);
}

/** The listeners of the router that a service leads to; none where it leads directly to a workload. */
export const routerListenersOf = (topology: Topology, service: Service): readonly Port[] =>
  service.provider.kind === 'workload' ? [] : doorsOf(topology, service);

/** What a gateway route meets at its service: the listeners of its router, or of the workload it leads to. */
export function doorsOf(topology: Topology, { provider }: Service): readonly Port[] {
  switch (provider.kind) {
    case 'workload':
      return at(topology.workloads, provider.workload).listeners;
    case 'router':
      return provider.router.listeners;
    case 'router-of':
      return doorsOf(topology, at(topology.services, provider.service));
    case 'none':
    case 'unknown':
      return [];
  }
}
