import { findingsAfter, UI_POLICY, type Change } from './rules';

const uiAt = 'workloads.yelb-ui.calls.0';
const CERTIFICATE = ['certificates', 'yelb-ui'] as const;
const bought = (account: string, region: string, service = 'acm') =>
  `arn:aws:${service}:${region}:${account}:certificate/1`;
const ca = (region: string) => `arn:aws:acm-pca:${region}:111111111111:certificate-authority/1`;

/** Rows: what is changed, and where which rule speaks; none where it is right. */
type Row = readonly [what: string, change: Change, ...findings: string[]];

const ROWS: readonly Row[] = [
  [
    'three authorities',
    [
      [...UI_POLICY, 'trust', 'authorities'],
      ['root', 'second', 'third'],
    ],
  ],
  [
    'three authorities, one twice',
    [
      [...UI_POLICY, 'trust', 'authorities'],
      ['root', 'root', 'second', 'third'],
    ],
  ],
  [
    'four authorities',
    [
      [...UI_POLICY, 'trust', 'authorities'],
      ['root', 'second', 'third', 'fourth'],
    ],
    `tls/too-many-authorities at ${uiAt}`,
  ],
  ['an existing root in a trust', [[...UI_POLICY, 'trust', 'authorities'], ['company']]],
  [
    'the ARN of a certificate as an authority',
    [['authorities', 'company', 'arn'], bought('111111111111', 'us-west-2')],
    'tls/certificate-as-authority at authorities.company',
  ],
  [
    'an authority of another region',
    [['authorities', 'company', 'arn'], ca('eu-west-1')],
    'tls/authority-region at authorities.company',
  ],
  ['an authority of an open region', [['authorities', 'company', 'arn'], ca('${parameter.REGION}')]],
  ['an open authority', [['authorities', 'company', 'arn'], '${parameter.CA}']],
  [
    'a caller that shows a certificate from ACM',
    [[...UI_POLICY, 'certificate'], 'yelb-ui'],
    `tls/acm-mutual at ${uiAt}`,
  ],
  [
    'a listener that asks for certificates of a private CA',
    [
      ['workloads', 'yelb-ui', 'listeners', 0, 'tls', 'validation'],
      { trust: { kind: 'private-ca', authorities: ['root'] }, names: [] },
    ],
    'tls/acm-mutual at workloads.yelb-ui.listens',
  ],
  [
    'a listener that asks for certificates of a file',
    [
      ['workloads', 'yelb-ui', 'listeners', 0, 'tls', 'validation'],
      { trust: { kind: 'file', chain: '/certs/ca.pem' }, names: ['ui'] },
    ],
  ],
  [
    'a certificate of another account',
    [['certificates', 'bought', 'arn'], bought('111111111111', 'us-west-2')],
    'tls/foreign-certificate at certificates.bought',
  ],
  [
    'a certificate of another region',
    [['certificates', 'bought', 'arn'], bought('222222222222', 'us-east-1')],
    'tls/foreign-certificate at certificates.bought',
  ],
  [
    'a certificate of an open account',
    [['certificates', 'bought', 'arn'], bought('${parameter.ACCOUNT}', 'us-west-2')],
  ],
  ['an account that is open', [['accounts', 'backend', 'id'], '${parameter.ACCOUNT}']],
  [
    'a certificate from ACM in two accounts',
    [['workloads', 'yelb-ui', 'listeners', 0, 'tls', 'certificate'], 'bought'],
    'tls/foreign-certificate at certificates.bought',
    'tls/shared-certificate at certificates.bought',
  ],
  [
    'a public certificate in ACM',
    [['certificates', 'bought', 'facts', 'issuer'], 'web'],
    'tls/public-certificate at certificates.bought',
  ],
  [
    'an elliptic key',
    [[...CERTIFICATE, 'keyAlgorithm'], 'EC_prime256v1'],
    'tls/key-algorithm at workloads.yelb-ui',
  ],
  ['an RSA key of 4096 bits', [[...CERTIFICATE, 'keyAlgorithm'], 'RSA_4096']],
  [
    'an issuer known by its file',
    [[...CERTIFICATE, 'authority'], 'web'],
    'tls/issuing-authority at workloads.yelb-ui',
  ],
  ['an exact name', [[...UI_POLICY, 'names'], ['yelb-appserver.backend.yelb.internal']]],
  [
    'a wildcard name in a policy',
    [[...UI_POLICY, 'names'], ['*.backend.yelb.internal']],
    `tls/wildcard-name at ${uiAt}`,
  ],
  ['a wildcard in a certificate', [[...CERTIFICATE, 'facts', 'names'], ['*.frontend.yelb.internal']]],
  [
    'a wildcard inside a name',
    [[...CERTIFICATE, 'facts', 'names'], ['ui.*.internal']],
    'tls/certificate-name at workloads.yelb-ui',
  ],
  [
    'a label of 64 octets',
    [[...CERTIFICATE, 'facts', 'names'], [`${'x'.repeat(64)}.internal`]],
    'tls/certificate-name at workloads.yelb-ui',
  ],
  ['a label of 63 octets', [[...CERTIFICATE, 'facts', 'names'], [`${'x'.repeat(63)}.internal`]]],
  [
    'a name of 254 octets',
    [[...CERTIFICATE, 'facts', 'names'], [`${'abcdefghi.'.repeat(25)}abcd`]],
    'tls/certificate-name at workloads.yelb-ui',
  ],
  ['a name of 253 octets', [[...CERTIFICATE, 'facts', 'names'], [`${'abcdefghi.'.repeat(25)}abc`]]],
  ['an open name', [[...CERTIFICATE, 'facts', 'names'], ['${parameter.NAME}']]],
];

test.each(ROWS.map(([what, change, ...findings]) => [what, change, findings] as const))(
  '%s',
  (_, change, findings) => {
    expect(findingsAfter(change)).toEqual(findings);
  },
);

test('a subordinate authority is not accepted as trust', () => {
  expect(findingsAfter([['authorities', 'company', 'level'], 'subordinate'])).toEqual([
    'tls/subordinate-trust at workloads.yelb-appserver.calls.0',
  ]);
});

test('an authority for short-lived certificates issues nothing through ACM', () => {
  const rules = findingsAfter([['authorities', 'root', 'usageMode'], 'SHORT_LIVED_CERTIFICATE']);
  expect(new Set(rules.map((each) => each.split(' ')[0]))).toEqual(new Set(['tls/issuing-authority']));
});

test('a default policy is judged like that of a call', () => {
  const names: Change = [['workloads', 'yelb-cache', 'callDefaults', 'names'], ['*.internal']];
  expect(findingsAfter(names)).toEqual(['tls/wildcard-name at workloads.yelb-cache.callDefaults']);
});
