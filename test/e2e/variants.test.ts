import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, write, type Topology, type WrittenTopology } from '../../core/topology';
import { inventoryOf } from '../../local/inventory';
import { variants } from '../cases/variants';
import { changing, deployed, destroyed, held, newGround, type Ground } from './ground';
import { seenOf } from './seen';
import { proxiesOfTopology, translatedOf } from './translated';

// Each variant is deployed, planned again and destroyed by the real Terraform: minutes.
jest.setTimeout(1_200_000);

let ground: Ground;
beforeAll(async () => {
  ground = await newGround();
});
afterAll(() => ground.end());

/** A topology of `variants` that is to be taken down again. */
function variant(name: string): WrittenTopology {
  const written = variants[name];
  if (written === undefined) throw new Error(`no variant "${name}"`);
  return { dataPlane: 'app-mesh', ...written, acceptEnded: true, removalProtection: false };
}

/** What `seenOf` must find, by the topology alone. */
function expectedOf(topology: Topology): readonly string[] {
  const domain = (key: string, account: string) => `${key}.${account}.${topology.mesh.name}.internal`;
  const members = Object.values(topology.accounts).filter(({ key }) => key !== topology.owner);
  return [
    'the root is ACTIVE',
    ...Object.values(topology.workloads).flatMap(({ key, account, calls }) => [
      `node ${key} of ${at(topology.accounts, account).id}: TLS STRICT, certificate ${domain(key, account)} ISSUED by the root`,
      ...calls.map(({ service }) => {
        const owner = at(topology.services, service).account;
        return `call ${key} -> ${domain(service, owner)}: TLS enforced, trusts the root`;
      }),
    ]),
    ...members.flatMap(({ key, id }) =>
      [id, 'mesh', 'the root', ...(topology.connect === 'transit-gateway' ? ['transit-gateway'] : [])].map(
        (entity) => `share ${topology.mesh.name}-${key}: ${entity} ASSOCIATED`,
      ),
    ),
  ].toSorted();
}

/** Deploys, reads back, plans again and destroys; returns how many resources each stack had. */
async function lifeOf(name: string, written: WrittenTopology): Promise<Readonly<Record<string, number>>> {
  const stage = ground.stage(name, written);
  const { topology, plan } = stage;
  const ids = Object.values(topology.accounts).map(({ id }) => id);
  const left = () => inventoryOf(ground.aws.url, ids, topology.region);
  const before = await left();
  const each = (kind: string) => Object.fromEntries(plan.stacks.map((stack) => [stack.name, kind]));

  expect(await deployed(stage)).toEqual(each('applied'));
  expect(await seenOf(ground.aws, topology)).toEqual(expectedOf(topology));
  expect(await translatedOf(ground.aws, topology)).toEqual(proxiesOfTopology(topology));
  expect(await changing(stage)).toEqual([]);
  const counts = await held(stage);

  expect(await destroyed(stage)).toEqual(each('destroyed'));
  expect(await held(stage)).toEqual({});
  expect(await left()).toEqual(before);
  return counts;
}

test('Yelb with three accounts lives and leaves nothing', async () => {
  expect(await lifeOf('three', variant('three accounts'))).toEqual({
    'yelb-shared': 31,
    backend: 44,
    data: 36,
    frontend: 30,
    'data-requests': 3,
    'backend-links': 3,
  });
});

test('Yelb in existing networks creates none, and does not change them', async () => {
  const networks = await existingNetworks();
  const written = variant('existing network');
  const [frontend, backend] = [written.accounts['frontend'], written.accounts['backend']];
  if (frontend === undefined || backend === undefined) throw new Error('the variant has other accounts');
  const accounts = {
    frontend: { ...frontend, network: networks.frontend },
    backend: { ...backend, network: networks.backend },
  };
  expect(await lifeOf('existing', { ...written, accounts })).toEqual({
    'yelb-shared': 10,
    backend: 33,
    frontend: 10,
  });
});

test('accounts that call each other over peerings live and leave nothing', async () => {
  expect(await lifeOf('ring', variant('calling each other'))).toEqual({
    'ring-shared': 31,
    two: 36,
    three: 43,
    one: 36,
    'two-requests': 3,
    'three-requests': 1,
    'two-links': 3,
    'three-links': 4,
  });
});

