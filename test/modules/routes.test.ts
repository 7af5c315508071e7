import type {
  Closed,
  GatewayRoute as GatewayRouteSpec,
  Route as RouteSpec,
  RouteMatch,
} from '../../core/topology';
import { GatewayRoute } from '../../modules/app-mesh/gateway-route';
import { Route } from '../../modules/app-mesh/route';
import { only } from './made';

const MATCH: Closed<RouteMatch> = { headers: [], query: [], metadata: [] };
const ROUTE: Closed<RouteSpec> = {
  at: [],
  name: 'all',
  protocol: 'http',
  match: MATCH,
  targets: [{ at: [], workload: 'cart', weight: 1 }],
};
const ACTION = { weighted_target: [{ virtual_node: 'cart-node', weight: 1 }] };

const routed = (spec: Partial<Closed<RouteSpec>>) =>
  only('aws_appmesh_route', (scope) => {
    new Route(scope, 'route', {
      meshName: 'shop',
      after: [],
      routerName: 'cart-router',
      spec: { ...ROUTE, ...spec },
      nodeNames: { cart: 'cart-node', next: 'next-node' },
    });
  })['spec'];

const HEADERS: Closed<RouteMatch>['headers'] = [
  { name: 'a', invert: false, match: { kind: 'exact', value: '1' } },
  { name: 'b', invert: true, match: { kind: 'prefix', value: '2' } },
  { name: 'c', invert: false, match: { kind: 'suffix', value: '3' } },
  { name: 'd', invert: false, match: { kind: 'regex', value: '.*' } },
  { name: 'e', invert: false, match: { kind: 'range', start: 1, end: 9 } },
  { name: 'f', invert: true, match: { kind: 'present' } },
];
const HEADERS_WRITTEN = [
  { name: 'a', invert: false, match: { exact: '1' } },
  { name: 'b', invert: true, match: { prefix: '2' } },
  { name: 'c', invert: false, match: { suffix: '3' } },
  { name: 'd', invert: false, match: { regex: '.*' } },
  { name: 'e', invert: false, match: { range: { start: 1, end: 9 } } },
  { name: 'f', invert: true },
];

test.each(['http', 'http2'] as const)('a route of %s shows everything that it matches', (protocol) => {
  const match: Closed<RouteMatch> = {
    ...MATCH,
    prefix: '/',
    path: { kind: 'regex', value: '/v[12]' },
    method: 'GET',
    scheme: 'https',
    headers: HEADERS,
    query: [{ name: 'x', exact: '1' }, { name: 'y' }],
    port: 80,
  };
  expect(routed({ protocol, match, priority: 0 })).toEqual({
    priority: 0,
    [`${protocol}_route`]: {
      action: ACTION,
      match: {
        prefix: '/',
        path: { regex: '/v[12]' },
        method: 'GET',
        scheme: 'https',
        header: HEADERS_WRITTEN,
        query_parameter: [{ name: 'x', match: { exact: '1' } }, { name: 'y' }],
        port: 80,
      },
    },
  });
});

test('a gRPC route matches services, methods and metadata', () => {
  const match = { ...MATCH, serviceName: 'cart.Cart', methodName: 'Add', metadata: HEADERS, port: 81 };
  expect(routed({ protocol: 'grpc', match })).toEqual({
    grpc_route: {
      action: ACTION,
      match: { service_name: 'cart.Cart', method_name: 'Add', metadata: HEADERS_WRITTEN, port: 81 },
    },
  });
});

test('a tcp route matches a port or everything', () => {
  expect(routed({ protocol: 'tcp', match: { ...MATCH, port: 5432 } })).toEqual({
    tcp_route: { action: ACTION, match: { port: 5432 } },
  });
  expect(routed({ protocol: 'tcp', timeout: { idle: { value: 1, unit: 's' } } })).toEqual({
    tcp_route: { action: ACTION, timeout: { idle: { unit: 's', value: 1 } } },
  });
});

const RETRY = {
  maxRetries: 2,
  perRetryTimeout: { value: 2, unit: 's' },
  httpEvents: ['gateway-error'],
  tcpEvents: ['connection-error'],
  grpcEvents: ['unavailable'],
} as const;
const RETRY_WRITTEN = {
  max_retries: 2,
  per_retry_timeout: { unit: 's', value: 2 },
  http_retry_events: ['gateway-error'],
  tcp_retry_events: ['connection-error'],
};

test.each([
  ['http', RETRY_WRITTEN],
  ['http2', RETRY_WRITTEN],
  ['grpc', { ...RETRY_WRITTEN, grpc_retry_events: ['unavailable'] }],
] as const)('retries of %s', (protocol, expected) => {
  expect(routed({ protocol, retry: RETRY })).toMatchObject({
    [`${protocol}_route`]: { retry_policy: expected },
  });
});

test('targets have weights, and ports where they are given', () => {
  const targets = [
    { at: [], workload: 'cart', weight: 90, port: 8080 },
    { at: [], workload: 'next', weight: 0 },
  ];
  expect(routed({ targets })).toMatchObject({
    http_route: {
      action: {
        weighted_target: [
          { virtual_node: 'cart-node', weight: 90, port: 8080 },
          { virtual_node: 'next-node', weight: 0 },
        ],
      },
    },
  });
});

const gatewayRouted = (spec: Partial<Closed<GatewayRouteSpec>>) =>
  only('aws_appmesh_gateway_route', (scope) => {
    new GatewayRoute(scope, 'route', {
      meshName: 'shop',
      after: [],
      gatewayName: 'door',
      serviceName: 'cart.local',
      spec: { at: [], name: 'all', protocol: 'http', match: MATCH, service: 'cart', rewrite: {}, ...spec },
    });
  })['spec'];

const TARGET = { virtual_service: { virtual_service_name: 'cart.local' } };

test.each(['http', 'http2'] as const)('a gateway route of %s matches and rewrites', (protocol) => {
  expect(
    gatewayRouted({
      protocol,
      priority: 7,
      targetPort: 8080,
      match: {
        ...MATCH,
        prefix: '/cart',
        hostname: { kind: 'suffix', value: '.shop.com' },
        headers: HEADERS,
        port: 443,
      },
      rewrite: { hostname: 'DISABLED', prefix: { kind: 'value', value: '/' } },
    }),
  ).toEqual({
    priority: 7,
    [`${protocol}_route`]: {
      action: {
        target: { ...TARGET, port: 8080 },
        rewrite: { hostname: { default_target_hostname: 'DISABLED' }, prefix: { value: '/' } },
      },
      match: { prefix: '/cart', hostname: { suffix: '.shop.com' }, header: HEADERS_WRITTEN, port: 443 },
    },
  });
});

test('a gateway route rewrites the default prefix, or the whole path', () => {
  expect(gatewayRouted({ rewrite: { prefix: { kind: 'default', value: 'DISABLED' } } })).toMatchObject({
    http_route: { action: { rewrite: { prefix: { default_prefix: 'DISABLED' } } } },
  });
  expect(gatewayRouted({ rewrite: { path: '/new' } })).toMatchObject({
    http_route: { action: { rewrite: { path: { exact: '/new' } } } },
  });
});

test('a gRPC gateway route names its service', () => {
  expect(gatewayRouted({ protocol: 'grpc', match: { ...MATCH, serviceName: 'cart.Cart', port: 5 } })).toEqual(
    {
      grpc_route: { action: { target: TARGET }, match: { service_name: 'cart.Cart', port: 5 } },
    },
  );
});
