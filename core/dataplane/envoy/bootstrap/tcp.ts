import type { ProxySpec } from '../specs';
import { accessLogOf } from './access-log';
import { durationOf, IDLE, TCP_CONNECTION } from './durations';
import { extension, given, type JsonObject } from './json';
import type { Closed, Timeout } from '../../../topology';

/** What differs between proxies of TCP. */
export interface TcpOptions {
  /** Prefix of its statistics. */
  readonly name: string;
  /** `cluster` or `weighted_clusters`. */
  readonly target: JsonObject;
  readonly from: 'network' | 'here';
  readonly timeout?: Closed<Timeout> | undefined;
  /** Attempts to connect, the first included. @default 1 */
  readonly attempts?: number | undefined;
}

/** Envoy's proxy of TCP: bytes in, the same bytes out. */
export const tcpFilter = ({ accessLog }: ProxySpec, options: TcpOptions): JsonObject =>
  extension(
    'filters.network.tcp_proxy',
    'extensions.filters.network.tcp_proxy.v3.TcpProxy',
    given({
      stat_prefix: options.name,
      ...options.target,
      idle_timeout: options.timeout?.idle === undefined ? IDLE : durationOf(options.timeout.idle),
      max_connect_attempts: options.attempts,
      max_downstream_connection_duration: options.from === 'network' ? TCP_CONNECTION : undefined,
      access_log: accessLogOf(accessLog),
    }),
  );
