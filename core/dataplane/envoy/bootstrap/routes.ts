import type { OutboundSpec, RouteSpec } from '../specs';
import { durationOf, IDLE, REQUEST } from './durations';
import { given, type JsonObject } from './json';
import { matchOf } from './matches';
import { retryPolicyOf } from './retries';
import type { Closed, Timeout } from '../../../topology';

/** Where requests go, and how long they may take. */
export const actionOf = (
  target: JsonObject,
  timeout: Closed<Timeout> | undefined,
  more: Readonly<Record<string, JsonObject | undefined>> = {},
): JsonObject =>
  given({
    ...target,
    timeout: timeout?.perRequest === undefined ? REQUEST : durationOf(timeout.perRequest),
    idle_timeout: timeout?.idle === undefined ? IDLE : durationOf(timeout.idle),
    ...more,
  });

/** The targets that get traffic; TCP does not accept a weight of 0. */
export function targetOf({ targets }: Pick<RouteSpec, 'targets'>): JsonObject | undefined {
  const served = targets.filter(({ weight }) => weight > 0);
  const [first, ...others] = served;
  if (first === undefined) return undefined;
  return others.length === 0
    ? { cluster: first.upstream }
    : { weighted_clusters: { clusters: served.map(({ upstream, weight }) => ({ name: upstream, weight })) } };
}

/** Routes of a service in the order in which they are tried: those of the port that was dialled. */
export const routesOf = ({ routes, port }: OutboundSpec): readonly JsonObject[] =>
  routes
    .filter(({ match }) => match?.port === undefined || match.port === port)
    .flatMap((route) => {
      const target = targetOf(route);
      if (target === undefined) return [];
      const action = actionOf(target, route.timeout, { retry_policy: retryPolicyOf(route.retry) });
      return [{ name: route.name, match: matchOf(route.match), route: action }];
    });
