import { fieldOf } from '../../../../../core/base/json';
import type { InboundSpec } from '../../../../../core/dataplane/envoy';
import { inboundOf, proxyOf, strict, yelbIntercepted } from './fixtures';
import { chainsOf, clusterNamed, filterOf, listenerNamed, routesOf, tlsOf } from './read';

const listenerWith = (more: Partial<InboundSpec>): unknown =>
  listenerNamed(proxyOf({ inbound: [inboundOf(more)] }), 'inbound/80');

describe('an inbound port', () => {
  it('accepts connections on the port of the proxy, and passes requests to the application', () => {
    const proxy = proxyOf({ inbound: [inboundOf()] });
    expect(listenerNamed(proxy, 'inbound/80')).toMatchObject({
      address: { socket_address: { address: '0.0.0.0', port_value: 20_080 } },
      traffic_direction: 'INBOUND',
    });
    expect(routesOf(listenerNamed(proxy, 'inbound/80'))).toEqual([
      {
        match: { prefix: '/' },
        route: { cluster: 'inbound/80', timeout: '15s', idle_timeout: '300s' },
      },
    ]);
    expect(clusterNamed(proxy, 'inbound/80')).toMatchObject({
      type: 'STATIC',
      connect_timeout: '1s',
      load_assignment: {
        endpoints: [
          {
            lb_endpoints: [
              { endpoint: { address: { socket_address: { address: '127.0.0.1', port_value: 80 } } } },
            ],
          },
        ],
      },
    });
  });

  it.each([
    [
      'anybody, as load balancers do',
      { kind: 'mesh', mode: 'STRICT', certificate: 'identity' } as const,
      true,
    ],
    ['callers that show a certificate', strict(), false],
    ['anybody, in plaintext', { kind: 'none' } as const, true],
  ])('leaves headers that only Envoys write to those it knows: %s', (_, tls, removes) => {
    const config = fieldOf(filterOf(chainsOf(listenerWith({ tls }))[0]), 'route_config');
    expect(config).toHaveProperty('virtual_hosts');
    expect(JSON.stringify(config).includes('x-envoy-original-path')).toBe(removes);
  });

  const ways: readonly (readonly [what: string, tls: InboundSpec['tls'], chains: readonly string[]])[] = [
    ['none', { kind: 'none' }, ['plaintext']],
    ['DISABLED', strict({ mode: 'DISABLED' }), ['plaintext']],
    ['STRICT', strict(), ['tls']],
    ['PERMISSIVE', strict({ mode: 'PERMISSIVE' }), ['tls', 'plaintext']],
    ['the application', { kind: 'application' }, ['plaintext']],
  ];
  it.each(ways)('with TLS of %s has these chains', (_, tls, names) => {
    const chains = chainsOf(listenerWith({ tls }));
    expect(chains).toMatchObject(names.map((name) => ({ name })));
    expect(chains.map((chain) => tlsOf(chain) !== undefined)).toEqual(names.map((name) => name === 'tls'));
  });

  it('looks at the first bytes only where both are accepted', () => {
    expect(listenerWith({ tls: strict() })).not.toHaveProperty('listener_filters');
    const listener = listenerWith({ tls: strict({ mode: 'PERMISSIVE' }) });
    expect(listener).toMatchObject({ listener_filters: [{ name: 'envoy.filters.listener.tls_inspector' }] });
    expect(chainsOf(listener)).toMatchObject([
      { filter_chain_match: { transport_protocol: 'tls' } },
      { filter_chain_match: { transport_protocol: 'raw_buffer' } },
    ]);
    // A server of HTTP never speaks first.
    expect(listener).not.toHaveProperty('continue_on_listener_filters_timeout');
    expect(listenerWith({ protocol: 'tcp', tls: strict({ mode: 'PERMISSIVE' }) })).toMatchObject({
      listener_filters_timeout: '2s',
      continue_on_listener_filters_timeout: true,
    });
  });

  it('asks callers for a certificate with one of the names', () => {
    const tls = strict({ clients: { trust: 'trust', names: ['ui.yelb', 'spiffe://yelb/ui'] } });
    expect(tlsOf(chainsOf(listenerWith({ tls }))[0])).toEqual({
      '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext',
      require_client_certificate: true,
      disable_stateless_session_resumption: true,
      disable_stateful_session_resumption: true,
      common_tls_context: {
        tls_params: { tls_minimum_protocol_version: 'TLSv1_2', tls_maximum_protocol_version: 'TLSv1_3' },
        alpn_protocols: ['http/1.1'],
        tls_certificate_sds_secret_configs: [
          {
            name: 'identity',
            sds_config: {
              path_config_source: { path: '/etc/meshspan/sds/identity.json' },
              resource_api_version: 'V3',
            },
          },
        ],
        combined_validation_context: {
          default_validation_context: {
            match_typed_subject_alt_names: [
              { san_type: 'DNS', matcher: { exact: 'ui.yelb' } },
              { san_type: 'URI', matcher: { exact: 'spiffe://yelb/ui' } },
            ],
          },
          validation_context_sds_secret_config: {
            name: 'trust',
            sds_config: {
              path_config_source: { path: '/etc/meshspan/sds/trust.json' },
              resource_api_version: 'V3',
            },
          },
        },
      },
    });
  });

  it('asks for no certificate where none is validated', () => {
    const tls = { kind: 'mesh', mode: 'STRICT', certificate: 'identity' } as const;
    const context = tlsOf(chainsOf(listenerWith({ tls }))[0]);
    expect(context).toMatchObject({ require_client_certificate: false });
    expect(context).not.toHaveProperty('common_tls_context.combined_validation_context');
  });

  it.each([
    ['http', ['http/1.1']],
    ['http2', ['h2']],
    ['grpc', ['h2']],
    ['tcp', undefined],
  ] as const)('of %s negotiates %j', (protocol, alpn) => {
    const context = tlsOf(chainsOf(listenerWith({ protocol, tls: strict() }))[0]);
    expect(fieldOf(context, 'common_tls_context', 'tls_params')).toBeDefined();
    expect(fieldOf(context, 'common_tls_context', 'alpn_protocols')).toEqual(alpn);
  });

  it('names a caller to the application only where its certificate was checked', () => {
    const chains = chainsOf(listenerWith({ tls: strict({ mode: 'PERMISSIVE' }) })).map(filterOf);
    expect(chains).toMatchObject([
      { forward_client_cert_details: 'SANITIZE_SET' },
      { forward_client_cert_details: 'SANITIZE' },
    ]);
    expect(chains[1]).not.toHaveProperty('set_current_client_cert_details');
    const unchecked = { kind: 'mesh', mode: 'STRICT', certificate: 'identity' } as const;
    expect(filterOf(chainsOf(listenerWith({ tls: unchecked }))[0])).toMatchObject({
      forward_client_cert_details: 'SANITIZE',
    });
  });

  it('ends connections, so that an expired certificate is not in use for ever', () => {
    expect(filterOf(chainsOf(listenerWith({}))[0])).toMatchObject({
      common_http_protocol_options: { max_connection_duration: '3600s' },
      http1_safe_max_connection_duration: true,
    });
    expect(filterOf(chainsOf(listenerWith({ protocol: 'tcp' }))[0])).toMatchObject({
      max_downstream_connection_duration: '86400s',
      idle_timeout: '300s',
    });
  });

  it('passes bytes where the application does TLS, whatever the protocol', () => {
    const proxy = proxyOf({ inbound: [inboundOf({ tls: { kind: 'application' } })] });
    expect(filterOf(chainsOf(listenerNamed(proxy, 'inbound/80'))[0])).toMatchObject({
      '@type': 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy',
      cluster: 'inbound/80',
    });
    expect(clusterNamed(proxy, 'inbound/80')).not.toHaveProperty('typed_extension_protocol_options');
  });

  it('has the timeouts of its listener', () => {
    const timeout = {
      perRequest: { value: 300, unit: 'ms' },
      idle: { value: 60, unit: 's' },
    } as const;
    expect(routesOf(listenerWith({ timeout }))).toMatchObject([
      { route: { timeout: '0.3s', idle_timeout: '60s' } },
    ]);
  });

  it('limits what gets to the application by the pool of its listener, and nothing else', () => {
    const most = 2_147_483_647;
    const proxy = proxyOf({
      inbound: [inboundOf({ connectionPool: { maxConnections: 7, maxPendingRequests: 0 } })],
    });
    expect(clusterNamed(proxy, 'inbound/80')).toMatchObject({
      circuit_breakers: {
        thresholds: [{ max_connections: 7, max_pending_requests: 0, max_requests: most, max_retries: most }],
      },
    });
  });
});

describe('with interception', () => {
  it('one listener accepts the connections of all ports', () => {
    const listener = listenerNamed(yelbIntercepted, 'inbound');
    expect(listener).toMatchObject({
      address: { socket_address: { address: '0.0.0.0', port_value: 15_000 } },
      listener_filters: [
        { name: 'envoy.filters.listener.original_dst' },
        {
          name: 'envoy.filters.listener.tls_inspector',
          filter_disabled: { not_match: { destination_port_range: { start: 81, end: 82 } } },
        },
      ],
    });
    expect(chainsOf(listener)).toMatchObject([
      { name: '80/tls', filter_chain_match: { destination_port: 80 } },
      { name: '81/tls', filter_chain_match: { destination_port: 81, transport_protocol: 'tls' } },
      {
        name: '81/plaintext',
        filter_chain_match: { destination_port: 81, transport_protocol: 'raw_buffer' },
      },
    ]);
    expect(listener).not.toHaveProperty('default_filter_chain');
  });
});
