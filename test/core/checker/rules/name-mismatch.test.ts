import { CALLER, certificate, CLIENTS, dbCall, dbTls, found, FULL, mutual, type WrittenYelb } from '../yelb';

test.each<[string, (file: WrittenYelb) => void, readonly string[]]>([
  ['the discovery name', () => {}, []],
  [
    'another name in the policy',
    (file) => dbCall(file, { ...FULL, names: ['elsewhere.internal'] }),
    ['workloads yelb-appserver calls 0 policy names'],
  ],
  [
    'another name in the certificate, where the list follows from the discovery',
    (file) =>
      dbTls(file, {
        certificate: certificate(file, 'db', { issuer: 'root', names: ['elsewhere.internal'] }),
      }),
    ['certificates db'],
  ],
  [
    'another name in the certificate, where the list holds the discovery name',
    (file) => {
      dbTls(file, {
        certificate: certificate(file, 'db', { issuer: 'root', names: ['elsewhere.internal'] }),
      });
      dbCall(file, { ...FULL, names: ['yelb-db.backend.yelb.internal'] });
    },
    ['certificates db'],
  ],
  [
    'another name of the caller',
    mutual(CALLER, { ...CLIENTS, names: ['someone-else.internal'] }),
    ['workloads yelb-db listens tls clients names'],
  ],
])('a certificate without an expected name: %s', (_, change, places) => {
  expect(found('tls/name-mismatch', change).map(({ at }) => at.path.join(' '))).toEqual(places);
});

test('it names what is carried, what is expected and how to fix it', () => {
  const walkthrough = (file: WrittenYelb): void => {
    dbTls(file, { certificate: certificate(file, 'shared', { issuer: 'root', names: ['*.example.com'] }) });
    dbCall(file, FULL);
  };
  expect(found('tls/name-mismatch', walkthrough)).toEqual([
    {
      rule: 'tls/name-mismatch',
      severity: 'error',
      at: { path: ['certificates', 'shared'] },
      summary:
        '"yelb-appserver" -> "yelb-db" port 5432: certificate "shared" carries "*.example.com", and the caller expects "yelb-db.backend.yelb.internal", the discovery name',
      fix: `issue "shared" with the name "yelb-db.backend.yelb.internal", or write in the caller's policy the names that it does carry`,
    },
  ]);
});
