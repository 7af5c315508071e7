import {
  at,
  isParameterRef,
  type Hit,
  type Route,
  type RouteTarget,
  type Text,
  type Topology,
  type Value,
} from '../../topology';
import { isLive, sameValue } from './live';

/** Lowest priority: the last route that App Mesh asks (Route, `priority` 0 to 1000). */
const LAST = 1000;
const FIRST_OF_A_SOLE_ROUTE = 1;

/**
 * A route as the stacks hold it, without retired targets. `whole` where all its targets exist before it; else
 * `local`, which serves until the other accounts' nodes exist, and `split`, which then wins. A part in which no
 * target would take traffic is absent.
 */
export interface RouteParts {
  readonly whole?: Route;
  readonly local?: Route;
  readonly split?: Route;
  /** What `app-mesh/split-priority` says to it. */
  readonly hits: readonly Hit[];
}

/** The parts of a service's route; both are named by what the plan calls them. */
export function routePartsOf(topology: Topology, service: string, name: Text): RouteParts {
  const { account, provider } = at(topology.services, service);
  const routes = provider.kind === 'router' ? provider.router.routes : [];
  const route = routes.find((candidate) => candidate.name === name);
  if (route === undefined) throw new Error(`service "${service}" has no route "${name}"`);

  const home = (target: RouteTarget): string => at(topology.workloads, target.workload).account;
  const live = route.targets.filter(({ workload }) => isLive(topology, at(topology.workloads, workload)));
  // Retired targets still decide on the parts, so that retiring one moves no route to another stack.
  if (account === topology.owner || route.targets.every((target) => home(target) === account)) {
    return { ...part('whole', { ...route, targets: live }), hits: [] };
  }
  const { split, local, hits } = prioritiesOf(routes, route);
  return {
    ...part('local', {
      ...route,
      priority: local,
      targets: live.filter((target) => home(target) === account),
    }),
    ...part('split', { ...route, name: `${route.name}-split`, priority: split, targets: live }),
    hits,
  };
}

/** App Mesh refuses a route whose weights are all 0, and none of it would be used anyway. */
const part = (key: 'whole' | 'local' | 'split', route: Route): Partial<Record<typeof key, Route>> =>
  route.targets.some(({ weight }) => weight !== 0) ? { [key]: route } : {};

interface Priorities {
  readonly split: Value<number>;
  readonly local: Value<number>;
  readonly hits: readonly Hit[];
}

function prioritiesOf(routes: readonly Route[], route: Route): Priorities {
  const { priority } = route;
  const others = routes.filter((other) => other !== route);
  if (priority === undefined) {
    const hits = others.length === 0 ? [] : [unorderedOf(route)];
    return { split: FIRST_OF_A_SOLE_ROUTE, local: LAST, hits };
  }
  if (isParameterRef(priority)) return { split: priority, local: priority, hits: [] };
  const local = priority + 1;
  const taken = others.some((other) => other.priority !== undefined && sameValue(other.priority, local));
  return { split: priority, local, hits: taken || local > LAST ? [takenOf(route, priority)] : [] };
}

const unorderedOf = (route: Route): Hit => ({
  at: route.at,
  summary: `route "${route.name}" sends to another account beside other routes, and says not which comes first`,
  fix: 'give every route of the service a priority, two apart, such as 10, 20, 30',
});

const takenOf = (route: Route, priority: number): Hit => ({
  at: route.at,
  summary: `route "${route.name}" sends to another account, and its local part needs priority ${priority + 1}, which ${priority < LAST ? 'another route has' : 'is past the last'}`,
  fix: 'leave the priority after it free, such as 10, 20, 30',
});
