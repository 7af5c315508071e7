import { byName } from '../../base/collections';
import { defined } from '../../base/properties';
import {
  at,
  type Gateway,
  type GatewayRoute,
  type Path,
  type Protocol,
  type Route,
  type Router,
  type Service,
  type Topology,
  type Value,
} from '../../topology';
import type { Connection, Flaw } from '../lowered';
import { isLiveAccount, liveGatewaysOf, liveRoutesOf, liveWorkloadsOf, sameValue, valueText } from '../live';
import { gatewayId, workloadId } from '../party-ids';
import { alikeAmong } from './alike';
import type { Refused } from './refused';
import {
  gatewayRouteFlawOf,
  passesOn,
  receivedBy,
  routeFlawOf,
  targetFlawOf,
  unreachedPortOf,
} from './routing';

/** Where a request ends: a listener of a party, or a place where nothing answers. */
type End = Pick<
  Connection,
  'server' | 'port' | 'protocol' | 'dialled' | 'weight' | 'flaw' | 'open' | 'isUndescribed'
>;

/** Stands for the port of a listener that does not exist and that nothing names. */
const NO_PORT = 0;

/** What distinguishes one data plane that routes like App Mesh from another. */
export interface Routing {
  /** What the data plane refuses for a value that is in it. @default nothing */
  readonly refused?: Refused;
  /** Why no connection of a caller with a server comes about, whatever the routes say. @default nothing prevents it */
  readonly outOfReach?: (connection: Pick<Connection, 'client' | 'server'>) => Connection['flaw'];
  /**
   * Whether the proxies ask Cloud Map, so that attributes distinguish targets of one name. Those that resolve the name
   * by DNS get the addresses of all. @default false
   */
  readonly attributesDistinguish?: boolean;
}

/**
 * Every permitted connection: each call and each gateway route, through its service, to each listener it can reach.
 * One that something prevents has the `flaw` that does.
 */
export function connectionsOf(topology: Topology, routing: Routing = {}): readonly Connection[] {
  const called = liveWorkloadsOf(topology).flatMap(({ key, calls }) =>
    calls.flatMap(({ at: place, service }) =>
      endsOf(topology, at(topology.services, service), undefined, routing).map((end) => ({
        at: place,
        client: workloadId(key),
        service,
        ...end,
      })),
    ),
  );
  const routed = liveGatewaysOf(topology).flatMap((gateway) =>
    gateway.routes.flatMap((route) => routedConnections(topology, gateway, route, routing)),
  );
  return merged(withinReach(routing, [...called, ...routed]));
}

function routedConnections(
  topology: Topology,
  gateway: Gateway,
  route: GatewayRoute,
  routing: Routing,
): readonly Connection[] {
  const service = at(topology.services, route.service);
  const why = gatewayRouteFlawOf(topology, route, gateway.listeners);
  return endsOf(topology, service, route.targetPort, routing).map((end) => ({
    at: route.at,
    client: gatewayId(gateway.key),
    service: service.key,
    ...end,
    ...(stopped(
      route.at,
      why ?? (end.flaw || passesOn(route, receivedAt(topology, end)) ? undefined : 'protocol-mismatch'),
    ) ?? refusedAt(routing.refused?.(route.at))),
  }));
}

/** What the end of a route receives: its own protocol, or bytes. */
function receivedAt({ workloads }: Topology, { server, port, protocol }: End): Protocol {
  const key = server.startsWith(workloadId('')) ? server.slice(workloadId('').length) : '';
  const listener = workloads[key]?.listeners.find((each) => sameValue(each.port, port));
  return listener === undefined ? protocol : receivedBy(listener);
}

const refusedAt = (place: Path | undefined): Pick<Connection, 'flaw'> | undefined =>
  place && { flaw: { why: 'value-refused', at: place } };

const stopped = (place: Path, why: Flaw | undefined): Pick<Connection, 'flaw'> | undefined =>
  why && { flaw: { why, at: place } };

/** A connection that cannot come about has that reason before any other. */
const withinReach = ({ outOfReach }: Routing, connections: readonly Connection[]): readonly Connection[] =>
  outOfReach === undefined
    ? connections
    : connections.map((connection) => {
        const flaw = outOfReach(connection);
        return flaw === undefined ? connection : { ...connection, flaw };
      });

