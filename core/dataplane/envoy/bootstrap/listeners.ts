import type { InboundSpec, SocketSpec } from '../specs';
import { socketAddress } from './addresses';
import { extension, given, unlessEmpty, type JsonObject } from './json';

/** What differs between the listeners of an Envoy. */
export interface ListenerOptions {
  /** Also the prefix of its statistics. */
  readonly name: string;
  readonly direction: 'INBOUND' | 'OUTBOUND';
  /** Absent: only clusters of the same Envoy reach it. */
  readonly socket?: SocketSpec;
  /** Read a connection before its filter chain is chosen. */
  readonly filters?: readonly JsonObject[];
  /** Inbound ports whose first bytes are looked at. */
  readonly inspected?: readonly InboundSpec[];
  readonly chains: readonly JsonObject[];
  /** Takes what no chain matches. @default such connections are closed */
  readonly otherwise?: JsonObject;
}

export const listenerOf = (options: ListenerOptions): JsonObject =>
  given({
    name: options.name,
    stat_prefix: options.name,
    traffic_direction: options.direction,
    ...(options.socket === undefined
      ? { internal_listener: {} }
      : { address: socketAddress(options.socket) }),
    listener_filters: unlessEmpty(options.filters ?? []),
    ...patience(options.inspected ?? []),
    filter_chains: options.chains,
    default_filter_chain: options.otherwise,
  });

/**
 * With protocols such as MySQL's the server speaks first, so a plaintext client never sends the bytes that are waited for.
 * App Mesh closed such connections after 15 seconds; here they count as plaintext after 2.
 */
const patience = (inspected: readonly InboundSpec[]): JsonObject =>
  inspected.some(({ protocol }) => protocol === 'tcp')
    ? { listener_filters_timeout: '2s', continue_on_listener_filters_timeout: true }
    : {};

/** Restores where an intercepted connection wanted to go. */
export const originalDestination = extension(
  'filters.listener.original_dst',
  'extensions.filters.listener.original_dst.v3.OriginalDst',
);

const inspector = extension(
  'filters.listener.tls_inspector',
  'extensions.filters.listener.tls_inspector.v3.TlsInspector',
);

/** Looks whether the first bytes are TLS. */
export const tlsInspector: JsonObject = inspector;

/** The same for connections to these ports alone: on all others it would wait for bytes that may never come. */
export function tlsInspectorAt(ports: readonly number[]): readonly JsonObject[] {
  const rules = ports.map((port) => ({ destination_port_range: { start: port, end: port + 1 } }));
  const [first, ...others] = rules;
  if (first === undefined) return [];
  const anyOf: JsonObject = others.length === 0 ? first : { or_match: { rules } };
  return [{ ...inspector, filter_disabled: { not_match: anyOf } }];
}
