import type { OutboundSpec, ProxySpec } from '../specs';
import { everyHost, httpFilter } from './http';
import type { JsonObject } from './json';
import { listenerOf } from './listeners';
import { outboundName } from './names';
import { connectAttemptsOf } from './retries';
import { routesOf, targetOf } from './routes';
import { tcpFilter } from './tcp';

/** A listener for each called service: at its local address, or, in a gateway, reached by its routes alone. */
export const outboundListeners = (proxy: ProxySpec): readonly JsonObject[] =>
  proxy.outbound.flatMap((outbound) => {
    const { local } = outbound;
    const filter = filterOf(proxy, outbound);
    if (filter === undefined || (local === undefined && proxy.kind !== 'gateway')) return [];
    return [
      listenerOf({
        name: outboundName(outbound),
        direction: 'OUTBOUND',
        ...(local === undefined ? {} : { socket: local }),
        chains: [{ filters: [filter] }],
      }),
    ];
  });

const filterOf = (proxy: ProxySpec, outbound: OutboundSpec): JsonObject | undefined => {
  const name = outboundName(outbound);
  if (outbound.protocol === 'tcp') return tcpFilterOf(proxy, outbound);
  const hosts = everyHost(outbound.host, routesOf(outbound));
  return httpFilter(proxy, { name, hosts, from: 'here', namesCallers: false });
};

/** Connections of TCP carry nothing by which a route could be chosen: the first is for all of them. */
export function tcpFilterOf(proxy: ProxySpec, outbound: OutboundSpec): JsonObject | undefined {
  const [route] = outbound.routes;
  const target = route === undefined ? undefined : targetOf(route);
  if (route === undefined || target === undefined) return undefined;
  return tcpFilter(proxy, {
    name: outboundName(outbound),
    target,
    from: 'here',
    timeout: route.timeout,
    attempts: connectAttemptsOf(route.retry),
  });
}