/** Where a service leads; `port` is the one of the provider's that the caller names, as gateway routes may. */
export function endsOf(
  topology: Topology,
  service: Service,
  port?: Value<number>,
  routing: Routing = {},
): readonly End[] {
  const nothing: End = { server: `service/${service.key}`, port: port ?? NO_PORT, protocol: 'tcp' };
  if (!isLiveAccount(topology, service.account)) return [nothing];
  switch (service.provider.kind) {
    case 'none':
      return [nothing];
    case 'unknown':
      return [{ ...nothing, isUndescribed: true }];
    case 'workload':
      return endsAt(topology, service.provider.workload, port, nothing).map((end) => ({
        ...end,
        dialled: end.port,
      }));
    case 'router':
      return routedEnds(topology, service.provider.router, port, nothing, routing);
    case 'router-of': {
      const { provider } = at(topology.services, service.provider.service);
      if (provider.kind === 'unknown') return [{ ...nothing, isUndescribed: true }];
      return provider.kind === 'router'
        ? routedEnds(topology, provider.router, port, nothing, routing)
        : [nothing];
    }
  }
}

function routedEnds(
  topology: Topology,
  router: Router,
  port: Value<number> | undefined,
  nothing: End,
  routing: Routing,
): readonly End[] {
  const live = liveRoutesOf(topology, router);
  // A port that the router lacks prevents every route, and which of them was meant is unknown.
  const entry = unreachedPortOf(router.listeners, port) === undefined ? port : undefined;
  const entered = (live.length > 0 ? live : router.routes).filter(
    ({ match }) => match.port === undefined || entry === undefined || sameValue(match.port, entry),
  );
  // Where only retired workloads are left, their absence is what the caller meets.
  const { pairs, open } = alikeAmong(topology, entered, routing);
  const alike = new Set(pairs.flatMap(({ first, other }) => [first.workload, other.workload]));
  const ends = entered.flatMap((route) => {
    const why = routeFlawOf(router, route);
    const dialled = dialledOf(router, route);
    return route.targets.flatMap((target) => {
      const flaw =
        why ??
        targetFlawOf(route, target, at(topology.workloads, target.workload).listeners) ??
        (alike.has(target.workload) ? 'targets-alike' : undefined);
      return endsAt(topology, target.workload, target.port, absentOf(router, route)).map((end) => ({
        ...end,
        weight: target.weight,
        ...defined({ dialled, open: open.get(target.workload) }),
        ...(stopped(route.at, flaw) ?? refusedAt(routing.refused?.(route.at))),
      }));
    });
  });
  return ends.length === 0 ? [nothing] : ends;
}

/** The port that requests for a route come to; absent where it may be one of several, or the router has none. */
const dialledOf = ({ listeners }: Router, { match }: Route): Value<number> | undefined =>
  match.port ?? (listeners.length === 1 ? listeners[0]?.port : undefined);

/** What a target without any listener is said to be called on. */
const absentOf = (
  router: Router,
  { match, protocol }: Route,
): { port: Value<number>; protocol: Protocol } => ({
  port: match.port ?? router.listeners[0]?.port ?? NO_PORT,
  protocol,
});

/** The named listener of a workload, or all of them: nothing says which one the application picks. */
function endsAt(
  topology: Topology,
  key: string,
  port: Value<number> | undefined,
  absent: { readonly port: Value<number>; readonly protocol: Protocol },
): readonly End[] {
  const { listeners } = at(topology.workloads, key);
  const server = workloadId(key);
  const meant =
    port === undefined ? listeners : listeners.filter((listener) => sameValue(listener.port, port));
  if (meant.length === 0) return [{ server, port: port ?? absent.port, protocol: absent.protocol }];
  return meant.map((listener) => ({ server, port: listener.port, protocol: listener.protocol }));
}

/**
 * One connection per client, service, dialled port and listener. Several routes may lead there: the largest share
 * counts. Those that carry nothing are a connection of their own, beside the one that works.
 */
function merged(connections: readonly Connection[]): readonly Connection[] {
  const found = new Map<string, Connection>();
  for (const connection of connections) {
    const key = sortKeyOf(connection);
    const other = found.get(key) ?? connection;
    const larger = weightOf(other) < weightOf(connection) ? connection : other;
    found.set(key, other.flaw === undefined ? larger : { ...larger, flaw: other.flaw });
  }
  return [...found.entries()].toSorted(([a], [b]) => byName(a, b)).map(([, connection]) => connection);
}

const sortKeyOf = ({ client, service, server, port, dialled, flaw }: Connection): string =>
  [
    client,
    service,
    server,
    ...[port, dialled ?? NO_PORT].map((each) => valueText(each).padStart(5, '0')),
    flaw === undefined ? '' : 'flawed',
  ].join('\n');

const weightOf = ({ weight }: Connection): number => (typeof weight === 'number' ? weight : Infinity);
