import type { ProxySpec } from '../specs';
import { accessLogOf } from './access-log';
import { HTTP_CONNECTION } from './durations';
import { extension, given, type JsonObject } from './json';
import { tracingOf } from './tracing';

/** What differs between connection managers of HTTP. */
export interface HttpOptions {
  /** Prefix of its statistics. */
  readonly name: string;
  readonly hosts: readonly JsonObject[];
  /** Whether requests come from elsewhere, or from the application and this Envoy itself. */
  readonly from: 'network' | 'here';
  /** Whether callers show certificates: the application then gets their names in `x-forwarded-client-cert`. */
  readonly namesCallers: boolean;
  /** Whether requests may come from outside the mesh, so that nothing in them is from another Envoy. */
  readonly fromOutside?: boolean;
}

/**
 * Headers that Envoys write for each other and for applications, and that Envoy leaves as they are where it does not use
 * the address of the connection ("HTTP header sanitizing"). A caller could write another path into the access log with
 * them, or an address or a workload that it is not. What the gateway writes itself is written afterwards.
 */
const WRITTEN_BY_ENVOYS = [
  'x-envoy-attempt-count',
  'x-envoy-decorator-operation',
  'x-envoy-downstream-service-cluster',
  'x-envoy-downstream-service-node',
  'x-envoy-external-address',
  'x-envoy-original-host',
  'x-envoy-original-path',
  'x-envoy-peer-metadata',
  'x-envoy-peer-metadata-id',
];

/** Hosts of a router that answers for every host. */
export const everyHost = (name: string, routes: readonly JsonObject[]): readonly JsonObject[] => [
  { name, domains: ['*'], routes },
];

/**
 * Envoy's connection manager of HTTP, with the router alone.
 *
 * It has no `internal_address_config`: then no address is an internal one, and headers `x-envoy-*`, with which a caller could
 * change retries and timeouts, are removed. Any such configuration trusts what a caller writes into `x-forwarded-for`.
 */
export function httpFilter(proxy: ProxySpec, options: HttpOptions): JsonObject {
  const { name, hosts, from, namesCallers, fromOutside = false } = options;
  return extension(
    'filters.network.http_connection_manager',
    'extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
    given({
      stat_prefix: name,
      codec_type: 'AUTO',
      route_config: given({
        name,
        virtual_hosts: hosts,
        request_headers_to_remove: fromOutside ? WRITTEN_BY_ENVOYS : undefined,
        validate_clusters: true,
      }),
      http_filters: [extension('filters.http.router', 'extensions.filters.http.router.v3.Router')],
      common_http_protocol_options:
        from === 'network' ? { max_connection_duration: HTTP_CONNECTION } : undefined,
      // A connection of HTTP/1 ends with an answer that says so, not between two requests.
      http1_safe_max_connection_duration: from === 'network' ? true : undefined,
      upgrade_configs: [{ upgrade_type: 'websocket' }],
      access_log: accessLogOf(proxy.accessLog),
      tracing: tracingOf(proxy),
      ...callersOf(namesCallers),
      normalize_path: true,
      merge_slashes: true,
      path_with_escaped_slashes_action: 'KEEP_UNCHANGED',
    }),
  );
}

/** A header that a caller sent itself is always removed; with certificates it is written anew, from the one shown. */
const callersOf = (areNamed: boolean): JsonObject =>
  areNamed
    ? {
        forward_client_cert_details: 'SANITIZE_SET',
        set_current_client_cert_details: { subject: true, dns: true, uri: true },
      }
    : { forward_client_cert_details: 'SANITIZE' };
