import { lower } from '../../../core/dataplane';
import { planOf, type Plan } from '../../../core/planner';
import { topologyOf, type Topology } from '../../../core/topology';

type Tree = Readonly<Record<string, unknown>>;

const vpc = (changes: Tree = {}): Tree => ({
  vpc: 'vpc-0feed',
  cidrs: ['10.9.0.0/16'],
  subnets: { private: ['subnet-0feed'] },
  ...changes,
});
const guest = (changes: Tree = {}): Tree => vpc({ sharedBy: 'landlord', ...changes });
const exists = { kind: 'cloud-map', existing: true, namespace: 'rooms.internal' };

/** A house of one VPC: the landlord's, with a tenant in it; and a neighbour outside. */
function house(
  networks: Readonly<Record<string, unknown>>,
  { changes = {}, tenant = exists }: { readonly changes?: Tree; readonly tenant?: unknown } = {},
): Topology {
  const workload = (account: string, calls: readonly string[], discovery?: unknown): Tree => ({
    account,
    calls,
    listens: { protocol: 'http', port: 8080 },
    ...(discovery === undefined ? {} : { discovery }),
  });
  const network = { landlord: vpc(), tenant: guest(), neighbour: { cidr: '10.8.0.0/16' }, ...networks };
  const result = topologyOf({
    mesh: 'house',
    region: 'eu-west-2',
    owner: 'landlord',
    dataPlane: 'app-mesh',
    acceptEnded: true,
    authority: { kind: 'private-ca', commonName: 'house root' },
    accounts: Object.fromEntries(
      Object.entries(network).map(([key, each], index) => [
        key,
        { id: String(100000000000 + index), network: each },
      ]),
    ),
    workloads: {
      hall: workload('landlord', ['attic']),
      attic: workload('tenant', ['hall', 'garden'], tenant),
      garden: workload('neighbour', ['hall', 'attic']),
    },
    services: { hall: { to: 'hall' }, attic: { to: 'attic' }, garden: { to: 'garden' } },
    ...changes,
  });
  if (result.ok) return result.value;
  throw new Error(result.findings.map(({ rule, summary }) => `${rule}: ${summary}`).join('\n'));
}

function planOfHouse(topology: Topology) {
  const lowering = lower(topology);
  if (!lowering.ok) throw new Error('not lowered');
  return planOf(topology, lowering.value.demands);
}

function planned(topology: Topology): Plan {
  const result = planOfHouse(topology);
  if (result.ok) return result.value;
  throw new Error(result.findings.map(({ summary }) => summary).join('\n'));
}

const refused = (topology: Topology): readonly string[] =>
  planOfHouse(topology).findings.map(({ rule, at }) => `${rule} at ${at.path.join('.')}`);

const contents = ({ stacks }: Plan, kind: string): readonly string[] =>
  stacks.flatMap((stack) => stack.contents.filter((each) => each.kind === kind).map(({ id }) => id));

test.each(['none', 'peering', 'transit-gateway'])(
  'a VPC of two accounts says whose it is, with connect: %s',
  (connect) => {
    const topology = house({ tenant: vpc() }, { changes: { connect } });
    expect(refused(topology)).toEqual(['plan/shared-vpc at accounts.tenant.network']);
    const [finding] = planOfHouse(topology).findings;
    expect(finding?.summary).toContain('vpc-0feed');
    expect(finding?.fix).toContain('sharedBy: landlord in accounts.tenant.network');
    expect(refused(house({}, { changes: { connect } }))).toEqual([]);
  },
);

test.each<readonly [string, Readonly<Record<string, unknown>>, string]>([
  [
    'an owner with another VPC',
    { landlord: vpc({ vpc: 'vpc-0bad', cidrs: ['10.6.0.0/16'] }) },
    'plan/shared-vpc at accounts.tenant.network.sharedBy',
  ],
  [
    'an owner that creates its network',
    { landlord: { cidr: '10.7.0.0/16' } },
    'plan/shared-vpc at accounts.tenant.network.sharedBy',
  ],
  [
    'an owner that is a guest',
    { landlord: guest({ sharedBy: 'tenant' }) },
    'plan/shared-vpc at accounts.landlord.network.sharedBy',
  ],
])('%s is none', (_, networks, line) => {
  expect(refused(house(networks))).toContain(line);
});

test('a guest creates no zone, and what exists does instead', () => {
  const topology = house({}, { tenant: { kind: 'cloud-map' } });
  expect(refused(topology)).toEqual(['plan/shared-vpc at accounts.tenant.network']);
  expect(planOfHouse(topology).findings[0]?.fix).toContain('existing: true');
  expect(refused(house({}, { tenant: { kind: 'dns', hostname: 'attic.rooms.internal' } }))).toEqual([]);
});

test('accounts in one VPC need no connection, and its owner represents all towards others', () => {
  const plan = planned(house({}));
  expect(contents(plan, 'namespace')).toEqual(['landlord/namespace', 'neighbour/namespace']);
  // The tenant resolves the neighbour's names as the landlord's network does, and the landlord's without an association.
  expect(contents(plan, 'zone-association').toSorted()).toEqual([
    'landlord/zone-association/neighbour',
    'neighbour/zone-association/landlord',
  ]);
});

test('only the owner of a VPC attaches it to a transit gateway, and gets it shared', () => {
  const plan = planned(house({}, { changes: { connect: 'transit-gateway' } }));
  expect(contents(plan, 'transit-gateway-attachment').toSorted()).toEqual([
    'landlord/transit-gateway-attachment',
    'neighbour/transit-gateway-attachment',
  ]);
  const shares = plan.stacks.flatMap((stack) => stack.contents).filter(({ kind }) => kind === 'share');
  const items = new Map(
    shares.map((share) => [share.id, JSON.stringify(share).includes('"transit-gateway"')]),
  );
  expect(items).toEqual(
    new Map([
      ['landlord/share/neighbour', true],
      ['landlord/share/tenant', false],
    ]),
  );
});

test('a call that crosses no border of a VPC moves nothing', () => {
  const alone = planned(house({ neighbour: 'none' }, { changes: { workloads: {}, services: {} } }));
  expect(contents(alone, 'zone-association')).toEqual([]);
});
