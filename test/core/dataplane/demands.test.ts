import { lower } from '../../../core/dataplane';
import { changed, demandsOf, direct, parsed, yelb, yelbWith } from './yelb';

/** `reach frontend backend`: the kind and what it is about; in order, each once. */
const needs = (topology: ReturnType<typeof parsed>): readonly string[] => {
  const texts = demandsOf(topology).needs.map((need) =>
    need.kind === 'share'
      ? `share ${need.item.name} ${need.member}`
      : `${need.kind} ${need.caller} ${need.callee}`,
  );
  return [...new Set(texts)].toSorted();
};

/** What an asset waits for, and what it names. */
const assetOf = (topology: ReturnType<typeof parsed>, id: string) =>
  demandsOf(topology).assets.find(({ content }) => content.id === id);

const cloud = { id: '333333333333', profile: 'cloud', network: { cidr: '10.194.0.0/16' } };

test('Yelb needs a share, one path and one name', () => {
  expect(needs(parsed(yelb))).toEqual([
    'reach frontend backend',
    'resolve frontend backend',
    'share authority-root backend',
    'share mesh backend',
  ]);
});

test('a member with nothing in it gets nothing', () => {
  expect(needs(yelbWith({ accounts: { ...yelb.accounts, cloud } }))).toEqual(needs(parsed(yelb)));
});

test('a caller reaches the workloads, and resolves the name where it is', () => {
  const topology = yelbWith({
    accounts: { ...yelb.accounts, cloud },
    workloads: { ...yelb.workloads, clerk: { account: 'cloud', calls: ['votes'] } },
    services: {
      ...yelb.services,
      ...direct,
      votes: { account: 'frontend', routes: [{ name: 'all', to: 'yelb-db' }] },
    },
  });
  expect(needs(topology).filter((each) => each.includes('cloud'))).toEqual([
    'reach cloud backend',
    'resolve cloud frontend',
    'share authority-root cloud',
    'share mesh cloud',
  ]);
  expect(assetOf(topology, 'cloud/workload/clerk')?.names).toEqual(['frontend/service/votes']);
  expect(assetOf(topology, 'frontend/route/votes/all')?.follows).toContain('backend/workload/yelb-db');
});

test('a host name of DNS discovery is resolved in the zone where it is', () => {
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
  expect(needs(topology)).toContain('resolve backend frontend');
});

test('a gateway waits for the services of other accounts', () => {
  const door = {
    listens: { protocol: 'http' as const, port: 8080 },
    routes: [{ name: 'all', prefix: '/', service: 'yelb-appserver' }],
  };
  const ui = { account: 'frontend', listens: { protocol: 'http' as const, port: 80 } };
  const topology = yelbWith({ gateways: { door }, workloads: { ...yelb.workloads, 'yelb-ui': ui } });
  expect(assetOf(topology, 'frontend/gateway/door')?.follows).toContain('backend/service/yelb-appserver');
  expect(needs(topology)).toContain('reach frontend backend');
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
  expect(needs(topology).includes('share authority-root backend')).toBe(shared);
});

test('what is retired keeps its demands, so that its stacks can be emptied', () => {
  const retired = changed(parsed(yelb), ['accounts', 'backend', 'retired'], true);
  expect(needs(retired)).toEqual(needs(parsed(yelb)));
  const ids = (topology: typeof retired) => demandsOf(topology).assets.map(({ content }) => content.id);
  expect(ids(retired)).toEqual(ids(parsed(yelb)));
});

test('a data plane that is not supported yet asks for nothing', () => {
  expect(lower(yelbWith({ dataPlane: 'lattice' })).ok).toBe(false);
});