test('accounts that call each other over a transit gateway live and leave nothing', async () => {
  expect(await lifeOf('hub', variant('transit gateway'))).toEqual({
    'ring-shared': 35,
    two: 36,
    three: 43,
    one: 34,
    'two-requests': 2,
    'three-requests': 1,
    'two-links': 3,
    'three-links': 3,
  });
});

test('five accounts that all call each other take four waves, live and leave nothing', async () => {
  const keys = ['one', 'two', 'three', 'four', 'five'];
  const written: WrittenTopology = {
    mesh: 'star',
    region: 'eu-central-1',
    owner: 'one',
    dataPlane: 'app-mesh',
    acceptEnded: true,
    removalProtection: false,
    accounts: Object.fromEntries(
      keys.map((key, index) => [
        key,
        {
          id: String(index + 1).repeat(12),
          role: 'meshspan-deploy',
          network: { cidr: `10.${191 + index}.0.0/16` },
        },
      ]),
    ),
    authority: write.Authority.privateCa({ commonName: 'star root' }),
    workloads: Object.fromEntries(
      keys.map((key) => [
        key,
        { account: key, listens: write.http(8080), calls: keys.filter((other) => other !== key) },
      ]),
    ),
  };
  expect(ground.stage('waves', written).plan.waves).toHaveLength(4);
  const counts = await lifeOf('star', written);
  expect(Object.keys(counts)).toHaveLength(14);
});

/** Two networks as somebody else made them. */
async function existingNetworks() {
  const folder = join(ground.folder, 'networks');
  mkdirSync(folder);
  const accounts = { frontend: ['111111111111', '10.192'], backend: ['222222222222', '10.193'] } as const;
  const keys = Object.keys(accounts) as readonly (keyof typeof accounts)[];
  const zones = ['a', 'b'];
  const blocks = <T>(make: (key: keyof typeof accounts) => readonly (readonly [string, T])[]) =>
    Object.fromEntries(keys.flatMap(make));
  const module = {
    terraform: {
      required_providers: { aws: { source: 'registry.terraform.io/hashicorp/aws', version: '5.100.0' } },
    },
    provider: {
      aws: keys.map((key) => ({
        alias: key,
        region: 'us-west-2',
        assume_role: [{ role_arn: `arn:aws:iam::${accounts[key][0]}:role/network` }],
      })),
    },
    resource: {
      aws_vpc: blocks((key) => [
        [
          key,
          { provider: `aws.${key}`, cidr_block: `${accounts[key][1]}.0.0/16`, enable_dns_hostnames: true },
        ],
      ]),
      aws_subnet: blocks((key) =>
        zones.map((zone, index) => [
          `${key}-${zone}`,
          {
            provider: `aws.${key}`,
            vpc_id: `\${aws_vpc.${key}.id}`,
            availability_zone: `us-west-2${zone}`,
            cidr_block: `${accounts[key][1]}.${16 * (index + 2)}.0/20`,
          },
        ]),
      ),
    },
    output: blocks((key) => [
      [
        key,
        {
          value: {
            vpc: `\${aws_vpc.${key}.id}`,
            subnets: zones.map((zone) => `\${aws_subnet.${key}-${zone}.id}`),
          },
        },
      ],
    ]),
  };
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(module));
  await ground.terraform(folder, 'init', '-input=false');
  await ground.terraform(folder, 'apply', '-input=false', '-auto-approve');
  const outputs: Record<string, { value: { vpc: string; subnets: string[] } }> = JSON.parse(
    await ground.terraform(folder, 'output', '-json'),
  );
  const networkOf = (key: keyof typeof accounts) => {
    const { vpc, subnets } = outputs[key]?.value ?? { vpc: '', subnets: [] };
    const cidrs = zones.map((_, index) => `${accounts[key][1]}.${16 * (index + 2)}.0/20`);
    return { kind: 'existing' as const, vpc, cidrs, subnets: { private: subnets } };
  };
  return { frontend: networkOf('frontend'), backend: networkOf('backend') };
}
