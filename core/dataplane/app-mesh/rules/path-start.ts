import { lacksSlash, pathsOf } from '../routing';
import { gatewayRoutesOf, routesOf } from '../walk';
import { refusal, type Rule } from './rule';

/** Prefixes and paths of requests begin with a slash; only a regular expression need not (App Mesh API, `HttpRouteMatch`). */
export const pathStart: Rule = (_, lowered) =>
  [
    ...routesOf(lowered).map(({ service, route }) => ({ route, of: `service "${service.key}"` })),
    ...gatewayRoutesOf(lowered).map(({ gateway, route }) => ({ route, of: `gateway "${gateway.key}"` })),
  ].flatMap(({ route, of }) =>
    pathsOf(route)
      .filter(({ path }) => lacksSlash(path))
      .map(({ field, path }) =>
        refusal(
          'app-mesh/path-start',
          route.at,
          `${field} "${path}" of route "${route.name}" of ${of} does not begin with a slash`,
          `${field}: '/${path}'`,
        ),
      ),
  );
