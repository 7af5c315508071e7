import type { GatewayRouteSpec, InboundSpec, OutboundSpec, ProxySpec } from '../specs';
import { internalCluster } from './clusters';
import { everyHost } from './http';
import { given, type JsonObject } from './json';
import { matchOf, quoted } from './matches';
import { hopName, inboundName, outboundName } from './names';

/**
 * A gateway route leads to the listener of its service in the same Envoy, where the routes of the service follow: weights,
 * retries and timeouts are those of the service, and count once.
 */
export const gatewayHostsOf = (
  proxy: ProxySpec,
  inbound: InboundSpec,
  routes: readonly GatewayRouteSpec[],
): readonly JsonObject[] =>
  everyHost(
    inboundName(inbound),
    answered(proxy, inbound, routes).map((route) => ({
      name: route.name,
      match: matchOf(route.match, hostMatch(route)),
      route: {
        cluster: hopName(inbound.name, route.outbound),
        timeout: '0s',
        idle_timeout: '0s',
        ...rewriteOf(route),
      },
    })),
  );

/** The clusters of a gateway's routes, each once. A pool of an inbound port limits what leaves it for each service. */
export function gatewayClustersOf(proxy: ProxySpec): readonly JsonObject[] {
  const outbounds = new Map(proxy.outbound.map((outbound) => [outbound.name, outbound]));
  return proxy.inbound.flatMap((inbound) => {
    const called = new Set(answered(proxy, inbound, inbound.routes ?? []).map(({ outbound }) => outbound));
    return [...called].flatMap((name) => {
      const outbound = outbounds.get(name);
      return outbound === undefined ? [] : [hopCluster(inbound, outbound)];
    });
  });
}

const hopCluster = (inbound: InboundSpec, outbound: OutboundSpec): JsonObject =>
  internalCluster(
    hopName(inbound.name, outbound.name),
    outboundName(outbound),
    outbound.protocol,
    inbound.connectionPool,
  );

/** Routes of a port that lead to a service which answers requests. */
function answered(
  { outbound }: ProxySpec,
  { listener }: InboundSpec,
  routes: readonly GatewayRouteSpec[],
): readonly GatewayRouteSpec[] {
  const named = new Set(outbound.filter(({ protocol }) => protocol !== 'tcp').map(({ name }) => name));
  return routes.filter(
    ({ match, outbound: name }) => named.has(name) && (match.port === undefined || match.port === listener),
  );
}

/** Compared without the port and without regard to case (RFC 9110, 4.2.3): `Host: SHOP.example:8443` is `shop.example`. */
function hostMatch({ match: { hostname } }: GatewayRouteSpec): readonly JsonObject[] {
  if (hostname === undefined) return [];
  const { kind, value } = hostname;
  const host = kind === 'exact' ? quoted(value) : `.+${quoted(value.replace(/^\*/, ''))}`;
  return [{ name: ':authority', string_match: { safe_regex: { regex: `(?i)${host}(:[0-9]+)?` } } }];
}

/** What a service sees of a request: by default its own name as host, and the path without the prefix that was matched. */
const rewriteOf = (route: GatewayRouteSpec): JsonObject =>
  given({
    host_rewrite_literal: route.rewrite.hostname === 'DISABLED' ? undefined : route.host,
    regex_rewrite: pathRewrite(route),
  });

function pathRewrite({ match, rewrite }: GatewayRouteSpec): JsonObject | undefined {
  if (rewrite.path !== undefined) return replaced('^.*$', rewrite.path);
  const { prefix } = match;
  if (match.path !== undefined || prefix === undefined) return undefined;
  const to = rewrite.prefix?.kind === 'value' ? rewrite.prefix.value : '/';
  const isKept = rewrite.prefix?.kind === 'default' && rewrite.prefix.value === 'DISABLED';
  if (isKept || to === prefix) return undefined;
  // `/shop` becomes `/` without a second slash in `/shop/cart`.
  const rest = to.endsWith('/') && !prefix.endsWith('/') ? '/?' : '';
  return replaced(`^${quoted(prefix)}${rest}`, to);
}

const replaced = (regex: string, by: string): JsonObject => ({
  pattern: { regex },
  substitution: by.replaceAll('\\', '\\\\'),
});
