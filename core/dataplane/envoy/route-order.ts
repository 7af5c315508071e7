import { byName } from '../../base/collections';
import type { Closed, GatewayRoute, Route } from '../../topology';

type Ordered = Pick<Closed<Route> | Closed<GatewayRoute>, 'name' | 'priority' | 'match'>;

/**
 * Routes in the order in which they are tried: by priority, the lowest number first, and those without one last; then
 * by how much of a request they ask for, as App Mesh does where nothing is stated (API, `RouteSpec.priority`).
 */
export const inOrder = <R extends Ordered>(routes: readonly R[]): readonly R[] =>
  routes
    .map((route) => ({ route, rank: rankOf(route) }))
    .toSorted((a, b) => compared(a.rank, b.rank) || byName(a.route.name, b.route.name))
    .map(({ route }) => route);

const LAST = Number.MAX_SAFE_INTEGER;

/** Smaller ranks come first. */
function rankOf({ priority, match }: Ordered): readonly number[] {
  const { prefix, path, method, scheme, headers, query, metadata, serviceName, methodName } = match;
  const hostname = 'hostname' in match ? match.hostname : undefined;
  const conditions = [method, scheme, serviceName, methodName].filter((each) => each !== undefined).length;
  return [
    priority ?? LAST,
    hostname === undefined ? 2 : hostname.kind === 'exact' ? 0 : 1,
    -(hostname?.value.length ?? 0),
    path === undefined ? 2 : path.kind === 'exact' ? 0 : 1,
    -(path?.value ?? prefix ?? '').length,
    -(conditions + headers.length + query.length + metadata.length),
  ];
}

function compared(one: readonly number[], other: readonly number[]): number {
  const index = one.findIndex((number, position) => number !== other[position]);
  return index === -1 ? 0 : (one[index] ?? 0) - (other[index] ?? 0);
}
