import { standingPlanes } from '../../../core/dataplane';
import { at, DEFAULT_DATA_PLANE, write } from '../../../core/topology';
import { findingsIn, parsed, yelb } from './written';

const { http, tcp, Authority } = write;

test('a topology that names no data plane is one of what can be deployed to AWS', () => {
  expect(parsed(yelb).dataPlane).toBe(DEFAULT_DATA_PLANE);
  expect(standingPlanes()).toContain(DEFAULT_DATA_PLANE);
  expect(parsed({ ...yelb, dataPlane: 'app-mesh' }).dataPlane).toBe('app-mesh');
});

describe('secure defaults', () => {
  const topology = parsed(yelb);

  test('a listener has TLS by the mesh, STRICT, with a certificate of its discovery name', () => {
    const appserver = at(topology.workloads, 'yelb-appserver');
    expect(appserver.listeners[0]?.tls).toEqual({
      kind: 'mesh',
      mode: 'STRICT',
      certificate: 'yelb-appserver',
    });
    expect(at(topology.certificates, 'yelb-appserver')).toMatchObject({
      kind: 'issued',
      authority: 'root',
      facts: { issuer: 'root', names: ['yelb-appserver.backend.yelb.internal'] },
    });
  });

  test('a call enforces TLS on every port, trusts the signer and expects the discovery name', () => {
    expect(at(topology.workloads, 'yelb-ui').calls[0]?.policy).toMatchObject({
      kind: 'tls',
      enforce: true,
      ports: [],
      trust: { kind: 'private-ca', authorities: ['root'] },
      names: ['yelb-appserver.backend.yelb.internal'],
    });
  });

  test('a workload that no route leads to is a service of its own name', () => {
    expect(Object.keys(topology.services)).toEqual(['redis-server', 'yelb-appserver', 'yelb-db', 'yelb-ui']);
    expect(at(topology.services, 'yelb-db').provider).toEqual({ kind: 'workload', workload: 'yelb-db' });
  });

  test.each([['http'], ['http2'], ['grpc']])(
    'a retry over %s repeats only what the application never saw',
    (protocol) => {
      const retried = parsed({
        ...yelb,
        services: {
          'yelb-appserver': {
            routes: [{ protocol, to: 'yelb-appserver', retry: { times: 2, perTry: '2s' } }],
          },
        },
      });
      const provider = at(retried.services, 'yelb-appserver').provider;
      expect(provider.kind === 'router' && provider.router.routes[0]?.retry).toEqual({
        maxRetries: 2,
        perRetryTimeout: { value: 2, unit: 's' },
        httpEvents: [],
        tcpEvents: ['connection-error'],
        grpcEvents: [],
      });
    },
  );

  test('an entry is internal, open to the own network, and encrypted again on its way in', () => {
    expect(at(topology.workloads, 'yelb-ui').entries[0]).toMatchObject({
      outside: { kind: 'plain' },
      inside: 'encrypted',
      listener: 80,
      scheme: 'internal',
      sources: ['10.192.0.0/16'],
    });
  });

  test('names follow from account and mesh, zones from the region, the role from the account', () => {
    const backend = at(topology.accounts, 'backend');
    expect(backend.namespace).toBe('backend.yelb.internal');
    expect(backend.network).toMatchObject({ zones: ['us-west-2a', 'us-west-2b'] });
    expect(backend.credentials).toEqual({ kind: 'role', arn: 'arn:aws:iam::222222222222:role/deploy' });
  });

  test('a call to a listener without TLS of the mesh asks for none', () => {
    const { policy } =
      at(
        parsed({
          ...yelb,
          workloads: {
            ...yelb.workloads,
            'yelb-db': { account: 'backend', listens: tcp(5432, { tls: 'none' }) },
          },
        }).workloads,
        'yelb-appserver',
      ).calls[0] ?? {};
    expect(policy?.kind).toBe('none');
  });

  test('a caller with a default policy of its own keeps it for its calls', () => {
    const ui = { account: 'frontend', calls: ['yelb-appserver'], callDefaults: { enforce: false } };
    const caller = at(
      parsed({ ...yelb, workloads: { ...yelb.workloads, 'yelb-ui': ui } }).workloads,
      'yelb-ui',
    );
    expect(caller.calls[0]?.policy).toBeUndefined();
    expect(caller.callDefaults).toMatchObject({
      enforce: false,
      trust: { kind: 'private-ca', authorities: ['root'] },
      names: [],
    });
  });

  test('a subordinate authority is trusted through its root', () => {
    const authorities = {
      root: Authority.privateCa({ commonName: 'root' }),
      issuing: Authority.privateCa({ commonName: 'issuing', level: 'subordinate', parent: 'root' }),
    };
    const certificates = { 'yelb-db': { kind: 'issued', authority: 'issuing' } };
    const { authority: _, ...rest } = yelb;
    const chained = parsed({ ...rest, authorities, certificates });
    expect(at(chained.workloads, 'yelb-appserver').calls[0]?.policy).toMatchObject({
      trust: { authorities: ['root'] },
    });
  });

  test('a service whose namesake is retired keeps the name, which discovery no longer answers', () => {
    const workloads = {
      shop: { account: 'backend', listens: http(80), retired: true },
      next: { account: 'backend', listens: http(80) },
    };
    const services = { shop: { routes: [{ to: { shop: 50, next: 50 } }] } };
    const name = 'shop.backend.yelb.internal';
    const routed = parsed({ ...yelb, workloads, services });
    expect(at(routed.services, 'shop')).toMatchObject({ name, resolvesByDiscovery: false });
    // One that leads to nothing else goes with the workload, and needs no record.
    const direct = parsed({ ...yelb, workloads, services: {} });
    expect(at(direct.services, 'shop')).toMatchObject({ name, resolvesByDiscovery: true });
  });

  test('a service of another account than its workload gets a router of its own', () => {
    const services = { db: { account: 'frontend', to: 'yelb-db' } };
    const workloads = {
      'yelb-ui': { account: 'frontend', listens: http(80), calls: ['db'] },
      'yelb-db': { account: 'backend', listens: tcp(5432) },
    };
    const db = at(parsed({ ...yelb, workloads, services }).services, 'db');
    expect(db).toMatchObject({
      name: 'db.frontend.yelb.internal',
      account: 'frontend',
      resolvesByDiscovery: false,
      provider: {
        kind: 'router',
        router: {
          name: 'db',
          listeners: [{ port: 5432, protocol: 'tcp' }],
          routes: [{ name: 'db', protocol: 'tcp' }],
        },
      },
    });
  });
});

