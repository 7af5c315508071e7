import { lower } from '../../../core/dataplane';
import { changed, direct, lowered, parsed, yelb, yelbWith } from './yelb';

const specs = lowered(parsed(yelb));
const node = (key: string) => specs.nodes.find((each) => each.key === key);
const service = (key: string) => specs.services.find((each) => each.key === key);

test('Yelb breaks no rule', () => {
  expect(lower(parsed(yelb)).findings).toEqual([]);
});

test('the mesh belongs to the owner and drops what is not declared', () => {
  expect(specs.mesh).toEqual({
    name: 'yelb',
    ownerId: '111111111111',
    owner: 'frontend',
    egress: 'DROP_ALL',
  });
});

test('every workload is a virtual node of its own account', () => {
  expect(specs.nodes.map(({ name, account, discoveryName }) => [name, account, discoveryName])).toEqual([
    ['redis-server', 'backend', 'redis-server.backend.yelb.internal'],
    ['yelb-appserver', 'backend', 'yelb-appserver.backend.yelb.internal'],
    ['yelb-db', 'backend', 'yelb-db.backend.yelb.internal'],
    ['yelb-ui', 'frontend', 'yelb-ui.frontend.yelb.internal'],
  ]);
});

test('a listener keeps its TLS and its health check', () => {
  expect(node('yelb-appserver')?.listeners).toMatchObject([
    {
      port: 4567,
      protocol: 'http',
      tls: { kind: 'mesh', mode: 'STRICT', certificate: 'yelb-appserver' },
      healthCheck: { path: '/', port: 4567, intervalMillis: 10_000 },
    },
  ]);
});

test('a backend is a name, with the policy of the call', () => {
  expect(node('yelb-ui')?.backends).toMatchObject([
    {
      service: 'yelb-appserver',
      serviceName: 'yelb-appserver.backend.yelb.internal',
      clientPolicy: {
        kind: 'tls',
        enforce: true,
        trust: { kind: 'private-ca', authorities: ['root'] },
        names: ['yelb-appserver.backend.yelb.internal'],
      },
    },
  ]);
});

test('only outside the owner does an Envoy name the owner', () => {
  expect(node('yelb-ui')?.envoy.resourceArn).toBe(
    'arn:aws:appmesh:us-west-2:111111111111:mesh/yelb/virtualNode/yelb-ui',
  );
  expect(node('yelb-db')?.envoy.resourceArn).toBe(
    'arn:aws:appmesh:us-west-2:222222222222:mesh/yelb@111111111111/virtualNode/yelb-db',
  );
});

test('an Envoy exports its own certificate and reads the authorities that it trusts', () => {
  expect(node('yelb-appserver')?.envoy).toMatchObject({
    certificates: ['yelb-appserver'],
    authorities: ['root'],
  });
  expect(node('yelb-db')?.envoy).toMatchObject({ certificates: ['yelb-db'], authorities: [] });
});

test('a service leads to a node, or owns a router', () => {
  expect(service('yelb-db')?.provider).toEqual({
    kind: 'virtual-node',
    workload: 'yelb-db',
    name: 'yelb-db',
  });
  expect(service('yelb-appserver')).toMatchObject({
    arn: 'arn:aws:appmesh:us-west-2:222222222222:mesh/yelb@111111111111/virtualService/yelb-appserver.backend.yelb.internal',
    provider: { kind: 'virtual-router', name: 'yelb-appserver' },
    router: { listeners: [{ port: 4567, protocol: 'http' }], routes: [{ retry: { maxRetries: 2 } }] },
  });
});

test('a name that discovery resolves needs no placeholder, and another one in our zone does', () => {
  expect(service('yelb-appserver')).not.toHaveProperty('placeholder');
  const votes = lowered(yelbWith({ services: { ...yelb.services, ...direct, votes: { to: 'yelb-db' } } }));
  expect(votes.services.find(({ key }) => key === 'votes')?.placeholder).toEqual({
    namespace: 'backend.yelb.internal',
    service: 'votes',
  });
});

test('a name in a zone of others gets no placeholder', () => {
  const topology = yelbWith({ services: { ...yelb.services, ...direct, votes: { to: 'yelb-db' } } });
  const foreign = lowered(changed(topology, ['services', 'votes', 'name'], 'votes.example.com'));
  expect(foreign.services.find(({ key }) => key === 'votes')).not.toHaveProperty('placeholder');
});

test('two services share a router, which one of them owns', () => {
  const shared = lowered(
    yelbWith({ services: { ...yelb.services, api: { sharesRouterOf: 'yelb-appserver' } } }),
  );
  const api = shared.services.find(({ key }) => key === 'api');
  expect(api?.provider).toEqual({ kind: 'virtual-router', name: 'yelb-appserver' });
  expect(api).not.toHaveProperty('router');
});

test('with the defaults of the API, what is absent stays absent', () => {
  const bare = lowered(
    parsed({
      mesh: 'yelb',
      region: 'us-west-2',
      defaults: 'api',
      owner: 'backend',
      accounts: { backend: { id: '222222222222' } },
      workloads: { 'yelb-db': { account: 'backend', listens: { protocol: 'tcp', port: 5432 } } },
    }),
  );
  const [db] = bare.nodes;
  expect(db).not.toHaveProperty('accessLog');
  expect(db).not.toHaveProperty('backendDefaults');
  expect(db?.listeners[0]).not.toHaveProperty('healthCheck');
  expect(db?.listeners[0]?.tls).toEqual({ kind: 'none' });
  expect(bare.certificates).toEqual([]);
});

test('a retired workload leaves with its service and its certificate', () => {
  const workloads = { ...yelb.workloads };
  const without = lowered(
    yelbWith({
      workloads: {
        ...workloads,
        'yelb-db': { account: 'backend', listens: { protocol: 'tcp', port: 5432 }, retired: true },
      },
    }),
  );
  expect(without.nodes.map(({ key }) => key)).not.toContain('yelb-db');
  expect(without.services.map(({ key }) => key)).not.toContain('yelb-db');
  expect(without.certificates.map(({ key }) => key)).not.toContain('yelb-db');
});

test('a data plane that is not supported yet is refused with one that can be deployed', () => {
  const result = lower(yelbWith({ dataPlane: 'lattice' }));
  expect(result.ok).toBe(false);
  expect(result.findings).toMatchObject([
    { rule: 'data-plane/not-yet', fix: "dataPlane: 'envoy', or --data-plane envoy" },
  ]);
});
