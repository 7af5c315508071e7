import { stacksOf } from './json';

interface Oven {
  readonly service?: string;
  readonly retired?: boolean;
}

const TYPE = 'aws_service_discovery_service';

/** A bakery of ovens, each in the Cloud Map service that it names, distinguished by an attribute. */
const bakery = (ovens: Readonly<Record<string, Oven>>) =>
  stacksOf({
    mesh: 'bakery',
    region: 'eu-west-2',
    dataPlane: 'app-mesh',
    acceptEnded: true,
    authority: { kind: 'private-ca', commonName: 'bakery root' },
    accounts: { main: { id: '111111111111', network: { cidr: '10.1.0.0/16' } } },
    workloads: Object.fromEntries(
      Object.entries(ovens).map(([key, { service, retired = false }]) => [
        key,
        {
          account: 'main',
          retired,
          listens: { protocol: 'http', port: 8080 },
          discovery: { kind: 'cloud-map', ...(service && { service }), attributes: { oven: key } },
        },
      ]),
    ),
    services: {
      bread: {
        name: 'bread.example.com',
        routes: [{ to: Object.fromEntries(Object.keys(ovens).map((key) => [key, 1])) }],
      },
    },
  })('main');

/** The addresses of the services, and where Terraform finds a state in which one is at `before`. */
function follows(ovens: Readonly<Record<string, Oven>>, before?: string) {
  const stack = bakery(ovens);
  const moves = new Map(
    ((stack.json['moved'] ?? []) as { from: string; to: string }[]).map(({ from, to }) => [from, to]),
  );
  let at = before === undefined ? undefined : `${TYPE}.${before}`;
  for (let next = at && moves.get(at); next !== undefined; next = moves.get(next)) at = next;
  return { services: stack.ofType(TYPE).map(({ address }) => address), at };
}

const v1 = { service: 'bread' };
const there = (name: string) => ({ services: [`${TYPE}.${name}`], at: `${TYPE}.${name}` });

test('a service of one workload is at the workload that is called like it, or at an address of its own name', () => {
  expect(follows({ rye: {} }, 'workload_rye')).toEqual(there('workload_rye'));
  expect(follows({ 'bread-v1': v1 }, 'workload_bread-v1')).toEqual(there('discovery_bread'));
  expect(bakery({ rye: {} }).json['moved']).toBeUndefined();
});

test('two workloads in one service create it once, and both select by attribute', () => {
  const stack = bakery({ 'bread-v1': v1, 'bread-v2': v1 });
  expect(stack.ofType(TYPE).map(({ address }) => address)).toEqual([`${TYPE}.discovery_bread`]);
  const selected = stack.ofType('aws_appmesh_virtual_node').map(({ body }) => JSON.stringify(body));
  for (const [index, node] of selected.entries()) {
    expect(node).toContain(`"service_name":"\${${TYPE}.discovery_bread.name}"`);
    expect(node).toContain(`"attributes":{"oven":"bread-v${index + 1}"}`);
  }
});

test.each([
  ['a second joins', { 'bread-v1': v1, 'bread-v2': v1 }, 'workload_bread-v1', 'discovery_bread'],
  ['one joins that comes before', { 'a-bread': v1, 'bread-v1': v1 }, 'workload_bread-v1', 'discovery_bread'],
  ['the first goes', { 'bread-v2': v1 }, 'discovery_bread', 'discovery_bread'],
  [
    'the first retires',
    { 'bread-v1': { ...v1, retired: true }, 'bread-v2': v1 },
    'discovery_bread',
    'discovery_bread',
  ],
  ['one joins the namesake', { bread: {}, 'bread-v2': v1 }, 'workload_bread', 'workload_bread'],
  ['the namesake goes, and one is left', { 'bread-v2': v1 }, 'workload_bread', 'discovery_bread'],
  ['its workload gets another key', { rye: v1 }, 'discovery_bread', 'discovery_bread'],
  ['its namesake gets another key', { rye: v1 }, 'workload_bread', 'discovery_bread'],
  ['an earlier version had it at its workload', { rye: v1 }, 'workload_rye', 'discovery_bread'],
  [
    'the namesake goes, and two are left',
    { 'bread-v2': v1, 'bread-v3': v1 },
    'workload_bread',
    'discovery_bread',
  ],
  [
    'the namesake comes last',
    { bread: {}, 'bread-v1': v1, 'bread-v2': v1 },
    'discovery_bread',
    'workload_bread',
  ],
])('%s: the service stays', (_, ovens, before, after) => {
  expect(follows(ovens, before)).toEqual(there(after));
});

test('the current address of a service is not the former address of another', () => {
  const { services } = follows({ bread: { service: 'cake' }, 'bread-v1': v1, 'bread-v2': v1 });
  const moves = bakery({ bread: { service: 'cake' }, 'bread-v1': v1, 'bread-v2': v1 }).json['moved'];
  expect(services.toSorted()).toEqual([`${TYPE}.discovery_bread`, `${TYPE}.discovery_cake`]);
  const from = `${TYPE}.workload_bread`;
  expect((moves as { from: string }[]).filter((move) => move.from === from)).toEqual([
    { from, to: `${TYPE}.discovery_cake` },
  ]);
});

test.each([
  ['a workload that is called like it', 'bread', undefined, 'workload_bread'],
  ['a workload with another key', 'rye', 'bread', 'discovery_bread'],
])('the placeholder of a service continues as that of %s', (_, key, service, address) => {
  const stack = stacksOf({
    mesh: 'bakery',
    region: 'eu-west-2',
    dataPlane: 'app-mesh',
    acceptEnded: true,
    authority: { kind: 'private-ca', commonName: 'bakery root' },
    accounts: { main: { id: '111111111111', network: { cidr: '10.1.0.0/16' } } },
    workloads: {
      flour: { account: 'main', listens: { protocol: 'http', port: 8080 } },
      [key]: {
        account: 'main',
        listens: { protocol: 'http', port: 8080 },
        discovery: { kind: 'cloud-map', ...(service && { service }) },
      },
    },
    services: {
      counter: { name: 'bread.main.bakery.internal', routes: [{ to: { flour: 1, [key]: 1 } }] },
    },
  })('main');
  expect(stack.ofType(TYPE).map((each) => each.address)).toContain(`${TYPE}.${address}`);
  const moves = (stack.json['moved'] ?? []) as { from: string; to: string }[];
  const to = new Map(moves.map((move) => [move.from, move.to]));
  let place = `${TYPE}.service_counter`;
  for (let next = to.get(place); next !== undefined; next = to.get(place)) place = next;
  expect(place).toBe(`${TYPE}.${address}`);
  // Terraform takes one move to an address.
  expect(new Set(moves.map((move) => move.to)).size).toBe(moves.length);
});
