import type { VirtualNodeSpec } from '../../core/dataplane/app-mesh/specs';
import type { Closed, ClientPolicy, Protocol } from '../../core/topology';
import { VirtualNode } from '../../modules/app-mesh/virtual-node';
import { only } from './made';

type Spec = Closed<VirtualNodeSpec>;
type Listener = Spec['listeners'][number];

const NODE: Spec = {
  kind: 'workload',
  id: 'workload/cart',
  key: 'cart',
  at: [],
  name: 'cart',
  account: 'shop',
  listeners: [],
  discovery: { kind: 'none' },
  backends: [],
  entries: [],
  envoy: { resourceArn: 'arn', certificates: [], authorities: [] },
};

const REFERENCES = {
  certificates: {
    own: { kind: 'acm', arn: 'arn:cert' },
    file: { kind: 'file', chain: '/c.pem', privateKey: '/k.pem' },
    secret: { kind: 'sds', secret: 'spiffe://cart' },
  },
  authorities: { root: 'arn:root', other: 'arn:other' },
} as const;

const specOf = (spec: Partial<Spec>) =>
  only('aws_appmesh_virtual_node', (scope) => {
    new VirtualNode(scope, 'node', {
      meshName: 'shop',
      after: [],
      spec: { ...NODE, ...spec },
      references: REFERENCES,
    });
  })['spec'];

const listener = (more: Partial<Listener> = {}): Listener => ({
  at: [],
  port: 8080,
  protocol: 'http',
  tls: { kind: 'none' },
  ...more,
});

const policy = (
  more: Partial<Extract<Closed<ClientPolicy>, { kind: 'tls' }>> = {},
): Closed<ClientPolicy> => ({
  kind: 'tls',
  at: [],
  enforce: true,
  ports: [],
  trust: { kind: 'private-ca', authorities: ['root'] },
  names: [],
  ...more,
});

const backend = (service: string, clientPolicy?: Closed<ClientPolicy>) => ({
  at: [],
  service,
  serviceName: `${service}.local`,
  ...(clientPolicy === undefined ? {} : { clientPolicy }),
});

test('a listener without anything is its port', () => {
  expect(specOf({ listeners: [listener()] })).toEqual({
    listener: [{ port_mapping: { port: 8080, protocol: 'http' } }],
    backend: [],
  });
});

test('a listener shows everything that it has', () => {
  const whole = listener({
    tls: {
      kind: 'mesh',
      mode: 'PERMISSIVE',
      certificate: 'file',
      validation: { trust: { kind: 'sds', secret: 'roots' }, names: ['a', 'b'] },
    },
    healthCheck: {
      protocol: 'tcp',
      port: 81,
      healthyThreshold: 2,
      unhealthyThreshold: 4,
      intervalMillis: 5000,
      timeoutMillis: 2000,
    },
    timeout: { idle: { value: 5, unit: 's' }, perRequest: { value: 100, unit: 'ms' } },
    outlierDetection: {
      maxServerErrors: 5,
      maxEjectionPercent: 50,
      interval: { value: 10, unit: 's' },
      baseEjectionDuration: { value: 30, unit: 's' },
    },
    connectionPool: { maxConnections: 9, maxPendingRequests: 3 },
  });
  expect(specOf({ listeners: [whole] })).toMatchObject({
    listener: [
      {
        tls: {
          mode: 'PERMISSIVE',
          certificate: { file: { certificate_chain: '/c.pem', private_key: '/k.pem' } },
          validation: {
            subject_alternative_names: { match: { exact: ['a', 'b'] } },
            trust: { sds: { secret_name: 'roots' } },
          },
        },
        health_check: {
          protocol: 'tcp',
          port: 81,
          healthy_threshold: 2,
          unhealthy_threshold: 4,
          interval_millis: 5000,
          timeout_millis: 2000,
        },
        timeout: { http: { idle: { unit: 's', value: 5 }, per_request: { unit: 'ms', value: 100 } } },
        outlier_detection: {
          max_server_errors: 5,
          max_ejection_percent: 50,
          interval: { unit: 's', value: 10 },
          base_ejection_duration: { unit: 's', value: 30 },
        },
        connection_pool: { http: [{ max_connections: 9, max_pending_requests: 3 }] },
      },
    ],
  });
});

