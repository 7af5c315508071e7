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

/** The company's root, its branch and an office of that. */
const company = (file: WrittenYelb): void => {
  const below = { kind: 'file', chain: '/certs/company.pem', level: 'subordinate' };
  file.authorities.branch = { ...below, parent: 'root' };
  file.authorities.office = { ...below, parent: 'branch' };
};
const presents = (chain: readonly string[]) => (file: WrittenYelb) => {
  company(file);
  dbTls(file, {
    certificate: certificate(file, 'db', { issuer: 'office', names: [DB_NAME], chain }),
  });
  dbCall(file, FULL);
};

test.each<[string, (file: WrittenYelb) => void, readonly string[]]>([
  ['whole', presents(['office', 'branch']), []],
  ['the leaf alone', presents([]), ['certificates db']],
  ['with a gap', presents(['branch']), ['certificates db']],
  [
    'trusted further down',
    (file) => {
      presents(['office'])(file);
      dbCall(file, { names: [], trust: { kind: 'file', chain: '/b.pem', authorities: 'branch' } });
    },
    [],
  ],
  [
    'of the caller',
    (file) => {
      company(file);
      mutual({ ...CALLER, issuer: 'branch', chain: [] }, CLIENTS)(file);
    },
    ['certificates caller'],
  ],
])('a chain: %s', (_, change, places) => {
  expect(found('tls/chain-incomplete', change).map(({ at }) => at.path.join(' '))).toEqual(places);
});

test('it names what is missing and the file, and the chain that it asks for is whole', () => {
  expect(found('tls/chain-incomplete', presents(['office']))).toEqual([
    {
      rule: 'tls/chain-incomplete',
      severity: 'error',
      at: { path: ['certificates', 'db'] },
      summary:
        '"yelb-appserver" -> "yelb-db" port 5432: certificate "db" (/certs/db.pem) is sent without the certificate of "branch", and the caller trusts only what is above it it',
      fix: 'append the certificate of "branch" to "/certs/db.pem", and say so: give the whole file as its pem, or write facts: { chain: [office, branch] }',
    },
  ]);
  expect(found('tls/chain-incomplete', presents(['office', 'branch']))).toEqual([]);
});
