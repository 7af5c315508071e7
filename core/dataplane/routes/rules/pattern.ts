import { re2 } from '../../../base/re2';
import { openParametersOf, type Path, type RouteMatch, type Text } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { gatewayRoutesOf, routesOf } from '../walk';
import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';

/** Envoy compiles the regular expressions of routes with RE2, which has neither look-around nor back references. */
export const routePattern: PlaneRule = {
  id: 'route/pattern',
  severity: 'error',
  sentence: 'a regular expression of a route is not one that Envoy compiles',
  source: DOCUMENTS.envoyRegex,
  hitsOf: (topology) =>
    [...routesOf(topology), ...gatewayRoutesOf(topology)].flatMap(({ route }) =>
      patternsIn(route.match).flatMap(({ field, pattern }) => notRe2(route.at, field, pattern)),
    ),
};

interface Pattern {
  /** What it belongs to, as a sentence begins. */
  readonly field: string;
  readonly pattern: Text;
}

const patternsIn = ({ path, headers, metadata }: RouteMatch): readonly Pattern[] => [
  ...(path?.kind === 'regex' ? [{ field: 'the path', pattern: path.value }] : []),
  ...[...headers, ...metadata].flatMap(({ name, match }) =>
    match.kind === 'regex' ? [{ field: JSON.stringify(name), pattern: match.value }] : [],
  ),
];

function notRe2(at: Path, field: string, pattern: Text) {
  if (openParametersOf(pattern).length > 0) return [];
  const compiled = re2(pattern);
  if (typeof compiled === 'function') return [];
  return [
    hit(
      at,
      `the regular expression of ${field}, ${JSON.stringify(pattern)}, is not one of RE2: ${compiled.problem}`,
      'write regex without look-around and back references, and close each bracket, such as regex: "/v[0-9]+/.*"',
    ),
  ];
}
