import { certificate, DB_NAME, dbCall, dbTls, found, FULL, type WrittenYelb } from '../yelb';

test.each<[string, (file: WrittenYelb) => void, readonly string[]]>([
  ['everything known', () => {}, []],
  [
    'an open parameter that changes nothing',
    (file) => {
      file.parameters = { ENFORCE: { type: 'boolean' } };
      dbTls(file, 'application');
      dbCall(file, { ...FULL, ports: [443], enforce: { parameter: 'ENFORCE' } });
    },
    [],
  ],
  [
    'an open parameter',
    (file) => {
      file.parameters = { ENFORCE: { type: 'boolean' } };
      dbCall(file, { ...FULL, enforce: { parameter: 'ENFORCE' } });
    },
    ['workloads yelb-appserver calls 0'],
  ],
])('an edge that nobody can decide: %s', (_, change, places) => {
  expect(found('tls/undecided', change).map(({ at }) => at.path.join(' '))).toEqual(places);
});

test('it names every missing fact and parameter, and how to state them', () => {
  const partner = (file: WrittenYelb): void => {
    file.parameters = { ENFORCE: { type: 'boolean' } };
    dbTls(file, {
      certificate: certificate(file, 'partner', { names: [DB_NAME] }),
    });
    dbCall(file, { ...FULL, enforce: { parameter: 'ENFORCE' } });
  };
  expect(found('tls/undecided', partner)).toEqual([
    {
      rule: 'tls/undecided',
      severity: 'warning',
      at: { path: ['workloads', 'yelb-appserver', 'calls', 0] },
      summary:
        '"yelb-appserver" -> "yelb-db" port 5432: nobody can tell without issuer of certificate "partner" (/certs/partner.pem), parameter "ENFORCE"',
      fix: 'state certificates.partner.facts.issuer, the key of the authority that signed it; pass --set ENFORCE=VALUE, or give "ENFORCE" a default',
    },
  ]);
});

test("a policy towards an application's own TLS is told to stand back", () => {
  const own = (file: WrittenYelb): void => {
    dbTls(file, 'application');
    dbCall(file, FULL);
  };
  expect(found('tls/undecided', own)).toMatchObject([
    { fix: "give the call policy: 'none', so that the two applications speak TLS to each other" },
  ]);
});
