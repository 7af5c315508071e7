import { openParametersOf, type Path, type Text } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { hit } from '../../hit';
import { gatewayRoutesOf, routesOf } from '../../routes/walk';
import type { AppMeshRule } from './rule';

/** App Mesh API, `HttpMethod`. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];

/** The API has an enumeration of methods. */
export const routeMethod: AppMeshRule = {
  id: 'app-mesh/method',
  severity: 'error',
  sentence: 'the method of a route is not one that App Mesh compares',
  source: DOCUMENTS.routeMatch,
  hitsOf: (topology) =>
    [...routesOf(topology), ...gatewayRoutesOf(topology)].flatMap(({ route }) =>
      wrongMethod(route.at, route.match.method),
    ),
};

function wrongMethod(at: Path, found: Text | undefined) {
  if (found === undefined || METHODS.includes(found) || openParametersOf(found).length > 0) return [];
  const meant = METHODS.find((known) => known === found.toUpperCase());
  return [
    hit(
      at,
      `method ${JSON.stringify(found)} is not one that App Mesh compares`,
      meant === undefined ? `write one of ${METHODS.join(', ')}, or drop method` : `method: ${meant}`,
    ),
  ];
}
