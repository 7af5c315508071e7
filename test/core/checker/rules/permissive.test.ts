import { dbTls, found, mutual, CALLER, CLIENTS, type WrittenYelb } from '../yelb';

test.each<[string, (file: WrittenYelb) => void, readonly string[]]>([
  ['STRICT', () => {}, []],
  ['DISABLED', (file) => dbTls(file, { mode: 'DISABLED' }), []],
  ['PERMISSIVE', (file) => dbTls(file, { mode: 'PERMISSIVE' }), ['workloads yelb-db listens']],
  [
    'PERMISSIVE that asks for certificates',
    mutual(CALLER, CLIENTS, 'PERMISSIVE'),
    ['workloads yelb-db listens'],
  ],
])('a listener that also accepts plaintext: %s', (_, change, places) => {
  expect(found('tls/permissive', change).map(({ at }) => at.path.join(' '))).toEqual(places);
});

test('a listener that asks for certificates is reported as one that refuses no caller', () => {
  expect(found('tls/permissive', mutual(CALLER, CLIENTS, 'PERMISSIVE'))).toEqual([
    {
      rule: 'tls/permissive',
      severity: 'warning',
      at: { path: ['workloads', 'yelb-db', 'listens'] },
      summary:
        'listener 5432 of "yelb-db" is PERMISSIVE and also accepts plaintext, so a caller without a certificate gets in',
      fix: `write mode: 'STRICT' as soon as every caller of "yelb-db" uses TLS`,
    },
  ]);
});
