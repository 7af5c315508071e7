import { judge } from '../../../core/judge';
import { source } from './written';

const mall = (routes: readonly object[], doors: readonly object[] = [], services: object = {}) => ({
  mesh: 'mall',
  region: 'eu-north-1',
  owner: 'shop',
  dataPlane: 'app-mesh',
  acceptEnded: true,
  accounts: { shop: { id: '333333333333', network: { cidr: '10.40.0.0/16' } } },
  authority: { kind: 'private-ca', commonName: 'mall root' },
  workloads: { books: { account: 'shop', listens: { port: 80, protocol: 'http' } } },
  services: {
    books: { routes: routes.map((each, index) => ({ name: `r${index}`, to: 'books', ...each })) },
    ...services,
  },
  gateways: {
    gate: {
      account: 'shop',
      listens: { port: 8080, protocol: 'http' },
      routes: doors.map((each, index) => ({ name: `d${index}`, service: 'books', ...each })),
    },
  },
});

const findings = (written: object, rule: string) =>
  judge(source(written))
    .findings.filter((each) => each.rule === rule)
    .map(({ severity, at, summary }) => `${severity} ${at.path.join('.')}: ${summary}`);

const both = { 'x-a': '1', 'x-b': '2' };

test.each<readonly [string, readonly object[]]>([
  ['without conditions', [{}, {}]],
  [
    'of one priority',
    [
      { prefix: '/a', priority: 5 },
      { prefix: '/a', priority: 5 },
    ],
  ],
  ['of conditions in another order', [{ headers: both }, { headers: { 'X-B': '2', 'X-A': '1' } }]],
])('two routes %s: only one takes effect', (_, routes) => {
  expect(findings(mall(routes), 'route/same-match')).toEqual([
    'warning services.books.routes.1: routes "r0" and "r1" of service "books" have the same match and priority, so only one of them takes effect',
  ]);
});

test.each<readonly [string, readonly object[]]>([
  ['of other priorities', [{ priority: 5 }, { priority: 6 }]],
  ['of other prefixes', [{ prefix: '/a' }, { prefix: '/b' }]],
  ['of other headers', [{ headers: both }, { headers: { 'x-a': '1' } }]],
])('two routes %s both take effect', (_, routes) => {
  expect(findings(mall(routes), 'route/same-match')).toEqual([]);
});

test('two routes of a gateway: those of one match, and not those of other hosts', () => {
  const doors = [
    { hostname: 'a.mall.example' },
    { hostname: 'b.mall.example' },
    { hostname: 'a.mall.example' },
  ];
  expect(findings(mall([{}], doors), 'route/same-match')).toEqual([
    'warning gateways.gate.routes.2: routes "d0" and "d2" of gateway "gate" have the same match, so only one of them takes effect',
  ]);
});

test('a service that shares the router of an unknown one is not suggested to itself', () => {
  const result = judge(source(mall([{}], [], { z: { sharesRouterOf: 'y' } })));
  const unknown = result.findings.filter(({ rule }) => rule === 'service/unknown');
  expect(unknown.map(({ fix }) => fix).join()).not.toContain('"z"');
  expect(unknown).toHaveLength(1);
});
