import { scopeOf, type Scope, type Specs } from '../../../../../core/dataplane/app-mesh/controller/scope';
import type { Certificate, Closed, Topology } from '../../../../../core/topology';
import { lowered, parsed, yelb } from '../../yelb';

/** The same type with every property written: a field that is added to a spec has to be added here too. */
type Whole<T> = T extends readonly (infer Item)[]
  ? readonly Whole<Item>[]
  : T extends object
    ? { readonly [K in keyof T]-?: Whole<Exclude<T[K], undefined>> }
    : T;

type Node = Specs['nodes'][number];
type Gateway = Specs['gateways'][number];
type Router = NonNullable<Specs['services'][number]['router']>;
type Policy = NonNullable<Node['backendDefaults']>;

const at = ['workloads', 'yelb-ui'];
const duration = (value: number) => ({ value, unit: 'ms' as const });

const policy = (names: readonly string[]): Whole<Extract<Policy, { readonly kind: 'tls' }>> => ({
  kind: 'tls',
  at,
  enforce: true,
  ports: [5432],
  trust: { kind: 'private-ca', authorities: ['default'] },
  names,
  certificate: 'in-file',
  flaw: 'authority-not-a-ca',
});

const listener: Whole<Node['listeners'][number]> = {
  at,
  flaw: 'listener-trust-acm',
  frontOf: 80,
  port: 8080,
  protocol: 'http',
  tls: {
    kind: 'mesh',
    mode: 'STRICT',
    certificate: 'issued',
    validation: { trust: { kind: 'file', chain: '/certs/ca.pem', authorities: ['default'] }, names: ['ui'] },
    clients: 'none',
    asksMeshAlone: true,
  },
  healthCheck: {
    protocol: 'http',
    path: '/health',
    port: 8080,
    healthyThreshold: 2,
    unhealthyThreshold: 3,
    intervalMillis: 5000,
    timeoutMillis: 2000,
  },
  timeout: { idle: duration(1), perRequest: duration(2) },
  outlierDetection: {
    maxServerErrors: 5,
    maxEjectionPercent: 50,
    interval: duration(3),
    baseEjectionDuration: duration(4),
  },
  connectionPool: { maxConnections: 10, maxPendingRequests: 11, maxRequests: 12 },
};

const party = {
  at,
  account: 'frontend',
  existing: true,
  discoveryName: 'ui.frontend.yelb.internal',
  entries: [],
  callers: policy(['caller']),
  outsideName: 'www.example.com',
  envoy: { resourceArn: 'arn:of:resource', certificates: ['issued'], authorities: ['default'] },
  backendDefaults: policy(['default-name']),
  accessLog: { path: '/dev/stdout', format: { kind: 'text', text: '%PROTOCOL%' } },
} as const;

export const node: Whole<Node> = {
  ...party,
  kind: 'workload',
  id: 'workload/yelb-ui',
  key: 'yelb-ui',
  name: 'Yelb_UI',
  listeners: [listener],
  discovery: {
    kind: 'cloud-map',
    namespace: 'frontend.yelb.internal',
    service: 'yelb-ui',
    attributes: { version: 'blue' },
    ipPreference: 'IPv4_ONLY',
    ttl: 10,
    create: true,
  },
  backends: [
    { at, service: 'yelb-appserver', serviceName: 'the-name', clientPolicy: policy(['backend-name']) },
  ],
};

const namedMatch = (name: string, value: string) => ({
  name,
  invert: true,
  match: { kind: 'exact' as const, value },
});

const match: Whole<Router['routes'][number]['match']> = {
  prefix: '/prefix',
  path: { kind: 'exact', value: '/path' },
  method: 'GET',
  scheme: 'https',
  headers: [namedMatch('x-header', 'header')],
  query: [{ name: 'query', exact: 'value' }],
  port: 80,
  serviceName: 'grpc.Service',
  methodName: 'Method',
  metadata: [namedMatch('x-metadata', 'metadata')],
};

const route: Whole<Router['routes'][number]> = {
  at,
  name: 'all',
  protocol: 'http',
  priority: 7,
  match,
  targets: [{ at, workload: 'yelb-ui', weight: 1, port: 8080 }],
  retry: {
    maxRetries: 2,
    perRetryTimeout: duration(5),
    httpEvents: ['server-error'],
    tcpEvents: ['connection-error'],
    grpcEvents: ['cancelled'],
  },
  timeout: { idle: duration(6), perRequest: duration(7) },
};

export const service: Whole<Specs['services'][number]> = {
  key: 'yelb-ui',
  at,
  account: 'frontend',
  name: 'ui.frontend.yelb.internal',
  arn: 'arn:of:service',
  provider: { kind: 'virtual-router', name: 'Router' },
  router: {
    name: 'Router',
    listeners: [{ port: 80, protocol: 'http' }],
    routes: [route, { ...route, name: 'grpc', protocol: 'grpc' }],
  },
  placeholder: { namespace: 'frontend.yelb.internal', service: 'yelb-ui' },
};

const gatewayRoute: Whole<Gateway['routes'][number]> = {
  at,
  name: 'Public',
  protocol: 'http',
  priority: 8,
  match: { ...match, hostname: { kind: 'suffix', value: '.example.com' } },
  service: 'yelb-appserver',
  targetPort: 4567,
  rewrite: { hostname: 'DISABLED', prefix: { kind: 'value', value: '/new/' }, path: '/exact' },
};

export const gateway: Whole<Gateway> = {
  ...party,
  kind: 'gateway',
  id: 'gateway/front',
  key: 'front',
  name: 'Front_Gateway',
  listeners: [listener],
  discovery: node.discovery,
  backends: [],
  routes: [gatewayRoute, { ...gatewayRoute, name: 'grpc', protocol: 'grpc' }],
};

const topology = parsed({
  ...yelb,
  clusters: { apps: { kind: 'eks', account: 'frontend', meshObjects: 'controller' } },
});

const certificate = { at, facts: {} };
const certificates: Readonly<Record<string, Certificate>> = {
  issued: {
    ...certificate,
    key: 'issued',
    kind: 'issued',
    authority: 'default',
    keyAlgorithm: 'RSA_2048',
    tags: {},
  },
  'in-acm': { ...certificate, key: 'in-acm', kind: 'acm', arn: 'arn:of:certificate' },
  'in-file': {
    ...certificate,
    key: 'in-file',
    kind: 'file',
    chain: '/certs/chain.pem',
    privateKey: '/certs/key.pem',
  },
  'in-sds': { ...certificate, key: 'in-sds', kind: 'sds', secret: 'spiffe://yelb' },
};

/** The cluster of the account "frontend", whose controller owns what is in this file. */
export const scope = (): Scope =>
  scopeOf(
    { ...(topology as Closed<Topology>), certificates },
    {
      workloads: { 'yelb-ui': 'apps' },
      gateways: { front: 'apps' },
      services: { 'yelb-ui': 'apps' },
    },
    'apps',
  );

/** Lowered Yelb with these parties and services in place of its own. */
export const specsWith = (change: Partial<Specs>): Specs => ({
  ...(lowered(topology) as Specs),
  nodes: [],
  gateways: [],
  services: [],
  ...change,
});
