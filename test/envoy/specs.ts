import type {
  InboundSpec,
  OutboundSpec,
  ProxySpec,
  SocketSpec,
  UpstreamSpec,
} from '../../core/dataplane/envoy';
import { inboundOf, outboundOf, proxyOf, upstreamOf } from '../core/dataplane/envoy/bootstrap/fixtures';

/** A proxy of a test: it is on loopback. */
export const local = (more: Partial<ProxySpec>): ProxySpec => proxyOf({ bind: '127.0.0.1', ...more });

/** Servers that are called without TLS. */
export const plainTo = (
  name: string,
  endpoints: readonly SocketSpec[],
  more: Partial<UpstreamSpec> = {},
): UpstreamSpec => {
  const { tls: _tls, ...rest } = upstreamOf({ name, endpoints });
  return { ...rest, ...more };
};

/** A service that is called at a local address. */
export const calledAt = (
  socket: SocketSpec,
  routes: OutboundSpec['routes'],
  more: Partial<OutboundSpec> = {},
): OutboundSpec => outboundOf({ name: `service_${socket.port}`, local: socket, routes, ...more });

/** An inbound port in front of an application. */
export const inFrontOf = (
  application: SocketSpec,
  { port }: SocketSpec,
  more: Partial<InboundSpec> = {},
): InboundSpec => inboundOf({ name: `${port}`, listener: port, port, application, ...more });

/** The only target of a route. */
export const only = (upstream: string): readonly { readonly upstream: string; readonly weight: number }[] => [
  { upstream, weight: 1 },
];
