import type { GatewayRoute, NamedMatch, RouteMatch } from '../../topology';

/**
 * Headers and metadata that no route matches: the pseudo headers of HTTP/2, whose colon the API does not take in a
 * name, and `Host`, which Envoy knows as `:authority` alone.
 */
export const unmatchableIn = ({
  headers,
  metadata,
}: Pick<RouteMatch, 'headers' | 'metadata'>): readonly NamedMatch[] =>
  [...headers, ...metadata].filter(({ name }) => name.startsWith(':') || name.toLowerCase() === 'host');

/** Whether the host of a gateway route is more than a host. Requests are compared without the port. */
export const hasPort = ({ match: { hostname } }: Pick<GatewayRoute, 'match'>): boolean =>
  hostname?.value.includes(':') === true;
