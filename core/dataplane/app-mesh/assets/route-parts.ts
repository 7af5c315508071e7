import {
  at,
  isParameterRef,
  type Hit,
  type Route,
  type RouteTarget,
  type Service,
  type Topology,
  type Value,
} from '../../../topology';
import { isLive, sameValue } from '../../live';
import type { RouteContent } from './contents';

/** Lowest priority: the last route that App Mesh tries (Route, `priority` 0 to 1000). */
const LAST = 1000;
const FIRST_OF_A_SOLE_ROUTE = 1;

/**
 * A route, or the part of one, that is a resource of its own. A part none of whose targets gets traffic is absent:
 * App Mesh refuses a route whose weights are all 0.
 */
export interface RoutePart {
  readonly part: RouteContent['part'];
  /** As it is created: without retired targets. */
  readonly route: Route;
  /** Its targets, retired ones too. */
  readonly targets: readonly RouteTarget[];
  /** Whether nothing of it is left that gets traffic, or that another part does not also cover. */
  readonly isIdle: boolean;
}

/**
 * How a route of a service is created. Retired targets still decide on the parts, so that retiring one moves no
 * route to another stack.
 */
export function routePartsOf(topology: Topology, service: Service, route: Route): readonly RoutePart[] {
  const accountOf = ({ workload }: RouteTarget): string => at(topology.workloads, workload).account;
  const isServed = (target: RouteTarget): boolean =>
    isLive(topology, at(topology.workloads, target.workload));
  const partOf = (
    part: RouteContent['part'],
    targets: readonly RouteTarget[],
    changes: Partial<Route>,
  ): readonly RoutePart[] => {
    const takesTraffic = ({ weight }: RouteTarget): boolean => weight !== 0;
    if (!targets.some(takesTraffic)) return [];
    const live = targets.filter(isServed);
    // Without its foreign targets a split says no more than the local part.
    const isEmpty = part === 'split' && live.every((target) => accountOf(target) === service.account);
    const isIdle = !live.some(takesTraffic) || isEmpty;
    return [{ part, route: { ...route, ...changes, targets: live }, targets, isIdle }];
  };

  const own = route.targets.filter((target) => accountOf(target) === service.account);
  if (service.account === topology.owner || own.length === route.targets.length)
    return partOf('whole', route.targets, {});
  const { split, local } = prioritiesOf(route);
  return [
    ...partOf('local', own, { priority: local }),
    ...partOf('split', route.targets, { name: `${route.name}-split`, priority: split }),
  ];
}

/** The split is tried before the local part, which serves until the nodes of the other accounts exist. */
function prioritiesOf({ priority }: Route): { readonly split: Value<number>; readonly local: Value<number> } {
  if (priority === undefined) return { split: FIRST_OF_A_SOLE_ROUTE, local: LAST };
  return { split: priority, local: isParameterRef(priority) ? priority : priority + 1 };
}

/** Why a route to another account can't be put before its own local part. */
export function splitProblemOf(topology: Topology, service: Service, route: Route): Hit | undefined {
  if (service.account === topology.owner || service.provider.kind !== 'router') return undefined;
  const isForeign = ({ workload }: RouteTarget): boolean =>
    at(topology.workloads, workload).account !== service.account;
  if (!route.targets.some(isForeign)) return undefined;
  const { priority, at: place } = route;
  const others = service.provider.router.routes.filter(({ name }) => name !== route.name);
  if (priority === undefined) {
    return others.length === 0
      ? undefined
      : {
          at: place,
          summary: `route "${route.name}" sends to another account, and does not say whether it precedes the other routes`,
          fix: 'give every route of the service a priority, two apart, such as 10, 20, 30',
        };
  }
  if (isParameterRef(priority)) return undefined;
  const next = priority + 1;
  const isTaken = others.some((other) => other.priority !== undefined && sameValue(other.priority, next));
  if (!isTaken && next <= LAST) return undefined;
  return {
    at: place,
    summary: `route "${route.name}" sends to another account, and its local part needs priority ${next}, which ${priority < LAST ? 'another route has' : 'is past the last'}`,
    fix: 'leave the priority after it free, such as 10, 20, 30',
  };
}
