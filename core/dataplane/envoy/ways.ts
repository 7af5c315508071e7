import { defined } from '../../base/properties';
import type { Closed, Topology } from '../../topology';
import { listenerKey } from '../party-ids';
import { isHttp, requestFor, type Way } from '../ways';
import { inboundName, isIntercepting } from './bootstrap/names';
import type { EnvoyLowered } from './lowered';
import { proxiesOf } from './proxies';
import type { InboundSpec, OutboundSpec, ProxySpec, RouteSpec } from './specs';

/** How each caller gets to what it calls, and under which names the Envoys of both count it. */
export function waysOfEnvoy(topology: Closed<Topology>, lowered: Closed<EnvoyLowered>): readonly Way[] {
  const proxies = proxiesOf(topology, lowered);
  const accepting = new Map(
    proxies.flatMap((proxy) =>
      // One that is there for load balancers answers for a listener; workloads call the listener itself.
      proxy.inbound
        .toReversed()
        .map((inbound) => [listenerKey(proxy.id, inbound.listener), { proxy, inbound }] as const),
    ),
  );
  return proxies.flatMap((proxy) => {
    const upstreams = new Map(proxy.upstreams.map((upstream) => [upstream.name, upstream]));
    return proxy.outbound.flatMap((outbound) =>
      outbound.routes.flatMap((route) =>
        route.targets.flatMap(({ upstream: name, weight }): readonly Way[] => {
          const upstream = upstreams.get(name);
          const accepted = upstream && accepting.get(listenerKey(upstream.server, upstream.listener));
          if (upstream === undefined || accepted === undefined) return [];
          const kind = isHttp(outbound.protocol) ? 'http' : 'tcp';
          const [listenerAddress] = isIntercepting(proxy) ? [] : upstream.endpoints;
          return [
            {
              client: proxy.id,
              server: upstream.server,
              service: outbound.service,
              listener: upstream.listener,
              dialled: outbound.port,
              kind,
              host: isIntercepting(proxy) ? `${outbound.host}:${outbound.port}` : outbound.host,
              // Of several routes another may have the path of the health check.
              ...requestFor(
                route.match,
                outbound.routes.length === 1 ? upstream.healthCheck?.path : undefined,
              ),
              share: shareOf(route, weight),
              cluster: name,
              accepts: isIntercepting(accepted.proxy) ? 'inbound' : inboundName(accepted.inbound),
              ...defined({ from: fromOf(proxy, outbound), listenerAddress, mode: modeOf(accepted.inbound) }),
            },
          ];
        }),
      ),
    );
  });
}

/** Where the application of a proxy connects; a gateway has none. */
function fromOf(proxy: ProxySpec, { local, host, port }: OutboundSpec): Way['from'] {
  if (proxy.kind === 'gateway') return undefined;
  return isIntercepting(proxy) ? { address: host, port } : local;
}

const shareOf = ({ targets }: RouteSpec, weight: number): number => {
  const all = targets.reduce((sum, target) => sum + target.weight, 0);
  return all === 0 ? 0 : weight / all;
};

const modeOf = ({ tls }: InboundSpec): Way['mode'] => (tls.kind === 'mesh' ? tls.mode : undefined);
