import { DOCUMENTS } from '../../documents';
import { lacksSlash, pathsOf } from '../../routes/routing';
import { gatewayRoutesOf, routesOf } from '../../routes/walk';
import { hit, type AppMeshRule } from './rule';

/** Prefixes and paths of requests begin with a slash; only a regular expression need not (App Mesh API, `HttpRouteMatch`). */
export const pathStart: AppMeshRule = {
  id: 'app-mesh/path-start',
  severity: 'error',
  sentence: 'a prefix or path of a route does not begin with a slash',
  source: DOCUMENTS.routeMatch,
  hitsOf: (topology) =>
    [
      ...routesOf(topology).map(({ service, route }) => ({ route, of: `service "${service.key}"` })),
      ...gatewayRoutesOf(topology).map(({ gateway, route }) => ({ route, of: `gateway "${gateway.key}"` })),
    ].flatMap(({ route, of }) =>
      pathsOf(route)
        .filter(({ path }) => lacksSlash(path))
        .map(({ field, path }) =>
          hit(
            route.at,
            `${field} "${path}" of route "${route.name}" of ${of} does not begin with a slash`,
            `${field}: '/${path}'`,
          ),
        ),
    ),
};
