import { demandsOf } from '../../../core/dataplane';
import { changed, direct, parsed, yelb, yelbWith } from './yelb';

/** `reach frontend backend`: the kind and what it is about. */
const demands = (topology: ReturnType<typeof parsed>): readonly string[] =>
  demandsOf(topology).map((demand) => Object.values(demand).join(' '));

const cloud = { id: '333333333333', profile: 'cloud', network: { cidr: '10.194.0.0/16' } };

test('Yelb needs a share, one path and one name', () => {
  expect(demands(parsed(yelb))).toEqual([
    'name frontend yelb-appserver',
    'reach frontend backend',
    'resolve frontend backend',
    'share-authority backend root',
    'share-mesh backend',
  ]);
});

test('a member with nothing in it gets nothing', () => {
  expect(demands(yelbWith({ accounts: { ...yelb.accounts, cloud } }))).toEqual(demands(parsed(yelb)));
});

test('a caller reaches the workloads, and resolves the name where it lies', () => {
  const topology = yelbWith({
    accounts: { ...yelb.accounts, cloud },
    workloads: { ...yelb.workloads, clerk: { account: 'cloud', calls: ['votes'] } },
    services: {
      ...yelb.services,
      ...direct,
      votes: { account: 'frontend', routes: [{ name: 'all', to: 'yelb-db' }] },
    },
  });
  expect(demands(topology).filter((each) => each.includes('cloud'))).toEqual([
    'name cloud votes',
    'reach cloud backend',
    'resolve cloud frontend',
    'share-authority cloud root',
    'share-mesh cloud',
  ]);
  expect(demands(topology)).toContain('foreign-target votes all yelb-db');
});

test('a host name of DNS discovery is resolved in the zone where it lies', () => {
  const topology = yelbWith({
    workloads: {
      ...yelb.workloads,
      'yelb-db': {
        account: 'backend',
        listens: { protocol: 'tcp', port: 5432 },
        discovery: { kind: 'dns', hostname: 'db.frontend.yelb.internal' },
      },
    },
  });
  expect(demands(topology)).toContain('resolve backend frontend');
});

test('a gateway waits for the services of other accounts', () => {
  const door = {
    listens: { protocol: 'http' as const, port: 8080 },
    routes: [{ name: 'all', prefix: '/', service: 'yelb-appserver' }],
  };
  const ui = { account: 'frontend', listens: { protocol: 'http' as const, port: 80 } };
  const topology = yelbWith({ gateways: { door }, workloads: { ...yelb.workloads, 'yelb-ui': ui } });
  expect(demands(topology)).toContain('foreign-service door yelb-appserver');
  expect(demands(topology)).toContain('reach frontend backend');
  expect(demands(topology)).not.toContain('name frontend yelb-appserver');
});

test.each([
  ["the owner's", '111111111111', true],
  ["another account's", '999999999999', false],
  ['a parameter’s', '${parameter.CA_ACCOUNT}', true],
])('an existing authority of %s account is shared: %p %p', (_, account, shared) => {
  const arn = `arn:aws:acm-pca:us-west-2:${account}:certificate-authority/1`;
  const topology = changed(parsed(yelb), ['authorities', 'root'], {
    key: 'root',
    at: [],
    kind: 'existing-ca',
    arn,
    level: 'root',
  });
  expect(demands(topology).includes('share-authority backend root')).toBe(shared);
});

test('what is retired keeps its demands, so that its stacks can be emptied', () => {
  const retired = changed(parsed(yelb), ['accounts', 'backend', 'retired'], true);
  expect(demandsOf(retired)).toEqual(demandsOf(parsed(yelb)));
});

test('a data plane that is not there yet demands nothing', () => {
  expect(demandsOf(yelbWith({ dataPlane: 'envoy' }))).toEqual([]);
});
