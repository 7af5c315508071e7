import {
  at,
  type Path,
  type Protocol,
  type Route,
  type Router,
  type Service,
  type Topology,
  type Value,
} from '../../topology';
import type { Connection } from '../lowered';
import {
  compare,
  isLiveAccount,
  liveGatewaysOf,
  liveRoutesOf,
  liveWorkloadsOf,
  sameValue,
  valueText,
} from './live';
import { gatewayId, workloadId } from './parties';

/** Where a request ends: a listener of a party, or a place where nothing answers. */
type End = Pick<Connection, 'server' | 'port' | 'protocol' | 'weight'>;

/** Stands for the port of a listener that does not exist and that nothing names. */
const NO_PORT = 0;

/** Every permitted connection: each call and each gateway route, through its service, to each listener it can reach. */
export function connectionsOf(topology: Topology): readonly Connection[] {
  const called = liveWorkloadsOf(topology).flatMap((workload) =>
    workload.calls.flatMap((call) =>
      connectionsTo(topology, workloadId(workload.key), call.at, call.service, undefined),
    ),
  );
  const routed = liveGatewaysOf(topology).flatMap((gateway) =>
    gateway.routes.flatMap((route) =>
      connectionsTo(topology, gatewayId(gateway.key), route.at, route.service, route.targetPort),
    ),
  );
  return merged([...called, ...routed]);
}

function connectionsTo(
  topology: Topology,
  client: string,
  place: Path,
  key: string,
  port: Value<number> | undefined,
): readonly Connection[] {
  const service = at(topology.services, key);
  return endsOf(topology, service, port).map((end) => ({ at: place, client, service: key, ...end }));
}

/** `port` is the one of the provider's that the caller names, as gateway routes may. */
function endsOf(topology: Topology, service: Service, port: Value<number> | undefined): readonly End[] {
  const nothing: End = { server: `service/${service.key}`, port: port ?? NO_PORT, protocol: 'tcp' };
  if (!isLiveAccount(topology, service.account)) return [nothing];
  switch (service.provider.kind) {
    case 'none':
      return [nothing];
    case 'workload':
      return endsAt(topology, service.provider.workload, port, nothing);
    case 'router':
      return routedEnds(topology, service.provider.router, port, nothing);
    case 'router-of': {
      const { provider } = at(topology.services, service.provider.service);
      return provider.kind === 'router' ? routedEnds(topology, provider.router, port, nothing) : [nothing];
    }
  }
}

function routedEnds(
  topology: Topology,
  router: Router,
  port: Value<number> | undefined,
  nothing: End,
): readonly End[] {
  const live = liveRoutesOf(topology, router);
  const entered = (live.length > 0 ? live : router.routes).filter(
    ({ match }) => match.port === undefined || port === undefined || sameValue(match.port, port),
  );
  // Where only retired workloads are left, their absence is what the caller meets.
  const ends = entered.flatMap((route) =>
    route.targets.flatMap((target) =>
      endsAt(topology, target.workload, target.port, absentOf(router, route)).map((end) => ({
        ...end,
        weight: target.weight,
      })),
    ),
  );
  return ends.length === 0 ? [nothing] : ends;
}

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

/** One connection per client, service and listener: several routes may lead there, the largest share counts. */
function merged(connections: readonly Connection[]): readonly Connection[] {
  const found = new Map<string, Connection>();
  for (const connection of connections) {
    const key = sortKeyOf(connection);
    const other = found.get(key);
    found.set(key, other === undefined || weightOf(other) < weightOf(connection) ? connection : other);
  }
  return [...found.entries()].toSorted(([a], [b]) => compare(a, b)).map(([, connection]) => connection);
}

const sortKeyOf = ({ client, service, server, port }: Connection): string =>
  [client, service, server, valueText(port).padStart(5, '0')].join('\n');

const weightOf = ({ weight }: Connection): number => (typeof weight === 'number' ? weight : Infinity);
