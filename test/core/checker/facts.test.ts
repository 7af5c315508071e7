import type { CertificateSpec } from '../../../core/dataplane/lowered';
import { openText, param, type Authority, type Trust } from '../../../core/topology';
import {
  anyOf,
  carriesName,
  chainsTo,
  factUnknown,
  nameMatches,
  sameText,
  sameValue,
} from '../../../core/checker/facts';

const open = (...parameters: readonly string[]) => ({ possible: [true, false], facts: [], parameters });
const X = openText('X');

test.each([
  ['db.yelb.internal', 'db.yelb.internal', true],
  ['DB.Yelb.internal', 'db.yelb.INTERNAL', true],
  ['db.yelb.internal', 'cache.yelb.internal', false],
  ['*.yelb.internal', 'db.yelb.internal', true],
  ['*.yelb.internal', 'yelb.internal', false],
  ['*.yelb.internal', 'a.db.yelb.internal', false],
  ['*.yelb.internal', 'dbyelb.internal', false],
  ['*.internal', 'db.yelb.internal', false],
  // Only a whole first label: anything else is no wildcard.
  ['d*.yelb.internal', 'db.yelb.internal', false],
  ['db.yelb.internal', '*.yelb.internal', false],
  ['spiffe://yelb/db', 'spiffe://yelb/db', true],
  [`db.${X}`, `db.${X}`, true],
  [`*.${X}`, `db.${X}`, true],
  [`*.${X}`, `a.b.${X}`, false],
  [`db.${X}`, 'db.yelb.internal', open('X')],
  ['*.yelb.internal', `${X}.yelb.internal`, open('X')],
  [`db.${openText('x')}`, `db.${X}`, open('x', 'X')],
])('a certificate for %s, where %s is expected', (inCertificate, expected, answer) => {
  expect(nameMatches(inCertificate, expected)).toEqual(answer);
});

test.each([
  [80, 80, true],
  [80, 81, false],
  [param('X'), param('X'), true],
  [param('X'), 80, open('X')],
  [param('X'), param('Y'), open('X', 'Y')],
])('port %j against %j', (one, other, answer) => {
  expect(sameValue(one, other)).toEqual(answer);
});

test('a text is the same as itself and undecided against another while either is open', () => {
  expect(sameText(X, X)).toBe(true);
  expect(sameText('a', 'b')).toBe(false);
  expect(sameText(X, 'a')).toEqual(open('X'));
});

test('one true answer outweighs every unknown, and a false one settles nothing', () => {
  expect(anyOf([false, factUnknown('a'), true])).toBe(true);
  expect(anyOf([false, factUnknown('a'), factUnknown('a'), open('X')])).toEqual({
    possible: [true, false],
    facts: ['a'],
    parameters: ['X'],
  });
  expect(anyOf([false])).toBe(false);
  expect(anyOf([])).toBe(false);
});

const certificate = (facts: CertificateSpec['facts']): CertificateSpec => ({
  key: 'partner',
  at: [],
  account: 'backend',
  facts,
  source: { kind: 'sds', secret: 'partner' },
});

test('a certificate carries any of its names for any that is expected, and no name where it has none', () => {
  expect(carriesName(certificate({ names: ['a', 'b'] }), ['c', 'b'])).toBe(true);
  expect(carriesName(certificate({ names: [] }), ['b'])).toBe(false);
  expect(carriesName(certificate({}), ['b'])).toEqual(factUnknown('names of certificate "partner"'));
  expect(carriesName(certificate({ names: ['*.yelb.internal'] }), ['*.yelb.internal'])).toBe(false);
  expect(carriesName(certificate({ names: ['*.yelb.internal'] }), ['*.internal', 'db.yelb.internal'])).toBe(
    true,
  );
});

const existing = (key: string, arn: string, level: 'root' | 'subordinate' = 'root'): Authority => ({
  key,
  at: [],
  kind: 'existing-ca',
  arn,
  level,
  shared: false,
});
const created = (key: string, parent?: string): Authority => ({
  key,
  at: [],
  kind: 'private-ca',
  level: parent === undefined ? 'root' : 'subordinate',
  ...(parent === undefined ? {} : { parent }),
  subject: { commonName: key },
  keyAlgorithm: 'RSA_2048',
  validityYears: 10,
  usageMode: 'GENERAL_PURPOSE',
  ocsp: true,
  deletionDays: 7,
  tags: {},
});

const AUTHORITIES: readonly Authority[] = [
  created('root'),
  created('middle', 'root'),
  created('leaf', 'middle'),
  created('stranger'),
  existing('company', 'arn:company'),
  existing('company-again', 'arn:company'),
  existing('company-open', X),
  existing('branch', 'arn:branch', 'subordinate'),
  { key: 'bundle', at: [], kind: 'file', chain: '/certs/bundle.pem', public: false },
];
const privateCa = (...authorities: readonly string[]): Trust => ({ kind: 'private-ca', authorities });

test.each([
  ['root', privateCa('root'), true],
  ['root', privateCa('stranger'), false],
  ['root', privateCa('stranger', 'root'), true],
  ['root', privateCa(), false],
  ['leaf', privateCa('root'), true],
  ['leaf', privateCa('middle'), true],
  ['root', privateCa('leaf'), false],
  ['company', privateCa('company-again'), true],
  ['company', privateCa('company-open'), open('X')],
  ['company', privateCa('root'), false],
  ['branch', privateCa('branch'), true],
  ['branch', privateCa('company'), factUnknown('parent of authority "branch"')],
  ['bundle', { kind: 'file', chain: '/certs/bundle.pem', authorities: ['bundle'] }, true],
  [
    'root',
    { kind: 'file', chain: '/certs/ca.pem' },
    factUnknown('authorities in trust file "/certs/ca.pem"'),
  ],
  ['root', { kind: 'sds', secret: 'ca' }, factUnknown('authorities in trust secret "ca"')],
  [undefined, privateCa('root'), factUnknown('issuer of certificate "partner"')],
  [undefined, privateCa(), false],
] satisfies readonly (readonly [string | undefined, Trust, unknown])[])(
  'a certificate issued by %s, where the trust is %j',
  (issuer, trust, answer) => {
    const facts = issuer === undefined ? {} : { issuer };
    expect(chainsTo(certificate(facts), trust, new Map(AUTHORITIES.map((each) => [each.key, each])))).toEqual(
      answer,
    );
  },
);
