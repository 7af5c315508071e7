import type { InboundSpec, ProxySpec } from '../specs';
import { filterChainsOf, isInspected, type FilterOf } from './filter-chains';
import { gatewayHostsOf } from './gateway';
import { everyHost, httpFilter } from './http';
import type { JsonObject } from './json';
import { listenerOf, originalDestination, tlsInspector, tlsInspectorAt } from './listeners';
import { inboundName, isIntercepting } from './names';
import { actionOf } from './routes';
import type { SecretReference } from './secrets';
import { tcpFilter } from './tcp';

/** Port to which the kernel redirects the connections that enter, as on App Mesh. */
export const INBOUND_PORT = 15_000;

/** The listeners for what comes from others. */
export function inboundListeners(proxy: ProxySpec, reference: SecretReference): readonly JsonObject[] {
  if (isIntercepting(proxy)) return proxy.inbound.length === 0 ? [] : [intercepted(proxy, reference)];
  return proxy.inbound.map((inbound) =>
    listenerOf({
      name: inboundName(inbound),
      direction: 'INBOUND',
      socket: { address: proxy.bind, port: inbound.port },
      filters: isInspected(inbound) ? [tlsInspector] : [],
      inspected: [inbound].filter(isInspected),
      chains: filterChainsOf(reference, inbound, filterOf(proxy, inbound)),
    }),
  );
}

/** One listener for all ports. A connection that was not redirected has no port of theirs, and is closed. */
function intercepted(proxy: ProxySpec, reference: SecretReference): JsonObject {
  const inspected = proxy.inbound.filter(isInspected);
  return listenerOf({
    name: 'inbound',
    direction: 'INBOUND',
    socket: { address: proxy.bind, port: INBOUND_PORT },
    filters: [originalDestination, ...tlsInspectorAt(inspected.map(({ port }) => port))],
    inspected,
    chains: proxy.inbound.flatMap((inbound) =>
      filterChainsOf(reference, inbound, filterOf(proxy, inbound), inbound.port),
    ),
  });
}

/** What an inbound port does with a connection: bytes or requests for the application, or routes of a gateway. */
function filterOf(proxy: ProxySpec, inbound: InboundSpec): FilterOf {
  const { protocol, tls, timeout, routes } = inbound;
  const name = inboundName(inbound);
  if (routes === undefined && (protocol === 'tcp' || tls.kind === 'application'))
    return () => tcpFilter(proxy, { name, target: { cluster: name }, from: 'network', timeout });
  const hosts =
    routes === undefined
      ? everyHost(name, [{ match: { prefix: '/' }, route: actionOf({ cluster: name }, timeout) }])
      : gatewayHostsOf(proxy, inbound, routes);
  // Whoever shows no certificate may be anybody, also at a workload: such as at its listener for load balancers.
  return (namesCallers) =>
    httpFilter(proxy, {
      name,
      hosts,
      from: 'network',
      namesCallers,
      fromOutside: routes !== undefined || !namesCallers,
    });
}
