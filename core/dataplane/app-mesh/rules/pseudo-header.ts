import type { GatewayRoute, Path, Route } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { unmatchableIn } from '../../routes/matching';
import { gatewayRoutesOf, routesOf } from '../../routes/walk';
import { hit, type AppMeshRule } from './rule';

/** What to write instead of a pseudo-header, where the match has a key of its own for it. */
const INSTEAD: Readonly<Record<string, string>> = {
  ':method': 'write method',
  ':path': 'write prefix or path',
  ':scheme': 'write scheme',
};

const HOSTS: readonly string[] = [':authority', 'host'];

/** Routes match no pseudo-header: the API accepts no colon in a name, and Envoy knows `Host` only as one. */
export const pseudoHeader: AppMeshRule = {
  id: 'app-mesh/pseudo-header',
  severity: 'error',
  sentence: 'a route matches on a pseudo-header of HTTP/2, or on Host, which never matches',
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
      `${what} matches on the header ${name}, which ${lower.startsWith(':') ? 'App Mesh refuses' : 'Envoy knows as :authority, so that it never matches'}`,
      `leave it out${instead === undefined ? '' : `: ${instead}`}`,
    );
  });

const placeOf = ({ at, match }: Route | GatewayRoute, name: string): Path => [
  ...at,
  match.headers.some((each) => each.name === name) ? 'headers' : 'metadata',
  name,
];
