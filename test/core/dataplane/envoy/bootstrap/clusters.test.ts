import type { UpstreamSpec } from '../../../../../core/dataplane/envoy';
import { fieldOf } from '../../../../../core/base/json';
import type { Closed, HealthCheck, Protocol } from '../../../../../core/topology';
import { proxyOf, upstreamOf } from './fixtures';
import { clusterNamed, tlsOf } from './read';

const clusterWith = (more: Partial<UpstreamSpec>): unknown =>
  clusterNamed(proxyOf({ upstreams: [upstreamOf(more)] }), 'appserver_appserver_4567');

const unlimited = 2_147_483_647;

describe('an upstream', () => {
  it('has no limits of its own', () => {
    expect(clusterWith({})).toMatchObject({
      connect_timeout: '1s',
      circuit_breakers: {
        thresholds: [
          {
            max_connections: unlimited,
            max_pending_requests: unlimited,
            max_requests: unlimited,
            max_retries: unlimited,
          },
        ],
      },
    });
  });

  const name = { address: 'a.internal', port: 1 };
  it.each([
    ['one name', [name], 'STRICT_DNS', undefined, { dns_lookup_family: 'V4_PREFERRED', single: false }],
    ['what answers', [name], 'LOGICAL_DNS', undefined, { dns_lookup_family: 'V4_PREFERRED', single: true }],
    ['several', [name, name], 'LOGICAL_DNS', undefined, { dns_lookup_family: 'V4_PREFERRED', single: false }],
    ['IPv6', [name], 'STRICT_DNS', 'IPv6_ONLY', { dns_lookup_family: 'V6_ONLY', single: false }],
    ['IPv6 first', [name], 'STRICT_DNS', 'IPv6_PREFERRED', { dns_lookup_family: 'AUTO', single: false }],
    ['IPv4', [name], 'STRICT_DNS', 'IPv4_ONLY', { dns_lookup_family: 'V4_ONLY', single: false }],
  ] as const)('is resolved: %s', (_, endpoints, resolution, preference, expected) => {
    const more = preference === undefined ? {} : { ipPreference: preference };
    expect(clusterWith({ endpoints, resolution, ...more })).toMatchObject({
      cluster_type: {
        name: 'envoy.clusters.dns',
        typed_config: {
          dns_lookup_family: expected.dns_lookup_family,
          respect_dns_ttl: true,
          all_addresses_in_single_endpoint: expected.single,
        },
      },
    });
  });

  it('of addresses is not resolved', () => {
    const cluster = clusterWith({
      endpoints: [
        { address: '10.0.0.1', port: 1 },
        { address: '::1', port: 2 },
      ],
    });
    expect(cluster).toMatchObject({ type: 'STATIC' });
    expect(cluster).not.toHaveProperty('cluster_type');
  });

  it.each([
    ['http', { http_protocol_options: {} }],
    ['http2', { http2_protocol_options: {} }],
    ['grpc', { http2_protocol_options: {} }],
    ['tcp', undefined],
  ] as const)('of %s speaks %j', (protocol, config) => {
    const options = fieldOf(
      clusterWith({ protocol }),
      'typed_extension_protocol_options',
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
    );
    expect(fieldOf(options, 'explicit_http_config')).toEqual(config);
  });

  it('is verified by trust and names, and is shown a certificate', () => {
    expect(tlsOf(clusterWith({}))).toMatchObject({
      sni: 'yelb-appserver.yelb.internal',
      common_tls_context: {
        tls_params: { tls_minimum_protocol_version: 'TLSv1_2' },
        tls_certificate_sds_secret_configs: [{ name: 'identity' }],
        combined_validation_context: {
          default_validation_context: {
            match_typed_subject_alt_names: [
              { san_type: 'DNS', matcher: { exact: 'yelb-appserver.yelb.internal' } },
            ],
          },
          validation_context_sds_secret_config: { name: 'trust' },
        },
      },
    });
  });

  it('may have any name where none is given, and any certificate where there is no trust', () => {
    const anyName = tlsOf(clusterWith({ tls: { trust: 'trust', names: [] } }));
    const validation = fieldOf(anyName, 'common_tls_context', 'combined_validation_context');
    expect(fieldOf(validation, 'default_validation_context')).toEqual({});
    expect(fieldOf(validation, 'validation_context_sds_secret_config')).toBeDefined();
    const anyCertificate = tlsOf(clusterWith({ tls: { names: ['a.internal'] } }));
    expect(Object.keys(fieldOf(anyCertificate, 'common_tls_context') as object)).toEqual([
      'tls_params',
      'alpn_protocols',
    ]);
  });

  it('without TLS has none', () => {
    const { tls: _, ...plain } = upstreamOf();
    expect(clusterNamed(proxyOf({ upstreams: [plain] }), 'appserver_appserver_4567')).not.toHaveProperty(
      'transport_socket',
    );
  });
});

describe('a health check', () => {
  const check: Closed<HealthCheck> = {
    protocol: 'http',
    path: '/ping',
    port: 4567,
    healthyThreshold: 2,
    unhealthyThreshold: 3,
    intervalMillis: 5000,
    timeoutMillis: 2500,
  };
  const host = 'yelb-appserver.yelb.internal';
  const checksOf = (more: Partial<Closed<HealthCheck>>, protocol: Protocol): unknown =>
    fieldOf(clusterWith({ protocol, healthCheck: { ...check, ...more } }), 'health_checks');

  it('is made as often as the topology says, on the port of the endpoint', () => {
    expect(checksOf({}, 'http')).toEqual([
      {
        timeout: '2.5s',
        interval: '5s',
        no_traffic_interval: '5s',
        unhealthy_threshold: 3,
        healthy_threshold: 2,
        http_health_check: { host, path: '/ping', codec_client_type: 'HTTP1' },
      },
    ]);
  });

  it.each([
    ['http', 'http', { http_health_check: { host, path: '/ping', codec_client_type: 'HTTP1' } }],
    ['http2', 'http2', { http_health_check: { host, path: '/ping', codec_client_type: 'HTTP2' } }],
    ['http', 'tcp', { http_health_check: { host, path: '/ping', codec_client_type: 'HTTP1' } }],
    ['grpc', 'grpc', { grpc_health_check: { authority: host } }],
    ['grpc', 'http', { tcp_health_check: {} }],
    ['tcp', 'grpc', { tcp_health_check: {} }],
  ] as const)('of %s of a listener of %s', (protocol, cluster, expected) => {
    expect(checksOf({ protocol }, cluster)).toMatchObject([expected]);
  });
});

it('endpoints are ejected for server errors in a row alone', () => {
  const outlierDetection = {
    maxServerErrors: 5,
    maxEjectionPercent: 50,
    interval: { value: 10, unit: 's' },
    baseEjectionDuration: { value: 30_000, unit: 'ms' },
  } as const;
  expect(fieldOf(clusterWith({ outlierDetection }), 'outlier_detection')).toEqual({
    consecutive_5xx: 5,
    interval: '10s',
    base_ejection_time: '30s',
    max_ejection_percent: 50,
    always_eject_one_host: true,
    enforcing_consecutive_5xx: 100,
    enforcing_consecutive_gateway_failure: 0,
    enforcing_success_rate: 0,
  });
});
