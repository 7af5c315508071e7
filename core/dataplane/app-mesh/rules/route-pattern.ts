import { re2 } from '../../../base/re2';
import { openParametersOf, type Path, type RouteMatch, type Text } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { gatewayRoutesOf, routesOf } from '../../routes/walk';
import { hit, type AppMeshRule } from './rule';

/** App Mesh API, `HttpMethod`. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];

/** Envoy compiles the regular expressions of routes with RE2, which has neither look-around nor back references. */
export const routePattern: AppMeshRule = {
  id: 'app-mesh/route-pattern',
  severity: 'error',
  sentence:
    'a regular expression of a route is not one that Envoy compiles, or its method is not one of HTTP',
  source: DOCUMENTS.routeMatch,
  hitsOf: (topology) =>
    [...routesOf(topology), ...gatewayRoutesOf(topology)].flatMap(({ route }) => [
      ...patternsIn(route.match).flatMap(({ field, pattern }) => notRe2(route.at, field, pattern)),
      ...wrongMethod(route.at, route.match.method),
    ]),
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

function wrongMethod(at: Path, method: Text | undefined) {
  if (method === undefined || METHODS.includes(method) || openParametersOf(method).length > 0) return [];
  const meant = METHODS.find((known) => known === method.toUpperCase());
  return [
    hit(
      at,
      `method ${JSON.stringify(method)} is not one that App Mesh compares`,
      meant === undefined ? `write one of ${METHODS.join(', ')}, or drop method` : `method: ${meant}`,
    ),
  ];
}
