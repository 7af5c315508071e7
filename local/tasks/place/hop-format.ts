/**
 * What an Envoy logs of each request or connection: the commands of its access log. A peer is only there where it presented a
 * certificate.
 */
export const HOP_FORMAT = {
  listener: '%DOWNSTREAM_LOCAL_ADDRESS%',
  caller: '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%',
  callerNames: '%DOWNSTREAM_PEER_DNS_SAN%',
  callerUris: '%DOWNSTREAM_PEER_URI_SAN%',
  callerVersion: '%DOWNSTREAM_TLS_VERSION%',
  cluster: '%UPSTREAM_CLUSTER_RAW%',
  callee: '%UPSTREAM_REMOTE_ADDRESS%',
  calleeNames: '%UPSTREAM_PEER_DNS_SAN%',
  calleeUris: '%UPSTREAM_PEER_URI_SAN%',
  calleeVersion: '%UPSTREAM_TLS_VERSION%',
  status: '%RESPONSE_CODE%',
  flags: '%RESPONSE_FLAGS%',
  failure: '%UPSTREAM_TRANSPORT_FAILURE_REASON%',
} as const;

/** One line of that log. Envoy writes `null` where there is nothing. */
export type Hop = Readonly<Record<keyof typeof HOP_FORMAT, string | number | null>>;
