import { certificate, DB_NAME, dbCall, dbTls, FULL, yelb, type WrittenYelb } from '../yelb';

const presents =
  (until: string, policy: unknown = FULL) =>
  (file: WrittenYelb) => {
    dbTls(file, {
      certificate: certificate(file, 'db', { issuer: 'root', names: [DB_NAME], validity: { until } }),
    });
    dbCall(file, policy);
  };
const soon = (change: (file: WrittenYelb) => void, options = {}) =>
  yelb(change, {}, options).findings.filter(({ rule }) => rule === 'tls/expires-soon');

test.each<[string, string, object, string | undefined]>([
  ['in a month and a day', '2027-07-15', {}, undefined],
  ['in less than a month', '2027-07-14', {}, 'expires in 29 days, on 2027-07-14'],
  ['today', '2027-06-15', {}, 'expires in 0 days, on 2027-06-15'],
  ['within what is asked', '2027-08-01', { expiresWithin: 60 }, 'expires in 47 days, on 2027-08-01'],
  ['beyond what is asked', '2027-06-23', { expiresWithin: 7 }, undefined],
  ['soon, and not asked for', '2027-06-16', { expiresWithin: 0 }, undefined],
  ['on another date of the check', '2027-06-16', { at: Date.UTC(2027, 0, 1) }, undefined],
])('a certificate that ends %s', (_, until, options, reported) => {
  expect(soon(presents(until), options).map(({ summary }) => summary)).toEqual(
    reported === undefined ? [] : [`certificate "db" (/certs/db.pem) ${reported}`],
  );
});

test('an expired one that breaks an edge is reported there, and one that is not validated here', () => {
  expect(soon(presents('2027-06-01'))).toEqual([]);
  expect(soon(presents('2027-06-01', 'none'))).toMatchObject([
    {
      summary: 'certificate "db" (/certs/db.pem) expired on 2027-06-01',
      at: { path: ['certificates', 'db'] },
    },
  ]);
});
