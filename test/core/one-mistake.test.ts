import { allFindingsOf, judge } from '../../core/judge';
import { noPositions } from '../../core/source';
import { pathText, write } from '../../core/topology';
import { yelb } from './topology/written';

const { http, tcp } = write;
const shop = { ...yelb, acceptEnded: true };

/** Each finding as `rule path: summary; fix`, but that of the entry in plaintext. */
function findingsOf(written: unknown): readonly string[] {
  const judged = judge({ ok: true, value: { file: 't', written, positions: noPositions }, findings: [] });
  const findings = judged.kind === 'judged' ? allFindingsOf(judged) : judged.findings;
  return findings
    .filter(({ rule }) => rule !== 'entry/plaintext')
    .map(({ rule, at, summary, fix }) => `${rule} ${pathText(at.path)}: ${summary}; ${fix}`);
}

const mixed = (protocol: object, to: object) => ({
  ...shop,
  workloads: {
    ...shop.workloads,
    byte: { account: 'backend', listens: tcp(81) },
    page: { account: 'backend', listens: http(80) },
  },
  services: { ...shop.services, both: { routes: [{ ...protocol, to }] } },
});

test.each([
  ['no protocol', {}, 'page', 'tcp'],
  ['http', { protocol: 'http' }, 'byte', 'http'],
  ['tcp', { protocol: 'tcp' }, 'page', 'tcp'],
])('a route over two protocols that says %s has one fix, which holds', (_, protocol, apart, other) => {
  expect(findingsOf(mixed(protocol, { byte: 1, page: 1 }))).toEqual([
    expect.stringContaining(`lead it to a listener for ${other}, or remove "${apart}" from the route`),
  ]);
  const kept = apart === 'byte' ? 'page' : 'byte';
  expect(findingsOf(mixed(protocol, { [kept]: 1 })).filter((line) => line.startsWith('app-mesh/'))).toEqual(
    [],
  );
});

test('a route of another protocol than all its targets is reported with the one that they have', () => {
  expect(findingsOf(mixed({ protocol: 'http' }, { byte: 1 }))).toContainEqual(
    expect.stringContaining("write protocol: 'tcp' at the route"),
  );
});

test.each([
  [
    'account',
    { accounts: { ...shop.accounts, backend: { ...shop.accounts.backend, retired: true } } },
    'accounts.backend',
  ],
  [
    'workload',
    {
      workloads: {
        ...shop.workloads,
        'yelb-appserver': { ...shop.workloads['yelb-appserver'], retired: true },
      },
    },
    'workloads.yelb-appserver',
  ],
])('a call to what is retired names the %s that is', (_, more, place) => {
  expect(findingsOf({ ...shop, ...more })).toContainEqual(
    expect.stringMatching(
      new RegExp(
        `^tls/broken workloads.yelb-ui.calls.*is retired \\(${place}\\); drop the call, or drop retired at ${place}$`,
      ),
    ),
  );
});

test('an owner that is misspelt is one mistake, also where a gateway is its by default', () => {
  const routes = [{ prefix: '/', service: 'yelb-ui' }];
  const gateways = { door: { listens: { protocol: 'http', port: 443 }, routes } };
  expect(findingsOf({ ...shop, owner: 'fronted', gateways })).toEqual([
    'account/unknown owner: there is no account "fronted"; did you mean "frontend"?',
  ]);
});

test('a first workload is not called idle: it has no possible callers yet', () => {
  const { 'yelb-db': db, 'redis-server': cache } = shop.workloads;
  const idle = (workloads: object) =>
    findingsOf({ ...shop, workloads, services: {} }).filter((line) =>
      line.startsWith('topology/unused-workload'),
    );
  expect(idle({ db })).toEqual([]);
  expect(idle({ db, cache })).toHaveLength(2);
});

test.each<[string, object, string]>([
  ['nothing', { authority: undefined }, 'add authority: { kind: private-ca, commonName: "yelb root" }'],
  [
    'a file',
    { authority: { kind: 'file', chain: '/c' } },
    'write authorities in place of authority, and add to it root: { kind: private-ca, commonName: "yelb root" }',
  ],
  [
    'files',
    { authority: undefined, authorities: { f: { kind: 'file', chain: '/c' } } },
    'add to authorities root: { kind: private-ca, commonName: "yelb root" }',
  ],
  [
    'two that could',
    { authority: undefined, authorities: { a: shop.authority, b: shop.authority } },
    'name one: certificates: { KEY: { kind: issued, authority: a } }',
  ],
])('where %s can issue, the fix fits what is written', (_, more, fix) => {
  expect(findingsOf({ ...shop, ...more })).toContainEqual(expect.stringContaining(fix));
});

test('nothing is built on a certificate from an authority that is a file, whatever may pass', () => {
  const authorities = { f: { kind: 'file', chain: '/c' }, root: shop.authority };
  const certificates = { c: { kind: 'issued', authority: 'f', names: ['a.b'] } };
  const workloads = {
    ...shop.workloads,
    w: { account: 'backend', listens: http(9, { tls: { certificate: 'c' } }) },
  };
  const written = { ...shop, authority: undefined, authorities, certificates, workloads };
  const judged = judge({ ok: true, value: { file: 't', written, positions: noPositions }, findings: [] });
  expect(judged).toMatchObject({ kind: 'judged' });
  expect('deployable' in judged).toBe(false);
  expect(findingsOf(written)).toContainEqual(
    expect.stringContaining("or make it a certificate of kind: 'file'"),
  );
});

test('a DNS name that others have to create is listed as not deployed', () => {
  const ai = {
    account: 'backend',
    listens: http(9),
    discovery: { kind: 'dns', hostname: 'ai-service.local' },
  };
  const written = { ...shop, workloads: { ...shop.workloads, ai } };
  const judged = judge({ ok: true, value: { file: 't', written, positions: noPositions }, findings: [] });
  expect(judged.kind === 'judged' ? judged.plan?.notDeployed : []).toContainEqual(
    expect.objectContaining({
      at: ['workloads', 'ai', 'discovery'],
      what: 'the DNS record "ai-service.local"',
    }),
  );
});
