import { dbCall, dbTls, found, FULL, mutual, other, type WrittenYelb } from '../yelb';

test.each<[string, (file: WrittenYelb) => void, readonly string[]]>([
  ['what can', () => {}, []],
  [
    'a foreign authority, reported by its own rule',
    (file) => dbCall(file, { ...FULL, trust: { kind: 'private-ca', authorities: other(file) } }),
    [],
  ],
  ['a missing client certificate', mutual(undefined), ['workloads yelb-appserver calls 0 policy']],
])('what can not connect: %s', (_, change, places) => {
  expect(found('tls/broken', change).map(({ at }) => at.path.join(' '))).toEqual(places);
});

test('it says why and how to fix it', () => {
  expect(
    found('tls/broken', (file) => {
      dbTls(file, 'none');
      dbCall(file, FULL);
    }),
  ).toEqual([
    {
      rule: 'tls/broken',
      severity: 'error',
      at: { path: ['workloads', 'yelb-db', 'listens'] },
      summary: '"yelb-appserver" -> "yelb-db" port 5432: the caller requires TLS and the listener has none',
      fix: "give the listener tls: { mode: 'STRICT' }, or the caller policy: 'none' (a load balancer inside: 'plain')",
    },
  ]);
});
