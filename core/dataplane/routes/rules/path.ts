import { DOCUMENTS } from '../../documents';
import { lacksSlash, pathsOf } from '../routing';
import { gatewayRoutesOf, routesOf } from '../walk';
import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';

/** Prefixes and paths of requests begin with a slash; only a regular expression need not (App Mesh API, `HttpRouteMatch`). */
export const routePath: PlaneRule = {
  id: 'route/path',
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
