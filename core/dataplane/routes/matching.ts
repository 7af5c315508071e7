import type { GatewayRoute, NamedMatch, RouteMatch } from '../../topology';
import { isHostWithPort } from '../host-port';

/**
 * Headers and metadata that no route matches: the pseudo headers of HTTP/2, whose colon the API does not accept in a
 * name, and `Host`, which Envoy knows as `:authority` alone.
 */
export const unmatchableIn = ({
  headers,
  metadata,
}: Pick<RouteMatch, 'headers' | 'metadata'>): readonly NamedMatch[] =>
  [...headers, ...metadata].filter(({ name }) => name.startsWith(':') || name.toLowerCase() === 'host');

/** Whether the host of a gateway route has a port. Requests are compared without it. */
export const hasPort = ({ match: { hostname } }: Pick<GatewayRoute, 'match'>): boolean =>
  hostname !== undefined && isHostWithPort(hostname.value);
