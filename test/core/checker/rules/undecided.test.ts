import { door, entry, known } from '../outside';
import { certificate, CLIENTS, DB_NAME, dbCall, dbTls, found, FULL, uiTls, type WrittenYelb } from '../yelb';

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
])('an edge that cannot be decided: %s', (_, change, places) => {
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
        '"yelb-appserver" -> "yelb-db" port 5432: cannot be decided without issuer of certificate "partner" (/certs/partner.pem), parameter "ENFORCE"',
      fix: 'state certificates.partner.facts.issuer, the key of the authority that signed it; pass --set ENFORCE=VALUE, or give "ENFORCE" a default',
    },
  ]);
});

test("a policy towards an application's own TLS is reported to stand back", () => {
  const own = (file: WrittenYelb): void => {
    dbTls(file, 'application');
    dbCall(file, FULL);
  };
  expect(found('tls/undecided', own)).toMatchObject([
    { fix: "give the call policy: 'none', so that the two applications use TLS between them" },
  ]);
});

/** Sets what is at `a.b[0].c`; what is on the way there is made. */
function setAt(root: object, path: string, value: unknown): void {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  const last = steps.pop() ?? '';
  const around = steps.reduce<Record<string, unknown>>(
    (place, step) => {
      place[step] ??= {};
      return place[step] as Record<string, unknown>;
    },
    root as Record<string, unknown>,
  );
  around[last] = value;
}

const db = (facts: object) => (file: WrittenYelb) => {
  dbTls(file, { certificate: certificate(file, 'db', { issuer: 'root', names: [DB_NAME], ...facts }) });
  dbCall(file, FULL);
};
const branch = (file: WrittenYelb, more: object = {}): void => {
  file.authorities.branch = { kind: 'file', chain: '/b.pem', level: 'subordinate', ...more };
};

test.each<[string, (file: WrittenYelb) => void, string, unknown]>([
  ['the issuer', db({ issuer: undefined }), 'certificates.db.facts.issuer', 'root'],
  ['the names', db({ names: undefined }), 'certificates.db.facts.names', [DB_NAME]],
  ['the end', db({ validity: { from: '2027-01-01' } }), 'certificates.db.facts.validity.until', '2028-01-01'],
  [
    'the chain',
    (file) => {
      branch(file, { parent: 'root' });
      db({ issuer: 'branch' })(file);
    },
    'certificates.db.facts.chain',
    ['branch'],
  ],
  [
    'the parent',
    (file) => {
      branch(file);
      db({ issuer: 'branch', chain: ['branch'] })(file);
    },
    'authorities.branch.parent',
    'root',
  ],
  [
    'what a trust file holds',
    (file) => dbCall(file, { trust: { kind: 'file', chain: '/certs/ca.pem' }, names: [] }),
    'workloads.yelb-appserver.calls[0].policy.trust.authorities',
    'root',
  ],
  ['callers of a gateway', door({ clients: CLIENTS }), 'gateways.door.callers', 'none'],
  [
    'callers of an entry',
    (file) => {
      uiTls(file, { clients: CLIENTS });
      entry({})(file);
    },
    'workloads.yelb-ui.entry.callers',
    'none',
  ],
  [
    'what callers expect',
    (file) => door({}, { callers: known(file, { names: undefined }) })(file),
    'gateways.door.callers.names',
    ['door.example.com'],
  ],
])('%s that is missing is asked for where the schema takes it, and decides', (_, change, path, value) => {
  const [finding, ...more] = found('tls/undecided', change);
  expect(more).toEqual([]);
  const words = path.includes('trust') ? ['add authorities to the trust in', '/certs/ca.pem'] : [path];
  for (const word of words) expect(finding?.fix).toContain(word);
  const stated = (file: WrittenYelb): void => {
    change(file);
    setAt(file, path, value);
  };
  expect(found('tls/undecided', stated)).toEqual([]);
});
