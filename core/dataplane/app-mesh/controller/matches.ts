import { defined } from '../../../base/properties';
import type { Closed, NamedMatch, RouteMatch, StringMatch } from '../../../topology';

/** What of an HTTP request routes and gateway routes both match. */
export const httpMatchOf = ({ prefix, path, method, headers, query, port }: Closed<RouteMatch>) =>
  defined({
    prefix,
    path: path && { [path.kind]: path.value },
    method,
    headers: listOf(headers.map(namedMatchOf)),
    queryParameters: listOf(
      query.map(({ name, exact }) => defined({ name, match: exact === undefined ? undefined : { exact } })),
    ),
    port,
  });

/** A header or metadata match; "is present" is expressed by leaving the match out. */
export const namedMatchOf = ({ name, invert, match }: Closed<NamedMatch>) =>
  defined({ name, invert, match: stringMatchOf(match) });

function stringMatchOf(match: Closed<StringMatch>) {
  switch (match.kind) {
    case 'present':
      return undefined;
    case 'range':
      return { range: { start: match.start, end: match.end } };
    case 'exact':
    case 'prefix':
    case 'suffix':
    case 'regex':
      return { [match.kind]: match.value };
  }
}

/** A list as the API takes it: one without elements is left out. */
export const listOf = <T>(items: readonly T[]): readonly T[] | undefined =>
  items.length > 0 ? items : undefined;
