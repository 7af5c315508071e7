import type { CertificateSpec } from '../../../core/dataplane/lowered';
import { chainsTo, isChainShown, missingLinks } from '../../../core/checker/chains';
import { openText, type Authority, type Trust } from '../../../core/topology';
import { named } from './unknown';

const X = openText('X');

const certificate = (facts: CertificateSpec['facts']): CertificateSpec => ({
  key: 'partner',
  at: [],
  account: 'backend',
  facts,
  source: { kind: 'sds', secret: 'spire' },
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
  { ...existing('office', 'arn:office', 'subordinate'), parent: 'company' },
  { ...existing('office-again', 'arn:office', 'subordinate'), parent: 'company' },
  {
    key: 'desk',
    at: [],
    level: 'subordinate',
    parent: 'office',
    kind: 'file',
    chain: '/d.pem',
    public: false,
  },
  { key: 'bundle', at: [], level: 'root', kind: 'file', chain: '/certs/bundle.pem', public: false },
];
const BY_KEY = new Map(AUTHORITIES.map((each) => [each.key, each]));
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
  ['company', privateCa('company-open'), ['X']],
  ['company', privateCa('root'), false],
  ['desk', privateCa('company'), true],
  ['branch', privateCa('branch'), true],
  ['branch', privateCa('company'), ['parent of authority "branch" (arn:branch)']],
  ['bundle', { kind: 'file', chain: '/certs/bundle.pem', authorities: ['bundle'] }, true],
  ['root', { kind: 'file', chain: '/certs/ca.pem' }, ['authorities in trust file "/certs/ca.pem"']],
  ['root', { kind: 'sds', secret: 'ca' }, ['authorities in trust secret "ca"']],
  [undefined, privateCa('root'), ['issuer of certificate "partner" (spire)']],
  [undefined, privateCa(), false],
] satisfies readonly (readonly [string | undefined, Trust, unknown])[])(
  'a certificate issued by %s, where the trust is %j',
  (issuer, trust, answer) => {
    const facts = issuer === undefined ? {} : { issuer };
    expect(named(chainsTo(certificate(facts), trust, BY_KEY))).toEqual(answer);
  },
);

const file = { kind: 'file', chain: '/c.pem', privateKey: '/k.pem' } as const;
const acm = { kind: 'acm', arn: 'arn:acm' } as const;
const unsaid = ['chain of certificate "partner" (/c.pem)'];

test.each<[string, readonly string[] | undefined, Trust, unknown]>([
  // What is trusted needs not be shown, nor what is above it.
  ['root', undefined, privateCa('root'), true],
  ['root', [], privateCa('root'), true],
  ['leaf', [], privateCa('leaf'), true],
  ['leaf', [], privateCa('leaf', 'root'), true],
  // All that is below it must.
  ['middle', undefined, privateCa('root'), unsaid],
  ['middle', [], privateCa('root'), false],
  ['middle', ['middle'], privateCa('root'), true],
  ['leaf', ['leaf'], privateCa('root'), false],
  ['leaf', ['middle'], privateCa('root'), false],
  ['leaf', ['middle', 'leaf'], privateCa('root'), true],
  ['leaf', ['leaf'], privateCa('middle', 'root'), true],
  ['leaf', ['leaf', 'root'], privateCa('root'), false],
  // One authority under two keys is one.
  ['office', ['office-again'], privateCa('company'), true],
  ['desk', ['desk'], privateCa('company'), false],
  ['desk', ['desk', 'office'], privateCa('company'), true],
  // Nothing of the chain is trusted: there is nothing to show.
  ['middle', [], privateCa('stranger'), true],
  // The trusted one may be the open one, or the one above.
  ['office', [], privateCa('company-open', 'company'), ['X']],
  ['branch', [], privateCa('company'), false],
  ['branch', undefined, privateCa('company'), ['parent of authority "branch" (arn:branch)', ...unsaid]],
])(
  'a file of a certificate issued by %s that also holds %j, where the trust is %j',
  (issuer, chain, trust, answer) => {
    const facts = { issuer, ...(chain === undefined ? {} : { chain }) };
    expect(named(isChainShown({ ...certificate(facts), source: file }, trust, BY_KEY))).toEqual(answer);
  },
);

test('ACM delivers the chain unless it is stated to have none', () => {
  const shown = (facts: CertificateSpec['facts']) =>
    isChainShown({ ...certificate(facts), source: acm }, privateCa('root'), BY_KEY);
  expect(shown({ issuer: 'leaf' })).toBe(true);
  expect(shown({ issuer: 'leaf', chain: [] })).toBe(false);
});

test('what is missing is named from the bottom up', () => {
  const missing = (chain: readonly string[]) =>
    missingLinks({ ...certificate({ issuer: 'leaf', chain }), source: file }, privateCa('root'), BY_KEY).map(
      ({ key }) => key,
    );
  expect(missing([])).toEqual(['leaf', 'middle']);
  expect(missing(['leaf'])).toEqual(['middle']);
});
