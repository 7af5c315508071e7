import { CALLER, dbCall, found, FULL, mutual, other, type WrittenYelb } from '../yelb';

test.each<[string, (file: WrittenYelb) => void, readonly string[]]>([
  ['the one that signed', () => {}, []],
  [
    'a trust without it',
    (file) => dbCall(file, { ...FULL, trust: { kind: 'private-ca', authorities: other(file) } }),
    ['workloads yelb-appserver calls 0 policy'],
  ],
  [
    "a caller's certificate from elsewhere",
    (file) => mutual({ ...CALLER, issuer: other(file) })(file),
    ['workloads yelb-db listens'],
  ],
  ['an unknown issuer', mutual({ names: ['caller.internal'] }), []],
])('an authority that the other side does not trust: %s', (_, change, places) => {
  expect(found('tls/foreign-authority', change).map(({ at }) => at.path.join(' '))).toEqual(places);
});

test('it names issuer, trust and remedy', () => {
  expect(
    found('tls/foreign-authority', (file) =>
      dbCall(file, { ...FULL, trust: { kind: 'private-ca', authorities: other(file) } }),
    ),
  ).toEqual([
    {
      rule: 'tls/foreign-authority',
      severity: 'error',
      at: { path: ['workloads', 'yelb-appserver', 'calls', 0, 'policy'] },
      summary:
        '"yelb-appserver" -> "yelb-db" port 5432: certificate "yelb-db" is issued by "root", and the policy of "yelb-appserver" trusts only "other"',
      fix: 'add "root" to the authorities that the policy of "yelb-appserver" trusts, or use a certificate issued by "other"',
    },
  ]);
});