describe('the defaults of the API', () => {
  test('what is absent stays absent', () => {
    const topology = parsed({
      mesh: 'plain',
      region: 'eu-west-1',
      defaults: 'api',
      accounts: { main: { id: '111111111111' } },
      workloads: {
        a: { account: 'main', listens: http(80), calls: ['b'] },
        b: { account: 'main', listens: http(81) },
      },
      services: { b: { name: 'b.local', to: 'b' } },
    });
    const caller = at(topology.workloads, 'a');
    expect(caller.listeners[0]).toEqual({
      at: ['workloads', 'a', 'listens'],
      port: 80,
      protocol: 'http',
      tls: { kind: 'none' },
    });
    expect(caller.calls[0]).toEqual({ at: ['workloads', 'a', 'calls', 0], service: 'b' });
    expect(caller.discovery).toEqual({ kind: 'none' });
    expect(caller.accessLog).toBeUndefined();
    expect(Object.keys(topology.services)).toEqual(['b']);
  });

  test('fails for TLS without a certificate', () => {
    const workloads = { a: { account: 'main', listens: http(80, { tls: { mode: 'STRICT' } }) } };
    const written = {
      mesh: 'm',
      region: 'eu-west-1',
      defaults: 'api',
      accounts: { main: { id: '111111111111' } },
      workloads,
    };
    expect(findingsIn(written)).toContainEqual(
      expect.stringMatching(/^listener\/certificate workloads.a.listens.tls/),
    );
  });
});

test('a listener whose TLS is off is reached plainly from its load balancer', () => {
  const ui = { account: 'frontend', listens: http(80, { tls: { mode: 'DISABLED' } }), entry: { port: 80 } };
  const topology = parsed({ ...yelb, workloads: { ...yelb.workloads, 'yelb-ui': ui } });
  expect(at(topology.workloads, 'yelb-ui').entries[0]?.inside).toBe('plain');
});

test('a policy that states its trust need not know who signed', () => {
  const server = { account: 'backend', listens: tcp(1, { tls: { certificate: 'foreign' } }) };
  const policy = { trust: { kind: 'private-ca', authorities: 'root' } };
  const topology = parsed({
    ...yelb,
    certificates: { foreign: { kind: 'acm', arn: 'arn:aws:acm:us-west-2:222222222222:certificate/1' } },
    workloads: {
      ...yelb.workloads,
      server,
      caller: { account: 'backend', calls: [{ service: 'server', policy }] },
    },
  });
  expect(at(topology.workloads, 'caller').calls[0]?.policy).toMatchObject({
    trust: { kind: 'private-ca', authorities: ['root'] },
    names: ['server.backend.yelb.internal'],
  });
});

test('a service that shares a router belongs to the account of that router', () => {
  const workloads = { ...yelb.workloads, extra: { account: 'backend', listens: tcp(1) } };
  const services = {
    ...yelb.services,
    alias: { sharesRouterOf: 'second' },
    second: { routes: [{ to: 'extra' }] },
  };
  expect(at(parsed({ ...yelb, workloads, services }).services, 'alias')).toMatchObject({
    account: 'backend',
    name: 'alias.backend.yelb.internal',
  });
});

test('keys may be words that JavaScript knows', () => {
  const workloads = {
    constructor: { account: 'constructor', listens: http(80), calls: ['valueof'] },
    valueof: { account: 'constructor', listens: http(81) },
  };
  const accounts = { constructor: { id: '111111111111', network: { cidr: '10.0.0.0/16' } } };
  const { authority, mesh, region } = yelb;
  expect(Object.keys(parsed({ mesh, region, authority, accounts, workloads }).services)).toEqual([
    'constructor',
    'valueof',
  ]);
  expect(
    findingsIn({
      mesh,
      region,
      authority,
      accounts,
      workloads: { x: { account: 'constructor', calls: ['constructor'] } },
    }),
  ).toHaveLength(1);
});
