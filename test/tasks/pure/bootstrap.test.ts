import { placedBootstrap, type EnvoyPlace } from '../../../local/tasks/place/bootstrap';

const at: EnvoyPlace = {
  place: { local: '127.130.0.1', inside: '127.130.0.2', loopback: () => '127.130.0.3' },
  mounts: [{ path: '/etc/meshspan', folder: '/tmp/volume' }],
  resolver: { address: '127.130.0.4', port: 5300 },
  hopsFile: '/tmp/hops.jsonl',
  isIntercepted: false,
  faceOf: (ip) => ip.replace('10.0', '127.131'),
};
const socket = (address: string, port_value: number) => ({ socket_address: { address, port_value } });
const endpoint = (address: string, port: number) => ({ endpoint: { address: socket(address, port) } });
const cluster = (name: string, address: string, port: number, more: object = {}) => ({
  name,
  type: 'STRICT_DNS',
  load_assignment: { endpoints: [{ lb_endpoints: [endpoint(address, port)] }] },
  ...more,
});
const tls = {
  transport_socket: {
    typed_config: {
      common_tls_context: {
        tls_certificate_sds_secret_configs: [{ path: '/etc/meshspan/sds/one.json' }],
        combined_validation_context: { default_validation_context: {} },
      },
    },
  },
};
const proxy = { '@type': 'type.googleapis.com/x.TcpProxy', access_log: [{ name: 'own' }] };
const deployed = {
  admin: { address: socket('127.0.0.1', 9901) },
  static_resources: {
    listeners: [
      {
        name: 'in',
        address: socket('0.0.0.0', 443),
        filter_chains: [{ filters: [{ typed_config: proxy }], ...tls }],
      },
      { name: 'out', address: socket('127.89.10.20', 5432) },
    ],
    clusters: [
      cluster('app', '127.0.0.1', 80),
      cluster('itself', '127.0.0.1', 9901),
      cluster('db', 'db.mesh.internal', 25_432, tls),
      cluster('static', '10.0.0.7', 8080),
    ],
  },
};

test('addresses, ports and paths are those of this machine, and nothing else of TLS differs', () => {
  const { bootstrap } = placedBootstrap(deployed, at);
  const text = JSON.stringify(bootstrap);
  expect(text).not.toContain('/etc/meshspan');
  expect(text).toContain('"/tmp/volume/sds/one.json"');
  expect(bootstrap).toMatchObject({
    admin: { address: socket('127.130.0.1', 9901) },
    static_resources: {
      listeners: [
        {
          address: socket('127.130.0.2', 40_443),
          additional_addresses: [{ address: socket('127.130.0.1', 40_443) }],
        },
        { address: socket('127.130.0.3', 5432) },
      ],
      clusters: [
        cluster('app', '127.130.0.1', 40_080),
        cluster('itself', '127.130.0.1', 9901),
        cluster('db', 'db.mesh.internal', 25_432),
        cluster('static', '127.131.0.7', 8080),
      ],
    },
    cluster_manager: { upstream_bind_config: { source_address: { address: '127.130.0.2', port_value: 0 } } },
  });
});

test('what is logged of hops is logged besides what is deployed', () => {
  const { bootstrap } = placedBootstrap(deployed, at);
  expect(JSON.stringify(bootstrap)).toContain(
    '"access_log":[{"name":"own"},{"name":"envoy.access_loggers.file"',
  );
});

test('what a task has to know of its proxy', () => {
  const { bootstrap: _, ...known } = placedBootstrap(deployed, at);
  expect(known).toEqual({
    admin: [{ address: '127.130.0.1', port: 9901 }],
    // As it is deployed; what its application listens on, as it is here.
    listens: [443],
    applications: [40_080],
    services: [{ address: '127.130.0.3', port: 5432 }],
    verifies: new Set(['db', '443']),
  });
});

test('an application whose connections are led to the proxy has its loopback interface for itself', () => {
  const { bootstrap } = placedBootstrap(deployed, { ...at, isIntercepted: true });
  expect(JSON.stringify(bootstrap)).not.toContain('additional_addresses');
});

test('what is compared with requests, or sent, is no path of a file', () => {
  const routes = [{ match: { prefix: '/etc/meshspan' }, route: { prefix_rewrite: '/etc/meshspan' } }];
  const check = { http_health_check: { path: '/etc/meshspan' } };
  const { bootstrap } = placedBootstrap(
    { static_resources: { listeners: [{ routes }], clusters: [{ name: 'a', health_checks: [check] }] } },
    at,
  );
  expect(bootstrap).toMatchObject({
    static_resources: { listeners: [{ routes }], clusters: [{ health_checks: [check] }] },
  });
});
