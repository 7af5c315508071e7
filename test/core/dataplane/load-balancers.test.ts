import { lower } from '../../../core/dataplane';
import { loadBalancersOf } from '../../../core/dataplane/tasks/load-balancers';
import type { LoadBalancerSpec } from '../../../core/dataplane/tasks/load-balancer-specs';
import { stillClosed, topologyOf, type WrittenTopology } from '../../../core/topology';
import { fronted } from '../../cases/fronted';
import { valueOf } from '../../cases/synthesized';

const specsOf = (written: WrittenTopology): readonly LoadBalancerSpec[] => {
  const { topology, lowered } = valueOf(lower(valueOf(topologyOf(written))));
  return loadBalancersOf(stillClosed({ ...topology, parameters: {} }), stillClosed(lowered));
};

const specs = specsOf(fronted);
const onMesh = specsOf({ ...fronted, dataPlane: 'app-mesh', acceptEnded: true });

function spec(id: string, among = specs): LoadBalancerSpec {
  const found = among.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no ${id} among ${among.map((each) => each.id).join(', ')}`);
  return found;
}

test('entries of one layer and scheme share a load balancer', () => {
  expect(specs.map(({ id, layer, scheme, account }) => [id, layer, scheme, account])).toEqual([
    ['workload/ledger/network-internal', 'network', 'internal', 'store'],
    ['workload/prices/application-internal', 'application', 'internal', 'store'],
    ['workload/ui/application-internal', 'application', 'internal', 'till'],
    ['workload/ui/application-internet-facing', 'application', 'internet-facing', 'till'],
    ['workload/vault/network-internal', 'network', 'internal', 'store'],
    ['workload/vault/application-internal', 'application', 'internal', 'store'],
    ['gateway/door/application-internet-facing', 'application', 'internet-facing', 'till'],
  ]);
});

test('TLS of the load balancer, plain HTTP that leads to it, and TLS again on the port of the proxy', () => {
  const { listeners, targetGroups, ...rest } = spec('workload/ui/application-internal');
  expect(rest).toMatchObject({
    name: 'shop-ui-app',
    deletionProtection: true,
    accessLogs: { bucket: 'shop-logs', prefix: 'ui' },
  });
  expect(listeners).toMatchObject([
    {
      port: 443,
      protocol: 'HTTPS',
      certificate: 'front',
      action: { kind: 'forward', targetGroup: '443' },
      sources: ['10.1.0.0/16'],
    },
    { port: 80, protocol: 'HTTP', action: { kind: 'redirect', port: 443 }, sources: ['10.1.0.0/16'] },
  ]);
  expect(targetGroups).toMatchObject([
    {
      key: '443',
      // Callers are asked for a certificate on envoy, and a load balancer has none: it gets the listener in front.
      port: 10_080,
      protocol: 'HTTPS',
      version: 'HTTP1',
      healthCheck: {
        protocol: 'HTTPS',
        path: '/ready',
        codes: '200',
        intervalSeconds: 20,
        timeoutSeconds: 5,
      },
    },
  ]);
});

test('gRPC is checked as Elastic Load Balancing asks, and answered as what is not implemented', () => {
  expect(spec('workload/prices/application-internal').targetGroups).toMatchObject([
    {
      protocol: 'HTTPS',
      version: 'GRPC',
      healthCheck: { protocol: 'HTTPS', path: '/AWS.ALB/healthcheck', codes: '12' },
    },
  ]);
});

test('a load balancer of connections connects to know what is healthy, and passes bytes to the listener that asks for no certificate', () => {
  const { targetGroups, listeners, deletionProtection } = spec('workload/ledger/network-internal');
  expect(deletionProtection).toBe(false);
  expect(listeners).toMatchObject([{ port: 5432, protocol: 'TCP' }]);
  expect(targetGroups).toMatchObject([{ port: 15_432, protocol: 'TCP', healthCheck: { protocol: 'TCP' } }]);
  expect(targetGroups[0]).not.toHaveProperty('version');
  expect(targetGroups[0]?.healthCheck).not.toHaveProperty('path');
});

test('HTTP whose bytes are passed is on a load balancer of connections, and the rest is not', () => {
  expect(
    spec('workload/vault/network-internal').listeners.map(({ port, protocol }) => [port, protocol]),
  ).toEqual([[8200, 'TCP']]);
  const { listeners, targetGroups } = spec('workload/vault/application-internal');
  expect(listeners.map(({ port, protocol }) => [port, protocol])).toEqual([[8201, 'HTTP']]);
  expect(targetGroups.map(({ protocol }) => protocol)).toEqual(['HTTPS']);
});

test('the target of a gateway is its own port, healthy where it answers at all', () => {
  for (const among of [specs, onMesh])
    expect(spec('gateway/door/application-internet-facing', among).targetGroups).toMatchObject([
      { port: 8443, protocol: 'HTTPS', healthCheck: { codes: '200-499' } },
    ]);
});

test('on App Mesh the target is the port of the application, which the kernel redirects', () => {
  const ports = onMesh.flatMap(({ id, targetGroups }) => targetGroups.map(({ port }) => [id, port]));
  expect(ports).toEqual([
    ['workload/ledger/network-internal', 5432],
    ['workload/prices/application-internal', 9000],
    ['workload/ui/application-internal', 80],
    ['workload/ui/application-internet-facing', 80],
    ['workload/vault/network-internal', 8200],
    ['workload/vault/application-internal', 8200],
    ['gateway/door/application-internet-facing', 8443],
  ]);
});

const http80 = { port: 80, protocol: 'http' } as const;

/** The shop with one workload, in its first account. */
const alone = (ui: object): WrittenTopology => ({
  ...fronted,
  certificates: {},
  accounts: { till: { id: '111111111111', role: 'deploy', network: { cidr: '10.1.0.0/16' } } },
  workloads: { ui: { account: 'till', listens: http80, ...ui } },
  gateways: {},
});

test('a port without a listener leads past the proxy, by connections', () => {
  const [past] = specsOf(alone({ entry: [{ port: 9100, listener: 9100 }] }));
  expect(past).toMatchObject({ layer: 'network', targetGroups: [{ port: 9100, protocol: 'TCP' }] });
});

test('records are names as Route 53 has them, in the zone that is written or the one around them', () => {
  expect(specs.flatMap(({ records }) => records)).toEqual([
    {
      name: 'shop.till.example.com',
      zone: { kind: 'create', name: 'till.example.com', private: true },
    },
    { name: 'vault.example.com', zone: { kind: 'existing', id: 'Z0123456789ABCDEFGHIJ' } },
    { name: 'door.example.com', zone: { kind: 'create', name: 'example.com', private: false } },
  ]);
});

test.each([
  [
    { intervalMillis: 1000, timeoutMillis: 60_000 },
    { intervalSeconds: 5, timeoutSeconds: 4 },
  ],
  [
    { intervalMillis: 900_000, timeoutMillis: 100 },
    { intervalSeconds: 300, timeoutSeconds: 2 },
  ],
  [
    { healthyThreshold: 1, unhealthyThreshold: 40 },
    { healthyThreshold: 2, unhealthyThreshold: 10 },
  ],
  [{ intervalMillis: 7100 }, { intervalSeconds: 8 }],
])('a health check %j is what Elastic Load Balancing accepts of it', (healthCheck, expected) => {
  const [made] = specsOf(alone({ listens: { ...http80, healthCheck }, entry: { port: 80 } }));
  expect(made?.targetGroups[0]?.healthCheck).toMatchObject(expected);
});

test('what exists is in front of what others run, and without a network there is no place for anything', () => {
  const entry = { port: 80 };
  expect(specsOf(alone({ entry }))).toHaveLength(1);
  expect(specsOf(alone({ entry, existing: true }))).toEqual([]);
  const nowhere = {
    ...alone({ entry, discovery: { kind: 'dns', hostname: 'ui.example.com' } }),
    accounts: { till: { id: '111111111111', role: 'deploy' } },
  };
  expect(specsOf(nowhere)).toEqual([]);
});
