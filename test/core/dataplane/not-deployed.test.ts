import { lower } from '../../../core/dataplane';
import { appMesh } from '../../../core/dataplane/app-mesh';
import { notDeployedOf, parsed, yelb, yelbWith } from './yelb';

const SECRET = 'arn:aws:secretsmanager:us-west-2:222222222222:secret:key-a1b2c3';

const reported = (topology: ReturnType<typeof parsed>): readonly string[] =>
  notDeployedOf(topology).map(({ what }) => what);

/** What is reported by a data plane that deploys nothing. */
function reportedWithoutAssets(topology: ReturnType<typeof parsed>): readonly string[] {
  const result = lower(topology, { 'app-mesh': { ...appMesh, assetsOf: () => [] } });
  if (!result.ok) throw new Error('not lowered');
  return result.value.demands.notDeployed.map(({ what }) => what);
}

test('nothing of Yelb is left to others', () => {
  expect(notDeployedOf(parsed(yelb))).toEqual([]);
});

const everything = yelbWith({
  clusters: { main: { account: 'backend', kind: 'ecs' }, pods: { account: 'backend', kind: 'eks' } },
  stores: {
    paper: { kind: 'task-volume', mountPath: '/paper' },
    vault: { kind: 'efs', mountPath: '/vault' },
    shelf: { kind: 'secrets-manager', mountPath: '/shelf', files: { 'key.pem': SECRET } },
    attic: { kind: 'efs', mountPath: '/attic' },
  },
  certificates: {
    file: { kind: 'file', chain: '/certs/chain.pem', privateKey: '/certs/key.pem' },
    shelved: { kind: 'file', store: 'shelf', chain: '/shelf/chain.pem', privateKey: '/shelf/key.pem' },
    secret: { kind: 'sds', secret: 'db' },
    spare: { kind: 'issued', names: ['spare.yelb.internal'] },
  },
  workloads: {
    'yelb-db': {
      account: 'backend',
      listens: { protocol: 'tcp', port: 5432, tls: { certificate: 'file' } },
      runtime: { cluster: 'main', image: 'yelb-db:1', stores: ['paper', 'vault'] },
    },
    'redis-server': {
      account: 'backend',
      listens: { protocol: 'tcp', port: 6379, tls: { certificate: 'secret' } },
    },
    shelf: {
      account: 'backend',
      listens: { protocol: 'tcp', port: 6000, tls: { certificate: 'shelved' } },
      runtime: { cluster: 'main', image: 'shelf:1' },
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

test('what has no content in the plan is listed', () => {
  expect(reportedWithoutAssets(everything)).toEqual([
    'ECS cluster "main"',
    'EKS cluster "pods"',
    'the containers of "shelf"',
    'the containers of "yelb-db"',
    'the load balancer in front of "door"',
    'the rule that lets the load balancer reach "door" on port 8080',
    'the DNS record "yelb.example.com"',
    'store "attic"',
    'store "paper"',
    'store "shelf"',
    'store "vault"',
    'the files of certificate "file"',
    'the secret of certificate "secret"',
    'the files of certificate "shelved"',
    'certificate "spare"',
  ]);
});

test('of what is deployed, only what others have to add is listed', () => {
  expect(reported(everything)).toEqual([
    'store "attic"',
    'the files of store "vault"',
    'the files of certificate "file"',
    'the secret of certificate "secret"',
    'certificate "spare"',
  ]);
});

test.each([
  ['none', ['the containers of "yelb-db"']],
  [{ cidr: '10.193.0.0/16' }, []],
] as const)('containers run in private subnets: with %j, others run %j', (network, others) => {
  const runtime = { image: 'yelb-db:1' };
  const db = { account: 'backend', listens: { protocol: 'tcp' as const, port: 5432 }, runtime };
  const topology = yelbWith({
    accounts: { ...yelb.accounts, backend: { id: '222222222222', network } },
    workloads: { ...yelb.workloads, 'yelb-db': db },
  });
  expect(reported(topology).filter((what) => what.startsWith('the containers'))).toEqual(others);
});

test('a registration that ECS cannot make as it is written is listed', () => {
  const runtime = { image: 'yelb-db:1' };
  const listens = { protocol: 'tcp' as const, port: 5432 };
  const workloads = {
    old: {
      account: 'backend',
      listens,
      runtime,
      discovery: { kind: 'cloud-map' as const, existing: true, namespace: 'shop.internal', service: 'old' },
    },
    new: {
      account: 'backend',
      listens,
      runtime,
      discovery: { kind: 'cloud-map' as const, attributes: { colour: 'blue' } },
    },
    told: {
      account: 'backend',
      listens,
      runtime,
      discovery: { kind: 'cloud-map' as const, attributes: { ECS_SERVICE_NAME: 'x' } },
    },
  };
  expect(reported(yelbWith({ workloads, services: {} }))).toEqual([
    'the registration of "old" in "old.shop.internal"',
    'the attributes of the instances of "new"',
  ]);
});

test.each([
  ['a transit gateway', { connect: 'transit-gateway' }],
  ['a state backend of HTTP', { state: { kind: 'http', address: 'https://state.example.com' } }],
  ['a state backend of Terraform Cloud', { state: { kind: 'cloud', organization: 'yelb' } }],
  ['variables as transport', { transport: 'variables' }],
] as const)('%s is deployed', (_, change) => {
  expect(lower(yelbWith(change)).findings.map(({ rule }) => rule)).not.toContain('data-plane/not-yet');
  expect(reported(yelbWith(change))).toEqual([]);
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
