import type { GatewayRoute, Path, Route } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { unmatchableIn } from '../matching';
import { gatewayRoutesOf, routesOf } from '../walk';
import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';

/** What to write instead of a pseudo-header, where the match has a key of its own for it. */
const INSTEAD: Readonly<Record<string, string>> = {
  ':method': 'write method',
  ':path': 'write prefix or path',
  ':scheme': 'write scheme',
};

const HOSTS: readonly string[] = [':authority', 'host'];

/**
 * Routes match no pseudo-header: what they compare of it has keys of its own (App Mesh's API accepts no colon in a name).
 * Envoy knows `Host` only as one.
 */
export const routeHeader: PlaneRule = {
  id: 'route/header',
  severity: 'error',
  sentence:
    'a route matches on a pseudo-header of HTTP/2, which no route does, or on Host, which never matches',
  source: DOCUMENTS.pseudoHeaders,
  hitsOf: (topology) => [
    ...routesOf(topology).flatMap(({ service, route }) =>
      hitsAt(
        route,
        `route "${route.name}" of service "${service.key}"`,
        'its service is the host already; only gateways distinguish hosts',
      ),
    ),
    ...gatewayRoutesOf(topology).flatMap(({ gateway, route }) =>
      hitsAt(route, `route "${route.name}" of gateway "${gateway.key}"`, 'write hostname instead'),
    ),
  ],
};

const hitsAt = (route: Route | GatewayRoute, what: string, host: string) =>
  unmatchableIn(route.match).map(({ name }) => {
    const lower = name.toLowerCase();
    const isHost = HOSTS.includes(lower);
    const instead = isHost ? host : INSTEAD[lower];
    return hit(
      placeOf(route, name),
      `${what} matches on the header ${name}, which ${lower.startsWith(':') ? 'is a pseudo-header of HTTP/2: routes compare no such name' : 'Envoy knows as :authority, so that it never matches'}`,
      `leave it out${instead === undefined ? '' : `: ${instead}`}`,
    );
  });

const placeOf = ({ at, match }: Route | GatewayRoute, name: string): Path => [
  ...at,
  match.headers.some((each) => each.name === name) ? 'headers' : 'metadata',
  name,
];
