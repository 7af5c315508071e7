import { certificate, dbCall, dbTls, found, FULL, type WrittenYelb } from '../yelb';

test.each<[string, (file: WrittenYelb) => void, readonly string[]]>([
  ['a verified call, an entry that re-encrypts', () => {}, []],
  ['no policy', (file) => dbCall(file, 'none'), ['workloads yelb-db listens']],
  [
    'enforce off',
    (file) => dbCall(file, { ...FULL, enforce: false }),
    ['workloads yelb-appserver calls 0 policy'],
  ],
])('a server that is not verified: %s', (_, change, places) => {
  expect(found('tls/unverified-peer', change).map(({ at }) => at.path.join(' '))).toEqual(places);
});

test('it says why, and what to trust', () => {
  const unvalidated = (file: WrittenYelb): void => {
    dbTls(file, { certificate: certificate(file, 'db', { issuer: 'root' }) });
    dbCall(file, 'none');
  };
  expect(found('tls/unverified-peer', unvalidated)).toEqual([
    {
      rule: 'tls/unverified-peer',
      severity: 'warning',
      at: { path: ['workloads', 'yelb-db', 'listens'] },
      summary: `"yelb-appserver" -> "yelb-db" port 5432: no policy covers the port, so the server's file certificate is used and never validated`,
      fix: 'give the call a policy that covers the port: enforce: true, with a trust that contains "root"',
    },
  ]);
});
