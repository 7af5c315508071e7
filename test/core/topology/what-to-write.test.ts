import { topologyOf, write } from '../../../core/topology';
import { findingsIn, yelb } from './written';

const base = { mesh: 'm', region: 'us-west-2', accounts: { a: { id: '111111111111' } } };
const withWorkload = (more: object) => ({ ...base, workloads: { w: { account: 'a', ...more } } });
const http = { protocol: 'http', port: 80 };
const network = (written: unknown) => ({
  ...base,
  accounts: { a: { id: '111111111111', network: written } },
});
const route = (more: object) => ({ ...base, services: { s: { routes: [{ to: 'w', ...more }] } } });
const policy = (more: object) => withWorkload({ callDefaults: more });

// What is written wrong, and the fix: no fix only refers to a document.
test.each<[string, object, string]>([
  [
    'a region',
    { ...base, region: 'uswest' },
    'expected a region, without the letter of a zone; write one like us-west-2',
  ],
  [
    'an account',
    { ...base, accounts: { a: '111111111111' } },
    'expected an object; write { id: "111111111111" }',
  ],
  [
    'an account id',
    { ...base, accounts: { a: { id: '1-2' } } },
    'twelve digits; write all of them, in quotes: "111111111111"',
  ],
  ['a key', { ...base, accounts: { My_App: base.accounts.a } }, 'at most 63; write my-app'],
  ['a flag', { ...base, acceptEnded: 'yes' }, 'expected true or false; write true or false'],
  ['a listener', withWorkload({ listens: [80] }), 'expected an object; write { protocol: "http", port: 80 }'],
  ['an entry', withWorkload({ listens: http, entry: [443] }), 'expected an object; write { port: 443 }'],
  [
    'https',
    withWorkload({ listens: { ...http, protocol: 'https' } }),
    '; write "http"; the key tls says whether it is encrypted',
  ],
  [
    'TLS',
    withWorkload({ listens: { ...http, tls: 'STRICT' } }),
    'expected "none" or "application" or an object; write "none" or "application" or { mode: …',
  ],
  ['a port', withWorkload({ listens: { ...http, port: 80.5 } }), '; write a whole number from 1 to 65535'],
  [
    'a duration',
    withWorkload({ listens: { ...http, timeout: { idle: 5 } } }),
    'needs its unit; write "5s" or "5ms"',
  ],
  ['a network', network('10.0.0.0/16'), 'expected an object or "none"; write { cidr: … } or { vpc: …'],
  ['a block', network({ cidr: '10.0.0.0' }), 'write an IPv4 block such as 10.0.0.0/16'],
  [
    'a trust',
    policy({ trust: 'root' }),
    'write { kind: "private-ca", authorities: … } or { kind: "file" } or',
  ],
  ['a list', { ...base, acceptLosses: 'x' }, 'expected a list; write a list: ["x"]'],
  ['a service', { ...base, services: { s: 'w' } }, 'expected an object; write { name: …'],
  ['a range', route({ headers: { x: { range: [1] } } }), 'expected at least 2 of these; add what is missing'],
  ['a word of one', route({ headers: { x: { present: false } } }), 'expected true; write true'],
  ['a state', { ...base, state: 's3' }, 'expected "local" or an object; write "local" or'],
  ['everything', [], 'expected an object; write { mesh: …, region: …, accounts: … }'],
  [
    'a colon without a space',
    { ...base, 'owner:a': null },
    'unknown key "owner:a"; write owner: a, with a space after the colon',
  ],
])('%s that is written wrong is reported with what to write', (_, written, line) => {
  const lines = findingsIn(written);
  expect(lines).toContainEqual(expect.stringContaining(line));
  expect(lines.filter((each) => each.includes('docs/topology.md'))).toEqual([]);
});

test.each([
  [{ listens: [{ protocol: 'http', port: 80 }] }],
  [{ listens: { ...http, tls: { mode: 'STRICT' } } }],
  [{ listens: http, entry: { port: 443 } }],
  [{ listens: { ...http, timeout: { idle: '5s' } } }],
])('what the fix asks for is a topology: %j', (more) => {
  const authority = write.Authority.privateCa({ commonName: 'x' });
  expect(topologyOf({ ...withWorkload(more), authority }).ok).toBe(true);
});

test('a trust names any number of authorities, one by one or as a list', () => {
  const { Trust } = write;
  expect(Trust.privateCa('a', 'b')).toEqual(Trust.privateCa(['a', 'b']));
  expect(Trust.file('/c', ['a'], 'b')).toMatchObject({ authorities: ['a', 'b'] });
});

test.each([
  ['owner', { ...yelb, owner: 'fronted' }],
  ['account of a workload', { ...yelb, workloads: { ...yelb.workloads, x: { account: 'bakend' } } }],
  ['account of a gateway', { ...yelb, gateways: { g: { account: 'fronted', listens: [], routes: [] } } }],
])('an %s that is misspelt is one mistake, and one error', (_, written) => {
  const lines = findingsIn(written);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('did you mean');
});
