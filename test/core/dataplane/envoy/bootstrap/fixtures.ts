import type {
  GatewayRouteSpec,
  InboundSpec,
  OutboundSpec,
  ProxySpec,
  RouteSpec,
  UpstreamSpec,
} from '../../../../../core/dataplane/envoy';

/** A proxy with nothing in it but what is said. */
export const proxyOf = (more: Partial<ProxySpec> = {}): ProxySpec => ({
  id: 'workload/ui',
  kind: 'workload',
  key: 'ui',
  at: ['workloads', 'ui'],
  account: 'app',
  mesh: 'yelb',
  interception: 'none',
  egress: 'DROP_ALL',
  bind: '0.0.0.0',
  admin: { address: '127.0.0.1', port: 9901 },
  folder: '/etc/meshspan',
  inbound: [],
  outbound: [],
  upstreams: [],
  certificates: [
    {
      name: 'identity',
      certificate: 'ui',
      source: {
        kind: 'files',
        chain: '/etc/meshspan/certificates/ui/chain.pem',
        privateKey: '/etc/meshspan/certificates/ui/key.pem',
      },
    },
  ],
  trusts: [
    {
      name: 'trust',
      authorities: ['root'],
      source: { kind: 'file', bundle: '/etc/meshspan/trusts/trust/bundle.pem' },
    },
  ],
  ...more,
});

export const inboundOf = (more: Partial<InboundSpec> = {}): InboundSpec => ({
  at: ['workloads', 'ui', 'listeners', 0],
  name: '80',
  listener: 80,
  port: 20_080,
  protocol: 'http',
  tls: { kind: 'none' },
  application: { address: '127.0.0.1', port: 80 },
  ...more,
});

export const strict = (more: Partial<Extract<InboundSpec['tls'], { kind: 'mesh' }>> = {}) =>
  ({
    kind: 'mesh',
    mode: 'STRICT',
    certificate: 'identity',
    clients: { trust: 'trust', names: ['gate.yelb.internal'] },
    ...more,
  }) as const;

export const upstreamOf = (more: Partial<UpstreamSpec> = {}): UpstreamSpec => ({
  name: 'appserver_appserver_4567',
  server: 'workload/appserver',
  listener: 4567,
  endpoints: [{ address: 'yelb-appserver.yelb.internal', port: 24_567 }],
  resolution: 'STRICT_DNS',
  protocol: 'http',
  tls: {
    trust: 'trust',
    names: ['yelb-appserver.yelb.internal'],
    certificate: 'identity',
    serverName: 'yelb-appserver.yelb.internal',
  },
  ...more,
});

export const routeOf = (more: Partial<RouteSpec> = {}): RouteSpec => ({
  name: 'all',
  targets: [{ upstream: 'appserver_appserver_4567', weight: 100 }],
  retry: { times: 2, on: ['connect-failure', 'refused-stream'], statusCodes: [] },
  ...more,
});

export const outboundOf = (more: Partial<OutboundSpec> = {}): OutboundSpec => ({
  name: 'appserver_4567',
  service: 'appserver',
  host: 'yelb-appserver',
  port: 4567,
  protocol: 'http',
  local: { address: '127.64.1.2', port: 4567 },
  routes: [routeOf()],
  ...more,
});

export const gatewayRouteOf = (more: Partial<GatewayRouteSpec> = {}): GatewayRouteSpec => ({
  name: 'all',
  protocol: 'http',
  match: { prefix: '/', headers: [], query: [], metadata: [] },
  outbound: 'appserver_4567',
  host: 'yelb-appserver',
  rewrite: {},
  ...more,
});

/** Matches nothing in particular: to be narrowed. */
export const anything = { headers: [], query: [], metadata: [] } as const;

/** A workload that is called with mutual TLS, and calls another. */
export const yelbUi = proxyOf({
  inbound: [inboundOf({ tls: strict() })],
  outbound: [outboundOf()],
  upstreams: [upstreamOf()],
});

/** A workload of TCP. */
export const yelbDb = proxyOf({
  id: 'workload/db',
  key: 'db',
  inbound: [
    inboundOf({
      name: '5432',
      listener: 5432,
      port: 25_432,
      protocol: 'tcp',
      tls: strict(),
      application: { address: '127.0.0.1', port: 5432 },
    }),
  ],
});

/** A gateway to a service with two targets. */
export const yelbGate = proxyOf({
  id: 'gateway/gate',
  kind: 'gateway',
  key: 'gate',
  inbound: [
    {
      at: ['gateways', 'gate', 'listeners', 0],
      name: '8443',
      listener: 8443,
      port: 8443,
      protocol: 'http',
      tls: { kind: 'mesh', mode: 'PERMISSIVE', certificate: 'identity' },
      routes: [
        gatewayRouteOf({
          name: 'shop',
          match: {
            ...anything,
            prefix: '/shop',
            hostname: { kind: 'exact', value: 'shop.example' },
          },
        }),
        gatewayRouteOf(),
      ],
    },
  ],
  outbound: [
    {
      name: 'appserver_4567',
      service: 'appserver',
      host: 'yelb-appserver',
      port: 4567,
      protocol: 'http',
      routes: [
        routeOf({
          targets: [
            { upstream: 'appserver_appserver_4567', weight: 90 },
            { upstream: 'appserver_appserver-v2_4567', weight: 10 },
          ],
        }),
      ],
    },
  ],
  upstreams: [
    upstreamOf(),
    upstreamOf({ name: 'appserver_appserver-v2_4567', server: 'workload/appserver-v2' }),
  ],
});

/** The workload with its connections redirected by the kernel. */
export const yelbIntercepted = proxyOf({
  interception: 'iptables',
  inbound: [
    inboundOf({ port: 80, tls: strict() }),
    inboundOf({
      name: '81',
      listener: 81,
      port: 81,
      tls: strict({ mode: 'PERMISSIVE' }),
      application: { address: '127.0.0.1', port: 81 },
    }),
  ],
  outbound: [
    {
      name: 'appserver_4567',
      service: 'appserver',
      host: 'yelb-appserver',
      port: 4567,
      protocol: 'http',
      routes: [routeOf()],
    },
  ],
  upstreams: [upstreamOf()],
});
