import { type NamedMatch, type Route, type GatewayRoute, type Path } from '../../../topology';
import { byName, groupedBy } from '../../../base/collections';
import { DOCUMENTS } from '../../documents';
import { gatewayRoutesOf, routesOf } from '../walk';
import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';

/** Where two routes are equally good for a request, the proxy tries one of them first, always. */
export const sameMatch: PlaneRule = {
  id: 'route/same-match',
  severity: 'warning',
  sentence: 'two routes of a service have the same match and priority, or two of a gateway the same match',
  source: DOCUMENTS.routeSpec,
  hitsOf: (topology) => [
    ...repeatedIn(
      routesOf(topology).map(({ service, route }) => ({
        route,
        of: `service "${service.key}"`,
        match: [route.priority, ...matchOf(route)],
      })),
      'match and priority',
      'give it another match or priority, or drop it',
    ),
    ...repeatedIn(
      gatewayRoutesOf(topology).map(({ gateway, route }) => ({
        route,
        of: `gateway "${gateway.key}"`,
        match: matchOf(route),
      })),
      'match',
      'give it another match, such as a prefix or hostname of its own, or drop it',
    ),
  ],
};

interface Matching {
  readonly route: { readonly at: Path; readonly name: string };
  readonly of: string;
  readonly match: readonly unknown[];
}

const repeatedIn = (routes: readonly Matching[], what: string, fix: string) =>
  [...groupedBy(routes, ({ of, match }) => JSON.stringify([of, match])).values()].flatMap(
    ([first, ...others]) =>
      others.map(({ route, of }) =>
        hit(
          route.at,
          `routes "${first?.route.name ?? ''}" and "${route.name}" of ${of} have the same ${what}, so only one of them takes effect`,
          fix,
        ),
      ),
  );

/** Conditions in an order of their own: that in which they are written means nothing. */
function matchOf({ protocol, match }: Route | GatewayRoute): readonly unknown[] {
  const { headers, metadata, query, ...rest } = match;
  const fields = Object.entries(rest).toSorted(([a], [b]) => byName(a, b));
  return [
    protocol,
    fields,
    sorted(headers),
    sorted(metadata),
    query.map((each) => JSON.stringify(each)).toSorted(byName),
  ];
}

const sorted = (matches: readonly NamedMatch[]): readonly string[] =>
  matches.map((each) => JSON.stringify({ ...each, name: each.name.toLowerCase() })).toSorted(byName);
