import type { Interface, Network, Permission, Route, Subnet } from '../../../local/tasks/network/network';
import { refusalOf, refusalToAws } from '../../../local/tasks/network/permitted';

const everywhere: Permission = { protocol: '-1', from: 0, to: 65_535, cidrs: ['0.0.0.0/0'], groups: [] };
const tcp = (port: number, who: Partial<Permission>): Permission => ({
  protocol: 'tcp',
  from: port,
  to: port,
  cidrs: [],
  groups: [],
  ...who,
});
const route = (destination: string, via: Route['via'], target: string, isActive = true): Route => ({
  destination,
  via,
  target,
  isActive,
});
const subnet = (id: string, vpc: string, cidr: string, routes: readonly Route[] = []): Subnet => ({
  id,
  vpc,
  cidr,
  routes,
});
const end = (owner: string, ip: string, at: Subnet | undefined, ...groups: string[]): Interface => ({
  name: owner,
  owner,
  ip,
  groups,
  ...(at && { subnet: at }),
});
const group = (id: string, ingress: readonly Permission[], egress: readonly Permission[] = [everywhere]) =>
  [id, { id, name: id, vpc: 'vpc-1', ingress, egress }] as const;

const peering = 'pcx-1';
const here = subnet('subnet-1', 'vpc-1', '10.1.0.0/24', [
  route('10.2.0.0/16', 'peering', peering),
  route('10.3.0.0/16', 'transit-gateway', 'tgw-1'),
  route('0.0.0.0/0', 'nat', 'nat-1'),
]);
const there = subnet('subnet-2', 'vpc-2', '10.2.0.0/24', [route('10.1.0.0/16', 'peering', peering)]);
const beyond = subnet('subnet-3', 'vpc-3', '10.3.0.0/24', [route('10.0.0.0/8', 'transit-gateway', 'tgw-1')]);
const network: Network = {
  subnets: new Map(),
  groups: new Map([
    group('open', [everywhere]),
    group('by-block', [tcp(80, { cidrs: ['10.1.0.0/24'] })]),
    group('by-group', [tcp(80, { groups: ['open'] })]),
    group('closed', [], []),
  ]),
  peerings: new Map([[peering, { id: peering, vpcs: ['vpc-1', 'vpc-2'], isActive: true }]]),
  attached: new Map([['tgw-1', new Set(['vpc-1', 'vpc-3'])]]),
  withEndpoints: new Set(),
};
const ui = end('ui', '10.1.0.10', here, 'open');

test.each([
  ['in the same network', end('db', '10.1.0.11', here, 'by-block'), 80],
  ['by a reference to a group', end('db', '10.1.0.11', here, 'by-group'), 80],
  ['over a peering', end('db', '10.2.0.10', there, 'by-block'), 80],
  ['over a transit gateway', end('db', '10.3.0.10', beyond, 'by-block'), 80],
])('what is permitted %s', (_, callee, port) => {
  expect(refusalOf(network, ui, callee, port)).toBeUndefined();
});

test('a port that no rule names, and a caller of another group', () => {
  const callee = end('db', '10.1.0.11', here, 'by-group');
  expect(refusalOf(network, ui, callee, 81)).toBe(
    'no ingress rule of security group "by-group" of db permits TCP port 81 from ui (10.1.0.10)',
  );
  const other = end('other', '10.1.0.12', here, 'by-block');
  expect(refusalOf(network, other, callee, 80)).toContain('from other (10.1.0.12)');
});

test('a caller whose own group lets nothing out', () => {
  const caller = end('ui', '10.1.0.10', here, 'closed');
  expect(refusalOf(network, caller, end('db', '10.1.0.11', here, 'open'), 80)).toBe(
    'no egress rule of security group "closed" of ui permits TCP port 80 to db (10.1.0.11)',
  );
});

test.each([
  [
    'no route back',
    network,
    subnet('subnet-2', 'vpc-2', '10.2.0.0/24'),
    'no route leads from subnet subnet-2',
  ],
  [
    'a peering that is not active',
    {
      ...network,
      peerings: new Map([
        [peering, { id: peering, vpcs: ['vpc-1', 'vpc-2'] as [string, string], isActive: false }],
      ]),
    },
    there,
    'no route leads from subnet subnet-1',
  ],
])('networks with %s', (_, broken: Network, at: Subnet, said: string) => {
  expect(refusalOf(broken, ui, end('db', '10.2.0.10', at, 'open'), 80)).toContain(said);
});

test('the narrowest route decides, also where it is a black hole', () => {
  const at = subnet('subnet-1', 'vpc-1', '10.1.0.0/24', [
    ...here.routes,
    route('10.2.0.0/24', 'peering', peering, false),
  ]);
  expect(refusalOf(network, end('ui', '10.1.0.10', at, 'open'), end('db', '10.2.0.10', there), 80)).toContain(
    'no route',
  );
});

test('a task reaches AWS by a NAT gateway, a public address, or an endpoint in its network', () => {
  const bare = subnet('subnet-1', 'vpc-1', '10.1.0.0/24', [route('0.0.0.0/0', 'internet', 'igw-1')]);
  const task = end('ui', '10.1.0.10', bare, 'open');
  expect(refusalToAws(network, ui, false)).toBeUndefined();
  expect(refusalToAws(network, task, true)).toBeUndefined();
  expect(refusalToAws(network, task, false)).toContain('has no way to AWS');
  expect(refusalToAws({ ...network, withEndpoints: new Set(['vpc-1']) }, task, false)).toBeUndefined();
  expect(refusalToAws(network, end('ui', '10.1.0.10', here, 'closed'), false)).toContain('no egress rule');
});
