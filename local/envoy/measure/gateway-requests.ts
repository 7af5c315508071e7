import type { GatewayRouteSpec, ProxySpec } from '../../../core/dataplane/envoy';
import type { Honest, Walk } from './walk';

/** A request for each route of a gateway's listener for which one can be written down. */
export function gatewayRequestsOf({ door }: Pick<Walk, 'door'>): readonly Honest[] {
  if (door === undefined) return [];
  const { proxy, listener } = door;
  const routes = proxy.inbound.find((each) => each.listener === listener)?.routes ?? [];
  return routes.flatMap((route) => {
    const request = requestOf(route);
    return request === undefined ? [] : [{ request, answeredBy: partiesOf(proxy, route.outbound) }];
  });
}

/** Parties to which the routes of a service lead. */
function partiesOf({ outbound, upstreams }: ProxySpec, name: string): ReadonlySet<string> {
  const servers = new Map(upstreams.map((upstream) => [upstream.name, upstream.server]));
  const routes = outbound.find((each) => each.name === name)?.routes ?? [];
  return new Set(
    routes.flatMap(({ targets }) => targets.flatMap(({ upstream }) => servers.get(upstream) ?? [])),
  );
}

/** A request that a route matches; absent where it compares more than hosts, paths and methods. */
function requestOf({ match }: GatewayRouteSpec): Honest['request'] | undefined {
  const { path, prefix, hostname, method, serviceName, methodName, headers, query, metadata } = match;
  if (headers.length + query.length + metadata.length > 0 || path?.kind === 'regex') return undefined;
  const service = serviceName === undefined ? undefined : `/${serviceName}/${methodName ?? 'Call'}`;
  const found = path?.value ?? service ?? prefix;
  const host = hostname?.kind === 'suffix' ? `lab${hostname.value.replace(/^\*/, '')}` : hostname?.value;
  return {
    ...(found !== undefined && { path: found.startsWith('/') ? found : `/${found}` }),
    ...(host !== undefined && { host }),
    ...(method !== undefined && { method }),
  };
}
