import { defined } from '../../base/properties';
import {
  at,
  type Closed,
  type Protocol,
  type Route,
  type Router,
  type Service,
  type Topology,
} from '../../topology';
import { liveRoutesOf } from '../live';
import { workloadId } from '../party-ids';
import { atPort, routeFlawOf, targetFlawOf } from '../routes/routing';
import { inOrder } from './route-order';

/** A listener that a route leads to. */
export interface DoorTarget {
  /** Party id. */
  readonly server: string;
  /** The listener's port in the topology. */
  readonly port: number;
  readonly weight: number;
}

export interface DoorRoute {
  readonly name: string;
  /** Absent: it is not a route that somebody wrote, and has every request. */
  readonly route?: Closed<Route>;
  /** The port that callers dial, where something says which. */
  readonly dialled?: number;
  readonly targets: readonly DoorTarget[];
}

/** A port of a service, with everything behind it, whoever calls. */
export interface Door {
  readonly port: number;
  readonly protocol: Protocol;
  /** In the order in which they are tried. */
  readonly routes: readonly DoorRoute[];
}

/** The ports on which a service is called; routes and targets through which nothing comes are left out. */
export function doorsOf(topology: Closed<Topology>, { key, provider }: Closed<Service>): readonly Door[] {
  switch (provider.kind) {
    case 'workload':
      return at(topology.workloads, provider.workload).listeners.map(({ port, protocol }) => ({
        port,
        protocol,
        routes: [
          { name: key, dialled: port, targets: [{ server: workloadId(provider.workload), port, weight: 1 }] },
        ],
      }));
    case 'router':
      return doorsOfRouter(topology, provider.router);
    case 'router-of': {
      const shared = at(topology.services, provider.service).provider;
      return shared.kind === 'router' ? doorsOfRouter(topology, shared.router) : [];
    }
    case 'none':
    case 'unknown':
      return [];
  }
}

function doorsOfRouter(topology: Closed<Topology>, router: Closed<Router>): readonly Door[] {
  const live: readonly Closed<Route>[] = liveRoutesOf(topology, router) as readonly Closed<Route>[];
  const routes = inOrder(live.filter((route) => routeFlawOf(router, route) === undefined)).map((route) =>
    doorRouteOf(topology, router, route),
  );
  if (router.listeners.length === 0) return withoutListeners(routes);
  return router.listeners.map(({ port, protocol }) => ({
    port,
    protocol,
    routes: routes.filter(({ dialled }) => dialled === port),
  }));
}

/** A router that says no port is called on that of what is behind it. */
function withoutListeners(routes: readonly DoorRoute[]): readonly Door[] {
  const [first] = routes;
  const port = first?.dialled ?? first?.targets[0]?.port;
  const protocol = first?.route?.protocol;
  return port === undefined || protocol === undefined ? [] : [{ port, protocol, routes }];
}

function doorRouteOf(
  topology: Closed<Topology>,
  { listeners }: Closed<Router>,
  route: Closed<Route>,
): DoorRoute {
  const dialled = route.match.port ?? (listeners.length === 1 ? listeners[0]?.port : undefined);
  const targets = route.targets.flatMap((target): readonly DoorTarget[] => {
    const own = at(topology.workloads, target.workload).listeners;
    if (targetFlawOf(route, target, own) !== undefined) return [];
    return atPort(own, target.port).map(({ port }) => ({
      server: workloadId(target.workload),
      port,
      weight: target.weight,
    }));
  });
  return { name: route.name, route, targets, ...defined({ dialled }) };
}
