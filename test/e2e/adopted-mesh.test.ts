import { join } from 'node:path';
import { write, type WrittenTopology } from '../../core/topology';
import { inventoryOf } from '../../local/inventory';
import { changing, deployed, destroyed, held, newGround, type Ground } from './ground';

jest.setTimeout(900_000);

const { Authority, http, http2 } = write;
const [platform, team] = ['111111111111', '333333333333'];
const base = { region: 'eu-central-1', owner: 'platform', acceptEnded: true, connect: 'none' } as const;

/** The platform team's repository: the mesh, its authority, a service of its own, and room for another team. */
const ofPlatform: WrittenTopology = {
  ...base,
  mesh: { name: 'commons', sharedWith: ['billing'] },
  removalProtection: false,
  accounts: { platform: { id: platform, role: 'deploy' }, billing: { id: team } },
  authority: Authority.privateCa({ commonName: 'commons root' }),
  workloads: {
    ledger: {
      account: 'platform',
      listens: http2(7070),
      discovery: { kind: 'dns', hostname: 'ledger.example.com' },
    },
  },
};

/** The billing team's repository: a service of its own, which calls one of the platform's. */
const ofTeam = (share: string, authority: string): WrittenTopology => ({
  ...base,
  mesh: { name: 'commons', existing: true },
  tags: { mesh: 'commons' },
  accounts: {
    platform: { id: platform },
    billing: {
      id: team,
      role: 'deploy',
      share,
      tags: { team: 'billing' },
      network: { cidr: '10.40.0.0/26', zones: ['eu-central-1a'], internet: 'none' },
    },
  },
  authority: Authority.existing(authority),
  workloads: {
    invoices: {
      account: 'billing',
      listens: http(8080),
      calls: ['ledger'],
      discovery: { kind: 'cloud-map', ttl: 5 },
      tags: { tier: 'two' },
    },
    ledger: {
      account: 'platform',
      existing: true,
      listens: http2(7070),
      discovery: { kind: 'dns', hostname: 'ledger.example.com' },
    },
  },
});

let ground: Ground;
beforeAll(async () => {
  ground = await newGround();
});
afterAll(() => ground.end());

test('a team adds to the mesh of another from its own folder, and leaves it as it was', async () => {
  const theirs = ground.stage('platform/out', ofPlatform);
  expect(Object.keys(await deployed(theirs))).toEqual(['commons-shared', 'platform']);
  const shared = join(ground.folder, 'platform/out/stacks/commons-shared');
  const output = (name: string) => ground.terraform(shared, 'output', '-raw', name);
  const [share, authority] = [await output('share_arn_billing'), await output('authority_arn_root')];
  const before = await held(theirs);

  const ours = ground.stage('billing/out', ofTeam(share, authority));
  expect(await deployed(ours)).toEqual({ billing: 'applied' });
  expect(await changing(ours)).toEqual([]);
  expect(await changing(theirs)).toEqual([]);

  const plan = await ground.terraform(join(ground.folder, 'billing/out/stacks/billing'), 'show', '-json');
  expect(addressesIn(plan).filter((address) => !/^aws_(vpc|subnet|route|default_)/.test(address))).toEqual([
    'aws_acm_certificate.certificate_invoices',
    'aws_appmesh_virtual_node.workload_invoices',
    'aws_appmesh_virtual_service.service_invoices',
    'aws_iam_policy.workload_invoices',
    'aws_iam_service_linked_role.mesh-role',
    'aws_ram_resource_share_accepter.share-acceptance',
    'aws_security_group.workload_invoices',
    'aws_service_discovery_private_dns_namespace.namespace',
    'aws_service_discovery_service.workload_invoices',
  ]);

  expect(await destroyed(ours)).toEqual({ billing: 'destroyed' });
  expect(await changing(theirs)).toEqual([]);
  expect(await held(theirs)).toEqual(before);
  await destroyed(theirs);
  expect(await inventoryOf(ground.aws.url, [platform, team], base.region)).toEqual([]);
});

/** Addresses of the managed resources in a state that Terraform shows. */
function addressesIn(shown: string): readonly string[] {
  const { values } = JSON.parse(shown) as {
    values: { root_module: { resources: { mode: string; address: string }[] } };
  };
  return values.root_module.resources
    .filter(({ mode }) => mode === 'managed')
    .map(({ address }) => address.replaceAll('"', ''))
    .toSorted();
}
