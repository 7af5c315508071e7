import { parse } from 'yaml';
import { judge } from '../../../core/judge';
import { source } from './written';

/** A till that calls what it is given, in one account with it. */
const till = (workloads: Readonly<Record<string, object>>, services: object = {}, more: object = {}) => ({
  mesh: 'mall',
  region: 'eu-north-1',
  owner: 'shop',
  dataPlane: 'app-mesh',
  acceptEnded: true,
  accounts: { shop: { id: '333333333333', network: { cidr: '10.40.0.0/16' } } },
  authority: { kind: 'private-ca', commonName: 'mall root' },
  workloads: {
    till: {
      account: 'shop',
      listens: { protocol: 'http', port: 5432 },
      calls: Object.keys(Object.keys(services).length > 0 ? { ...workloads, ...services } : workloads),
    },
    ...workloads,
  },
  services,
  ...more,
});

const listening = (port: number, protocol = 'tcp', more: object = {}) => ({
  account: 'shop',
  listens: { port, protocol, ...more },
});
const outside = (hostname: string) => ({
  account: 'shop',
  discovery: { kind: 'dns', hostname },
  listens: { port: 443, protocol: 'tcp', tls: 'application' },
});

function judged(written: object) {
  const result = judge(source(written));
  if (result.kind !== 'judged') throw new Error(JSON.stringify(result.findings));
  const shared = result.findings.filter(({ rule }) => rule === 'route/shared-port');
  return {
    broken: result.edges.filter(({ reason }) => reason === 'port-shared').map(({ service }) => service),
    summaries: shared.map(({ summary }) => summary),
    fixes: shared.map(({ fix }) => fix),
    errors: result.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule),
  };
}

test.each<readonly [string, object, readonly string[]]>([
  ['two databases', till({ books: listening(3306), stock: listening(3306) }), ['books', 'stock']],
  ['a database beside HTTP', till({ books: listening(81), web: listening(81, 'http') }), ['books', 'web']],
  [
    'applications that end TLS',
    till({ one: listening(443, 'http', { tls: 'application' }), two: listening(443, 'grpc') }),
    ['one', 'two'],
  ],
  [
    'two APIs outside the mesh',
    till({ bank: outside('api.bank.example'), post: outside('api.post.example') }),
    ['bank', 'post'],
  ],
  [
    'two names of one router',
    till(
      {},
      {
        pay: { account: 'shop', routes: [{ to: 'ledger' }] },
        'pay-too': { account: 'shop', sharesRouterOf: 'pay' },
      },
      {
        workloads: {
          till: { account: 'shop', calls: ['pay', 'pay-too'] },
          ledger: listening(9000),
        },
      },
    ),
    ['pay', 'pay-too'],
  ],
])('%s on one port of one caller are broken, and both are named', (_, written, services) => {
  const { broken, summaries, errors } = judged(written);
  expect(broken).toEqual(services);
  expect(errors).toEqual(['route/shared-port']);
  for (const service of services) expect(summaries).toEqual([expect.stringContaining(`"${service}"`)]);
  expect(summaries).toEqual([expect.stringContaining('"till"')]);
});

test.each<readonly [string, object]>([
  [
    'all kinds of HTTP',
    till({ a: listening(80, 'http'), b: listening(80, 'http2'), c: listening(80, 'grpc') }),
  ],
  ['two ports', till({ a: listening(3306), b: listening(3307) })],
  ['the port of the caller itself', till({ books: listening(5432) })],
  [
    'a router in front of one of them',
    till(
      { a: listening(3306), b: listening(3306) },
      { b: { routes: [{ to: 'b' }], routerListens: { port: 3307, protocol: 'tcp' } } },
    ),
  ],
  [
    'one port, of two callers',
    till(
      {},
      {},
      {
        workloads: {
          one: { account: 'shop', calls: ['a'] },
          two: { account: 'shop', calls: ['b'] },
          a: listening(3306),
          b: listening(3306),
        },
      },
    ),
  ],
  [
    'versions behind one name',
    till(
      {},
      { both: { account: 'shop', routes: [{ to: { a: 50, b: 50 } }] } },
      { workloads: { till: { account: 'shop', calls: ['both'] }, a: listening(3306), b: listening(3306) } },
    ),
  ],
])('%s are fine', (_, written) => {
  expect(judged(written)).toEqual({ broken: [], summaries: [], fixes: [], errors: [] });
});

/** What a fix asks for: the services that it writes, which are YAML as they are. */
function servicesIn(fix: string): Record<string, object> {
  const written = fix.split('; ').flatMap((part) => /^give "\S+" a router: (.*)$/.exec(part)?.[1] ?? []);
  return Object.assign({}, ...written.map((text) => parse(text).services));
}

test.each<readonly [string, Readonly<Record<string, object>>]>([
  ['three databases', { a: listening(3306), b: listening(3306), c: listening(3306) }],
  [
    'a port that the caller uses for something else',
    { a: listening(81), b: listening(81), c: listening(82) },
  ],
  ['TCP beside HTTP', { a: listening(81, 'http'), b: listening(81, 'http'), c: listening(81) }],
  ['APIs outside the mesh', { a: outside('a.example'), b: outside('b.example') }],
  [
    'a workload with a second listener',
    {
      a: listening(3306),
      b: {
        account: 'shop',
        listens: [
          { port: 3306, protocol: 'tcp' },
          { port: 80, protocol: 'http' },
        ],
      },
    },
  ],
])('the fix for %s can be typed, and is enough', (_, workloads) => {
  const { fixes } = judged(till(workloads));
  const services = servicesIn(fixes.join('; '));
  expect(Object.keys(services).length).toBeGreaterThan(0);
  const fixed = till(workloads);
  expect(judged({ ...fixed, services }).errors).toEqual([]);
});

test('the fix for a service that has a router is its port', () => {
  const services = {
    a: { account: 'shop', routes: [{ to: 'one' }] },
    b: { account: 'shop', routes: [{ to: 'two' }] },
  };
  const workloads = {
    till: { account: 'shop', calls: ['a', 'b'] },
    one: listening(3306),
    two: listening(3306),
  };
  const { fixes } = judged(till({}, services, { workloads }));
  expect(fixes).toEqual([
    expect.stringContaining(`routerListens: { port: 3307, protocol: 'tcp' } at service "b"`),
  ]);
  const fixed = { ...services, b: { ...services.b, routerListens: { port: 3307, protocol: 'tcp' } } };
  expect(judged(till({}, fixed, { workloads })).errors).toEqual([]);
});

test('what mesh/egress-allow-all advises for several things outside is accepted', () => {
  const [open] = [till({}, {}, { mesh: { name: 'mall', egress: 'ALLOW_ALL' } })].map((written) =>
    judge(source(written)),
  );
  const fix = open?.findings.find(({ rule }) => rule === 'mesh/egress-allow-all')?.fix ?? '';
  expect(fix).toContain(
    "services: { KEY: { routes: [{ to: 'KEY' }], routerListens: { port: OTHER, protocol: 'tcp' } } }",
  );
  const services = { post: { routes: [{ to: 'post' }], routerListens: { port: 8443, protocol: 'tcp' } } };
  expect(
    judged(till({ bank: outside('bank.example'), post: outside('post.example') }, services)).errors,
  ).toEqual([]);
});
