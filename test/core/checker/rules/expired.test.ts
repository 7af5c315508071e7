import {
  CALLER,
  certificate,
  CLIENTS,
  DB_NAME,
  dbCall,
  dbTls,
  found,
  FULL,
  mutual,
  type WrittenYelb,
} from '../yelb';

const presents = (validity: object) => (file: WrittenYelb) => {
  dbTls(file, { certificate: certificate(file, 'db', { issuer: 'root', names: [DB_NAME], validity }) });
  dbCall(file, FULL);
};

test.each<[string, (file: WrittenYelb) => void, readonly string[]]>([
  ['valid', presents({ until: '2027-06-15' }), []],
  ['expired', presents({ until: '2027-06-14' }), ['certificates db']],
  ['not valid yet', presents({ from: '2027-06-16' }), ['certificates db']],
  [
    'that the caller shows, expired',
    mutual({ ...CALLER, validity: { until: '2027-06-14' } }, CLIENTS),
    ['certificates caller'],
  ],
  [
    'expired, and not validated',
    (file) => {
      presents({ until: '2027-06-14' })(file);
      dbCall(file, 'none');
    },
    [],
  ],
])('a certificate: %s', (_, change, places) => {
  expect(found('tls/expired', change).map(({ at }) => at.path.join(' '))).toEqual(places);
});

test('it names the certificate, its file and the date, and what follows the fix is fixed', () => {
  expect(found('tls/expired', presents({ until: '2027-06-14' }))).toEqual([
    {
      rule: 'tls/expired',
      severity: 'error',
      at: { path: ['certificates', 'db'] },
      summary:
        '"yelb-appserver" -> "yelb-db" port 5432: certificate "db" (/certs/db.pem) expired on 2027-06-14',
      fix: 'present a certificate that is valid, and give its PEM or its dates (facts: { validity: { from, until } }) to "db"',
    },
  ]);
  expect(found('tls/expired', presents({ from: '2027-06-01', until: '2027-08-01' }))).toEqual([]);
});
