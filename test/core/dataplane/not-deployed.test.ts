import { lower } from '../../../core/dataplane';
import { notDeployedOf, parsed, yelb, yelbWith } from './yelb';

const reported = (topology: ReturnType<typeof parsed>): readonly string[] =>
  notDeployedOf(topology).map(({ what }) => what);

test("Yelb's load balancer is left to others, and said so", () => {
  expect(notDeployedOf(parsed(yelb))).toEqual([
    {
      at: ['workloads', 'yelb-ui', 'entry'],
      what: 'the load balancer in front of "yelb-ui"',
      why: expect.stringContaining('not create load balancers'),
    },
    {
      at: ['workloads', 'yelb-ui', 'entry'],
      what: 'the rule that lets the load balancer reach "yelb-ui" on port 80',
      why: expect.stringContaining("the entry's sources"),
    },
  ]);
});

test('everything that runs elsewhere is listed', () => {
  const runtime = { cluster: 'main', image: 'yelb-db:1', stores: ['paper'] };
  const topology = yelbWith({
    clusters: { main: { account: 'backend', kind: 'ecs' } },
    stores: { paper: { kind: 'task-volume' } },
    certificates: {
      file: { kind: 'file', chain: '/certs/chain.pem', privateKey: '/certs/key.pem' },
      secret: { kind: 'sds', secret: 'db' },
      spare: { kind: 'issued', names: ['spare.yelb.internal'] },
    },
    workloads: {
      'yelb-db': {
        account: 'backend',
        listens: { protocol: 'tcp', port: 5432, tls: { certificate: 'file' } },
        runtime,
      },
      'redis-server': {
        account: 'backend',
        listens: { protocol: 'tcp', port: 6379, tls: { certificate: 'secret' } },
      },
    },
    services: {},
    gateways: {
      door: {
        listens: { protocol: 'http', port: 8080 },
        routes: [],
        record: { name: 'yelb.example.com' },
        entry: { kind: 'load-balancer', port: 443 },
      },
    },
  });
  expect(reported(topology)).toEqual([
    'ECS cluster "main"',
    'the containers of "yelb-db"',
    'the load balancer in front of "door"',
    'the rule that lets the load balancer reach "door" on port 8080',
    'the DNS record "yelb.example.com"',
    'store "paper"',
    'the files of certificate "file"',
    'the secret of certificate "secret"',
    'certificate "spare"',
  ]);
});

test.each([
  ['a transit gateway', { connect: 'transit-gateway' }],
  ['a state backend of HTTP', { state: { kind: 'http', address: 'https://state.example.com' } }],
  ['a state backend of Terraform Cloud', { state: { kind: 'cloud', organization: 'yelb' } }],
  ['variables as transport', { transport: 'variables' }],
] as const)('%s is deployed', (_, change) => {
  expect(lower(yelbWith(change)).findings.map(({ rule }) => rule)).not.toContain('data-plane/not-yet');
  expect(reported(yelbWith(change))).toEqual([
    'the load balancer in front of "yelb-ui"',
    'the rule that lets the load balancer reach "yelb-ui" on port 80',
  ]);
});

test.each([
  ['transit-gateway', [], {}, [['accounts', 'backend', 'network']]],
  ['transit-gateway', ['rtb-1'], {}, []],
  ['transit-gateway', [], { retired: true }, []],
  ['peering', [], {}, []],
] as const)(
  'with %s, a network of others with tables %j (%j) is reported to be routed by others',
  (connect, tables, more, places) => {
    const network = {
      kind: 'existing' as const,
      vpc: 'vpc-0a1b2c3d',
      cidrs: ['10.193.0.0/16'],
      subnets: { private: ['subnet-1'] },
      routeTables: { private: [...tables] },
    };
    const topology = yelbWith({
      connect,
      accounts: { ...yelb.accounts, backend: { id: '222222222222', network, ...more } },
    });
    const routes = notDeployedOf(topology).filter(({ what }) => what.startsWith('the routes'));
    expect(routes.map(({ at }) => at)).toEqual(places);
  },
);

test('a subordinate authority is refused for now', () => {
  const authority = { kind: 'private-ca', commonName: 'yelb' } as const;
  const { authority: _, ...rest } = yelb;
  const topology = parsed({
    ...rest,
    authorities: { root: authority, branch: { ...authority, level: 'subordinate', parent: 'root' } },
  });
  expect(lower(topology).findings).toMatchObject([
    { rule: 'data-plane/not-yet', at: { path: ['authorities', 'branch'] } },
  ]);
});
