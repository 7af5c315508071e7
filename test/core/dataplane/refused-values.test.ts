import { judge } from '../../../core/judge';
import { source } from './written';

type Patch = Readonly<Record<string, object>>;

/** Two calls and a gateway that have nothing in common but the mesh. */
const pair = ({ route = {}, workload = {}, service = {}, gateway = {} }: Patch) => ({
  mesh: 'mall',
  region: 'eu-north-1',
  owner: 'shop',
  dataPlane: 'app-mesh',
  acceptEnded: true,
  accounts: { shop: { id: '333333333333', network: { cidr: '10.40.0.0/16' } } },
  authority: { kind: 'private-ca', commonName: 'mall root' },
  workloads: {
    shelf: { account: 'shop', listens: { port: 80, protocol: 'http' }, ...workload },
    till: { account: 'shop', calls: ['books'] },
    stock: { account: 'shop', listens: { port: 80, protocol: 'http' } },
    clerk: { account: 'shop', calls: ['stock'] },
  },
  services: {
    books: { name: 'books.mall.example', routes: [{ prefix: '/', to: 'shelf', ...route }], ...service },
  },
  gateways: {
    gate: {
      account: 'shop',
      listens: { port: 8080, protocol: 'http' },
      routes: [{ service: 'stock', prefix: '/', ...gateway }],
    },
  },
});

function judged(written: object) {
  const result = judge(source(written));
  if (result.kind !== 'judged') throw new Error(JSON.stringify(result.findings));
  const verdictOf = (end: string) => result.edges.find(({ client }) => client === end);
  return {
    till: verdictOf('workload/till')?.reason,
    gate: verdictOf('gateway/gate')?.reason,
    clerk: verdictOf('workload/clerk')?.verdict,
    errors: result.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule),
  };
}

test('nothing is refused before', () => {
  expect(judged(pair({}))).toEqual({
    till: 'chain-and-name',
    gate: 'chain-and-name',
    clerk: 'verified',
    errors: [],
  });
});

test.each<readonly [string, Patch, string]>([
  ['a header name with a space', { route: { headers: { 'x a': '2' } } }, 'app-mesh/header-name'],
  ['a service name with a colon', { service: { name: 'books:80' } }, 'app-mesh/object-name'],
  ['a workload name with a slash', { workload: { name: 'a/b' } }, 'app-mesh/object-name'],
  ['a router name with a slash', { service: { routerName: 'a/b' } }, 'app-mesh/object-name'],
  [
    'a host name with an empty label',
    { workload: { discovery: { kind: 'dns', hostname: 'shelf..mall' } } },
    'discovery/host',
  ],
  [
    'a Cloud Map name with a space',
    { workload: { discovery: { kind: 'cloud-map', service: 'top shelf' } } },
    'discovery/name',
  ],
  ['a tag of AWS', { workload: { tags: { 'aws:x': 'y' } } }, 'aws/tag'],
])('%s takes the verdict of the edge that it is in, and no other', (_, patch, rule) => {
  const { till, gate, clerk, errors } = judged(pair(patch));
  expect({ till, gate, clerk }).toEqual({ till: 'value-refused', gate: 'chain-and-name', clerk: 'verified' });
  expect(errors).toContain(rule);
});

test.each(['api.mall.example:', '[::1]:80', 'a..b'])(
  'the host %s of a gateway route is refused',
  (hostname) => {
    expect(judged(pair({ gateway: { hostname } }))).toEqual({
      till: 'chain-and-name',
      gate: 'value-refused',
      clerk: 'verified',
      errors: ['discovery/host'],
    });
  },
);

test('of two workloads with one name, the edges of one are refused', () => {
  const { till, clerk, errors } = judged(pair({ workload: { name: 'stock' } }));
  expect([till === 'value-refused', clerk === 'broken']).toContain(true);
  expect(errors).toContain('app-mesh/duplicate-name');
});
