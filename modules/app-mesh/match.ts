import { defined } from '../../core/base/properties';
import type { Closed, NamedMatch, RouteMatch, StringMatch } from '../../core/topology';

/** A header or metadata match; the API expresses "is present" by leaving the match out. */
export function namedMatchOf({ name, invert, match }: Closed<NamedMatch>) {
  return defined({ name, invert, match: stringMatchOf(match) });
}

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

/** The parts of an HTTP request that routes and gateway routes both match. */
export function httpMatchOf({ prefix, path, headers, query, port }: Closed<RouteMatch>) {
  return defined({
    prefix,
    path: path && { [path.kind]: path.value },
    header: headers.length > 0 ? headers.map(namedMatchOf) : undefined,
    queryParameter:
      query.length > 0
        ? query.map(({ name, exact }) =>
            defined({ name, match: exact === undefined ? undefined : { exact } }),
          )
        : undefined,
    port,
  });
}
