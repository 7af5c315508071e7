import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { write, type WrittenTopology } from '../../core/topology';
import { destroyStacks } from '../../terraform/runner';
import { quoted } from '../cases/quoted';
import { inventoryOf } from '../../local/inventory';
import { changing, deployed, destroyed, held, newGround, type Ground } from './ground';

jest.setTimeout(900_000);

const { Authority, http, http2 } = write;
const [platform, team] = ['111111111111', '333333333333'];
const base = {
  region: 'eu-central-1',
  owner: 'platform',
  acceptEnded: true,
  dataPlane: 'app-mesh',
  connect: 'none',
} as const;

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
      network: { cidr: '10.40.0.0/26', zones: ['eu-central-1a'], internet: 'none', flowLogs: 'cloud-watch' },
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

/** Another repository of the same team: everything that its workload needs already exists. */
const ofTeamToo = (authority: string, vpc: string): WrittenTopology => ({
  ...base,
  mesh: { name: 'commons', existing: true },
  accounts: {
    platform: { id: platform },
    billing: {
      id: team,
      role: 'deploy',
      meshRole: 'exists',
      network: { vpc, cidrs: ['10.40.0.0/26'], subnets: { private: ['subnet-0a1b2c3d4e5f60718'] } },
    },
  },
  authority: Authority.existing(authority),
  workloads: {
    dunning: {
      account: 'billing',
      listens: http(8081),
      calls: ['invoices', 'ledger'],
      discovery: {
        kind: 'cloud-map',
        existing: true,
        namespace: 'billing.commons.internal',
        service: 'dunning',
        attributes: { part: 'dunning' },
      },
    },
    invoices: { account: 'billing', existing: true, listens: http(8080) },
  },
  services: { ledger: { name: 'ledger.example.com', existing: true, account: 'platform' } },
});

const sharedOutside =
  'stack "<stack>" shares with account <id>, to which other topologies deploy; have those destroy what they deployed with it, then remove the account from mesh.sharedWith, deploy, and destroy';

let ground: Ground;
beforeAll(async () => {
  ground = await newGround();
  for (const folder of ['platform', 'invoices', 'dunning']) mkdirSync(join(ground.folder, folder));
});
afterAll(() => ground.end());

test('a team adds to the mesh of another from its own folders, and leaves it as it was', async () => {
  const theirs = ground.stage('platform/out', ofPlatform);
  expect(Object.keys(await deployed(theirs))).toEqual(['commons-shared', 'platform']);
  const folderOf = (stack: string) => join(ground.folder, stack);
  const output = (stack: string, name: string) => ground.terraform(folderOf(stack), 'output', '-raw', name);
  const shared = 'platform/out/stacks/commons-shared';
  const [share, authority] = [
    await output(shared, 'share_arn_billing'),
    await output(shared, 'authority_arn_root'),
  ];
  const before = await held(theirs);

  const first = ground.stage('invoices/out', ofTeam(share, authority));
  expect(await deployed(first)).toEqual({ billing: 'applied' });
  const vpc = await output('invoices/out/stacks/billing', 'vpc_id_billing');
  const second = ground.stage('dunning/out', ofTeamToo(authority, vpc));
  expect(await deployed(second)).toEqual({ billing: 'applied' });
  for (const stage of [first, second, theirs]) expect(await changing(stage)).toEqual([]);

  const shown = (stack: string) => ground.terraform(folderOf(stack), 'show', '-json');
  expect(addressesIn(await shown('invoices/out/stacks/billing'))).toEqual([
    'aws_acm_certificate.certificate_invoices',
    'aws_appmesh_virtual_node.workload_invoices',
    'aws_appmesh_virtual_service.service_invoices',
    'aws_cloudwatch_log_group.network',
    'aws_default_security_group.network',
    'aws_flow_log.network',
    'aws_iam_policy.workload_invoices',
    'aws_iam_role.network',
    'aws_iam_role_policy.network',
    'aws_iam_service_linked_role.mesh-role',
    'aws_ram_resource_share_accepter.share-acceptance',
    'aws_route_table.network_private',
    'aws_route_table_association.network_private-1-table',
    'aws_security_group.workload_invoices',
    'aws_service_discovery_private_dns_namespace.namespace',
    'aws_service_discovery_service.workload_invoices',
    'aws_subnet.network_private-1',
    'aws_vpc.network',
    'aws_vpc_security_group_egress_rule.workload_invoices_https',
    'aws_vpc_security_group_egress_rule.workload_invoices_to_name_7070',
  ]);
  expect(addressesIn(await shown('dunning/out/stacks/billing'))).toEqual([
    'aws_acm_certificate.certificate_dunning',
    'aws_appmesh_virtual_node.workload_dunning',
    'aws_appmesh_virtual_service.service_dunning',
    'aws_iam_policy.workload_dunning',
    'aws_security_group.workload_dunning',
    'aws_vpc_security_group_egress_rule.workload_dunning_https',
    'aws_vpc_security_group_egress_rule.workload_dunning_to_account_billing_8080_10-40-0-0-26',
  ]);

  // What was accepted by another topology stays accepted.
  expect(await destroyed(second)).toEqual({ billing: 'destroyed' });
  for (const stage of [first, theirs]) expect(await changing(stage)).toEqual([]);
  expect(await held(theirs)).toEqual(before);

  // Who accepted the share leaves it: the platform's next deploy invites the account again, and nothing else.
  expect(await destroyed(first)).toEqual({ billing: 'destroyed' });
  expect((await changing(theirs)).map((preview) => 'stack' in preview && preview.stack)).toEqual([
    'commons-shared',
  ]);
  expect(await held(theirs)).toEqual(before);

  // The platform goes last, once it shares with nobody: before that, nothing is touched.
  expect(await destroyStacks(theirs.options)).toMatchObject({
    touched: false,
    problems: [{ sentence: quoted(sharedOutside, { stack: 'commons-shared', id: team }) }],
  });
  const alone = ground.stage('platform/out', {
    ...ofPlatform,
    mesh: 'commons',
    accounts: { platform: { id: platform, role: 'deploy' } },
  });
  expect(await deployed(alone)).toMatchObject({ 'commons-shared': 'applied' });
  await destroyed(alone);
  const left = await inventoryOf(ground.aws.url, [platform, team], base.region);
  expect(left.filter((thing) => !thing.startsWith('IAM role'))).toEqual([]);
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