test.each<[Protocol, unknown, unknown]>([
  [
    'http2',
    { http2: [{ max_requests: 7 }] },
    { http2: { idle: { unit: 's', value: 1 }, per_request: { unit: 's', value: 2 } } },
  ],
  [
    'grpc',
    { grpc: { max_requests: 7 } },
    { grpc: { idle: { unit: 's', value: 1 }, per_request: { unit: 's', value: 2 } } },
  ],
  ['tcp', { tcp: [{ max_connections: 8 }] }, { tcp: { idle: { unit: 's', value: 1 } } }],
])('pool and timeout of %s go by its own names', (protocol, pool, timeout) => {
  const one = listener({
    protocol,
    connectionPool: { maxConnections: 8, maxRequests: 7 },
    timeout: { idle: { value: 1, unit: 's' }, perRequest: { value: 2, unit: 's' } },
  });
  expect(specOf({ listeners: [one] })).toMatchObject({ listener: [{ connection_pool: pool, timeout }] });
});

test('the application terminates TLS, which the mesh does not know', () => {
  expect(JSON.stringify(specOf({ listeners: [listener({ tls: { kind: 'application' } })] }))).not.toContain(
    'tls',
  );
});

test('a policy shows trust, names, ports and what the caller presents', () => {
  const whole = policy({
    enforce: false,
    ports: [443, 8443],
    names: ['orders.local'],
    trust: { kind: 'private-ca', authorities: ['root', 'other'] },
    certificate: 'secret',
  });
  expect(specOf({ backends: [backend('orders', whole)] })).toMatchObject({
    backend: [
      {
        virtual_service: {
          virtual_service_name: 'orders.local',
          client_policy: {
            tls: {
              enforce: false,
              ports: [443, 8443],
              certificate: { sds: { secret_name: 'spiffe://cart' } },
              validation: {
                subject_alternative_names: { match: { exact: ['orders.local'] } },
                trust: { acm: { certificate_authority_arns: ['arn:root', 'arn:other'] } },
              },
            },
          },
        },
      },
    ],
  });
});

test('a default covers the backends that say nothing', () => {
  expect(specOf({ backends: [backend('orders')], backendDefaults: policy() })).toMatchObject({
    backend: [{ virtual_service: { virtual_service_name: 'orders.local' } }],
    backend_defaults: {
      client_policy: {
        tls: { validation: { trust: { acm: { certificate_authority_arns: ['arn:root'] } } } },
      },
    },
  });
});

test('where a backend has no TLS, the others get the default explicitly: otherwise it would apply to all', () => {
  const spec = specOf({
    backends: [
      backend('orders'),
      backend('legacy', { kind: 'none', at: [] }),
      backend('pay', policy({ ports: [1] })),
    ],
    backendDefaults: policy({ ports: [2] }),
  }) as {
    backend: { virtual_service: { client_policy?: { tls: { ports: number[] } } } }[];
    backend_defaults?: unknown;
  };
  expect(spec.backend.map(({ virtual_service }) => virtual_service.client_policy?.tls.ports)).toEqual([
    [2],
    undefined,
    [1],
  ]);
  expect(spec.backend_defaults).toBeUndefined();
});

test('discovery is Cloud Map, DNS or nothing', () => {
  const discovered = (discovery: Spec['discovery']) => specOf({ discovery });
  expect(
    discovered({
      kind: 'cloud-map',
      namespace: 'shop.local',
      service: 'cart',
      attributes: { v: '1' },
      ttl: 10,
      create: false,
    }),
  ).toMatchObject({
    service_discovery: {
      aws_cloud_map: { namespace_name: 'shop.local', service_name: 'cart', attributes: { v: '1' } },
    },
  });
  expect(
    discovered({ kind: 'dns', hostname: 'cart.local', responseType: 'ENDPOINTS', ipPreference: 'IPv4_ONLY' }),
  ).toMatchObject({
    service_discovery: {
      dns: { hostname: 'cart.local', response_type: 'ENDPOINTS', ip_preference: 'IPv4_ONLY' },
    },
  });
  expect(discovered({ kind: 'none' })).not.toHaveProperty('service_discovery');
});

test('an access log is a file, as text or as JSON', () => {
  expect(
    specOf({ accessLog: { path: '/dev/stdout', format: { kind: 'text', text: '%PROTOCOL%' } } }),
  ).toMatchObject({
    logging: { access_log: { file: { path: '/dev/stdout', format: { text: '%PROTOCOL%' } } } },
  });
  const fields = [{ key: 'at', value: '%START_TIME%' }];
  expect(specOf({ accessLog: { path: '/log', format: { kind: 'json', fields } } })).toMatchObject({
    logging: { access_log: { file: { path: '/log', format: { json: fields } } } },
  });
});

test('fails on an unresolved certificate', () => {
  const lost = listener({ tls: { kind: 'mesh', mode: 'STRICT', certificate: 'lost' } });
  expect(() => specOf({ listeners: [lost] })).toThrow('no reference for "lost"');
});
