import { lower } from '../../../core/dataplane';
import { check } from '../../../core/checker';
import { parsed } from './yelb';

const arn = 'arn:aws:acm-pca:eu-west-2:111111111111:certificate-authority/1';
const mint = (authorities: Readonly<Record<string, unknown>>, issuer = 'root') =>
  parsed({
    mesh: 'mint',
    region: 'eu-west-2',
    dataPlane: 'app-mesh',
    acceptEnded: true,
    parameters: { YEARS: { type: 'number' } },
    accounts: { main: { id: '111111111111', network: { cidr: '10.1.0.0/16' } } },
    authorities,
    certificates: { press: { kind: 'issued', authority: issuer } },
    workloads: {
      press: { account: 'main', listens: { protocol: 'http', port: 8080, tls: { certificate: 'press' } } },
      till: {
        account: 'main',
        calls: [{ service: 'press', policy: { trust: { kind: 'private-ca', authorities: issuer } } }],
      },
    },
  });

const ca = (years?: unknown, more: object = {}) => ({
  kind: 'private-ca',
  commonName: 'mint root',
  ...(years === undefined ? {} : { validityYears: years }),
  ...more,
});
const under = (parent: string, years?: unknown) => ca(years, { level: 'subordinate', parent });

const LIFE = ['authority/lifetime', 'authority/outlives-parent'];
const lines = (authorities: Readonly<Record<string, unknown>>, issuer?: string): readonly string[] =>
  lower(mint(authorities, issuer))
    .findings.filter(({ rule }) => LIFE.includes(rule))
    .map(({ rule, at }) => `${rule} at ${at.path.join('.')}`);

const outlives = (key: string): string => `authority/outlives-parent at authorities.${key}.validityYears`;

type Row = readonly [
  what: string,
  authorities: Readonly<Record<string, unknown>>,
  found: readonly string[],
  issuer?: string,
];

const ROWS: readonly Row[] = [
  ['one year', { root: ca(1) }, ['authority/lifetime at authorities.root.validityYears']],
  ['two years', { root: ca(2) }, []],
  ['the default', { root: ca() }, []],
  ['years that are open', { root: ca({ parameter: 'YEARS' }) }, []],
  ['one year of an authority that issues nothing', { root: ca(), other: ca(1) }, []],
  ['an existing authority, of which nothing is known', { root: { kind: 'existing-ca', arn } }, []],
  [
    'a subordinate of one year',
    { root: ca(), branch: under('root', 1) },
    ['authority/lifetime at authorities.branch.validityYears'],
    'branch',
  ],
  ['a subordinate that ends before its parent', { root: ca(10), branch: under('root', 9) }, []],
  ['the defaults of both', { root: ca(), branch: under('root') }, []],
  ['one as long as its parent', { root: ca(10), branch: under('root', 10) }, [outlives('branch')]],
  ['one longer than its parent', { root: ca(3), branch: under('root', 5) }, [outlives('branch')]],
  ['one whose parent is open', { root: ca({ parameter: 'YEARS' }), branch: under('root', 5) }, []],
  ['three levels, in order', { root: ca(20), branch: under('root', 10), leaf: under('branch', 5) }, []],
  [
    'three levels, of which the lowest is too long',
    { root: ca(20), branch: under('root', 5), leaf: under('branch', 10) },
    [outlives('leaf')],
  ],
  [
    'three levels of one length',
    { root: ca(10), branch: under('root', 10), leaf: under('branch', 10) },
    [outlives('branch'), outlives('leaf')],
  ],
  [
    'a parent for seven days',
    { root: ca(10, { usageMode: 'SHORT_LIVED_CERTIFICATE' }), branch: under('root', 5) },
    ['authority/outlives-parent at authorities.branch.parent'],
    'branch',
  ],
];

test.each(ROWS.map(([what, authorities, found, issuer = 'root']) => ({ what, authorities, found, issuer })))(
  '$what',
  ({ authorities, found, issuer }) => {
    expect(lines(authorities, issuer)).toEqual(found);
  },
);

test('what an authority of a year would issue is never presented, and two years are enough', () => {
  const verdictOf = (years: number) => {
    const topology = mint({ root: ca(years) });
    const lowering = lower(topology);
    if (!lowering.ok) throw new Error('not lowered');
    return check(topology, lowering.value.lowered, []).edges.map(({ verdict }) => verdict);
  };
  expect(verdictOf(1)).toEqual(['broken']);
  expect(verdictOf(2)).toEqual(['verified']);
  const [finding] = lower(mint({ root: ca(1) })).findings;
  expect(finding?.summary).toContain('365 days');
  expect(finding?.summary).toContain('13 months (395 days)');
});
