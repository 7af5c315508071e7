import { defined } from '../../base/properties';
import { at, type Closed, type Topology } from '../../topology';
import type { Connection } from '../lowered';
import { localAddressOf } from './local-addresses';
import { localPortOf } from './ports';
import { retryOf } from './retries';
import type { Door, DoorRoute } from './service-doors';
import type { OutboundSpec, RouteSpec } from './specs';
import type { Upstream } from './upstreams';

/** What a client reaches through a service, on one of its ports. */
export interface Outbound {
  readonly spec: OutboundSpec;
  /** Those that its routes lead to. */
  readonly upstreams: readonly Upstream[];
}

/** Finds how a client connects to a listener; absent: nothing comes through. */
export type UpstreamOf = (
  connection: Pick<Closed<Connection>, 'service' | 'server' | 'port' | 'dialled'>,
) => Upstream | undefined;

/**
 * What a client reaches behind a port of a service; absent where nothing comes through.
 * @param own ports of the client's application, or that it has no addresses of its own
 */
export function outboundOf(
  topology: Closed<Topology>,
  service: string,
  { port, protocol, routes }: Door,
  upstreamFor: UpstreamOf,
  own: ReadonlySet<number> | 'intercepted' | 'gateway',
): Outbound | undefined {
  const host = at(topology.services, service).name;
  const found = routes.flatMap((route) => routed(topology, service, protocol, route, upstreamFor) ?? []);
  if (found.length === 0) return undefined;
  const upstreams = found.flatMap((each) => each.upstreams);
  const local =
    typeof own === 'string' ? undefined : { address: localAddressOf(host), port: localPortOf(port, own) };
  return {
    spec: {
      name: `${service}_${port}`,
      service,
      host,
      port,
      protocol: upstreams.every(({ spec }) => spec.protocol === 'tcp') ? 'tcp' : protocol,
      ...defined({ local }),
      routes: found.map(({ spec }) => spec),
    },
    upstreams,
  };
}

interface Routed {
  readonly spec: RouteSpec;
  readonly upstreams: readonly Upstream[];
}

function routed(
  topology: Closed<Topology>,
  service: string,
  protocol: Door['protocol'],
  { name, route, dialled, targets }: DoorRoute,
  upstreamFor: UpstreamOf,
): Routed | undefined {
  const weights = new Map<string, { readonly upstream: Upstream; readonly weight: number }>();
  for (const { server, port, weight } of targets) {
    const upstream = upstreamFor({ service, server, port, ...defined({ dialled }) });
    if (upstream === undefined) continue;
    const before = weights.get(upstream.spec.name)?.weight ?? 0;
    weights.set(upstream.spec.name, { upstream, weight: before + weight });
  }
  const reached = [...weights.values()];
  // Envoy refuses weights whose sum is 0, and nothing would come through.
  if (reached.every(({ weight }) => weight === 0)) return undefined;
  return {
    spec: {
      name,
      targets: reached.map(({ upstream, weight }) => ({ upstream: upstream.spec.name, weight })),
      ...defined({
        match: protocol === 'tcp' ? undefined : route?.match,
        retry: retryOf(topology.defaults, protocol, route?.retry),
        timeout: route?.timeout,
      }),
    },
    upstreams: reached.map(({ upstream }) => upstream),
  };
}
