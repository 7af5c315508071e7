import { dbCall, dbTls, found, FULL, uiTls, type WrittenYelb } from '../yelb';

test.each<[string, (file: WrittenYelb) => void, readonly string[]]>([
  ['TLS', () => {}, []],
  ['a plain listener of an entry', (file) => uiTls(file, 'none'), []],
  [
    'a plain listener',
    (file) => {
      dbTls(file, 'none');
      dbCall(file, 'none');
    },
    ['workloads yelb-db listens'],
  ],
])('a call in plaintext: %s', (_, change, places) => {
  expect(found('tls/plaintext', change).map(({ at }) => at.path.join(' '))).toEqual(places);
});

test('it says why', () => {
  expect(
    found('tls/plaintext', (file) => {
      dbTls(file, { mode: 'DISABLED' });
      dbCall(file, { ...FULL, enforce: false });
    }),
  ).toEqual([
    {
      rule: 'tls/plaintext',
      severity: 'warning',
      at: { path: ['workloads', 'yelb-appserver', 'calls', 0, 'policy'] },
      summary:
        '"yelb-appserver" -> "yelb-db" port 5432: the policy does not enforce TLS and the listener has none',
      fix: "give the listener tls: { mode: 'STRICT' } and the caller a policy that enforces it",
    },
  ]);
});
