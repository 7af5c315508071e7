import type { Closed, ConnectionPool, IpPreference, Protocol } from '../../../topology';
import type { InboundSpec, SocketSpec, UpstreamSpec } from '../specs';
import { isIpAddress, socketAddress } from './addresses';
import { CONNECT } from './durations';
import { healthCheckOf, outlierDetectionOf } from './health-checks';
import { extension, given, typeOf, type JsonObject } from './json';
import { inboundName, ORIGINAL_DESTINATION, SECRETS } from './names';
import { AGENT_SOCKET, type SecretReference } from './secrets';
import { upstreamTls } from './tls';

/** More than there are: the limit is off. Envoy's own are 1024, and 3 retries. */
const UNLIMITED = 2_147_483_647;

/** `AUTO` is IPv6, and IPv4 where there is none. */
const FAMILIES: Readonly<Record<IpPreference, string>> = {
  IPv4_PREFERRED: 'V4_PREFERRED',
  IPv6_PREFERRED: 'AUTO',
  IPv4_ONLY: 'V4_ONLY',
  IPv6_ONLY: 'V6_ONLY',
};

/** How an Envoy connects to a listener of another party. */
export function upstreamCluster(reference: SecretReference, upstream: UpstreamSpec): JsonObject {
  const { name, endpoints, protocol, tls, healthCheck, outlierDetection } = upstream;
  return given({
    name,
    ...resolutionOf(upstream),
    connect_timeout: CONNECT,
    circuit_breakers: limitsOf(undefined),
    typed_extension_protocol_options: protocolOptions(protocol),
    transport_socket: tls === undefined ? undefined : upstreamTls(reference, tls, protocol),
    health_checks:
      healthCheck === undefined
        ? undefined
        : [healthCheckOf(healthCheck, protocol, endpoints[0]?.address ?? name)],
    outlier_detection: outlierDetection === undefined ? undefined : outlierDetectionOf(outlierDetection),
    load_assignment: assignmentOf(name, endpoints.map(socketAddress)),
  });
}

/** Addresses of IP are not resolved. Of several names each has endpoints of its own, however they are resolved. */
function resolutionOf({
  endpoints,
  resolution,
  ipPreference,
}: Pick<UpstreamSpec, 'endpoints' | 'resolution' | 'ipPreference'>): JsonObject {
  if (endpoints.every(({ address }) => isIpAddress(address))) return { type: 'STATIC' };
  return {
    cluster_type: extension('clusters.dns', 'extensions.clusters.dns.v3.DnsCluster', {
      dns_lookup_family: FAMILIES[ipPreference ?? 'IPv4_PREFERRED'],
      respect_dns_ttl: true,
      all_addresses_in_single_endpoint: resolution === 'LOGICAL_DNS' && endpoints.length === 1,
    }),
  };
}

/** The application behind an inbound port. Its listener's pool limits what gets to it. */
export function applicationCluster(inbound: InboundSpec, application: SocketSpec): JsonObject {
  const { protocol, tls, connectionPool } = inbound;
  const name = inboundName(inbound);
  return given({
    name,
    ...resolutionOf({ endpoints: [application], resolution: 'STRICT_DNS' }),
    connect_timeout: CONNECT,
    circuit_breakers: limitsOf(connectionPool),
    typed_extension_protocol_options: tls.kind === 'application' ? undefined : protocolOptions(protocol),
    load_assignment: assignmentOf(name, [socketAddress(application)]),
  });
}

/** A listener of the same Envoy, which only this cluster reaches. */
export const internalCluster = (
  name: string,
  listener: string,
  protocol: Protocol,
  pool: Closed<ConnectionPool> | undefined,
): JsonObject =>
  given({
    name,
    type: 'STATIC',
    connect_timeout: CONNECT,
    circuit_breakers: limitsOf(pool),
    typed_extension_protocol_options: protocolOptions(protocol),
    load_assignment: assignmentOf(name, [{ envoy_internal_address: { server_listener_name: listener } }]),
  });

/** Where an intercepted connection wanted to go. */
export const originalDestinationCluster: JsonObject = {
  name: ORIGINAL_DESTINATION,
  type: 'ORIGINAL_DST',
  lb_policy: 'CLUSTER_PROVIDED',
  connect_timeout: CONNECT,
  circuit_breakers: limitsOf(undefined),
};

/** What answers gRPC on the same machine. */
export const clusterAt = (name: string, address: JsonObject): JsonObject =>
  given({
    name,
    type: 'STATIC',
    connect_timeout: CONNECT,
    typed_extension_protocol_options: protocolOptions('grpc'),
    load_assignment: assignmentOf(name, [address]),
  });

/** The agent that hands out secrets. */
export const agentCluster: JsonObject = clusterAt(SECRETS, { pipe: { path: AGENT_SOCKET } });

function assignmentOf(name: string, addresses: readonly JsonObject[]): JsonObject {
  const endpoints = addresses.map((address) => ({ endpoint: { address } }));
  return { cluster_name: name, endpoints: [{ lb_endpoints: endpoints }] };
}

/** Limits of a listener's pool; what it does not limit is not limited. */
function limitsOf(pool: Closed<ConnectionPool> | undefined): JsonObject {
  const { maxConnections, maxPendingRequests, maxRequests } = pool ?? {};
  return {
    thresholds: [
      {
        max_connections: maxConnections ?? UNLIMITED,
        max_pending_requests: maxPendingRequests ?? UNLIMITED,
        max_requests: maxRequests ?? UNLIMITED,
        max_retries: UNLIMITED,
      },
    ],
  };
}

/** The version of HTTP that the server speaks. gRPC is HTTP/2; TCP has none. */
function protocolOptions(protocol: Protocol): JsonObject | undefined {
  if (protocol === 'tcp') return undefined;
  const version = protocol === 'http' ? 'http_protocol_options' : 'http2_protocol_options';
  return {
    'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
      '@type': typeOf('extensions.upstreams.http.v3.HttpProtocolOptions'),
      explicit_http_config: { [version]: {} },
    },
  };
}
