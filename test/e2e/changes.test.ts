import { write, type WrittenTopology } from '../../core/topology';
import yelb from '../../examples/yelb/topology';
import { inventoryOf } from '../../local/inventory';
import { deployStacks } from '../../terraform/runner';
import { changing, deployed, destroyed, newGround, type Ground, type Stage } from './ground';
import { folderOf, planFile, planJson, touchedIn } from './plan-json';

// One Yelb, planned again by the real Terraform for every change.
jest.setTimeout(1_200_000);

const { http, tcp } = write;
/** What is deployed now. */
let standing: WrittenTopology = { ...yelb, acceptEnded: true };
let ground: Ground;
beforeAll(async () => {
  ground = await newGround();
  await deployed(ground.stage('yelb', standing));
});
afterAll(() => ground.end());

type Workload = NonNullable<WrittenTopology['workloads']>[string];

const workload = (key: string): Workload => {
  const found = standing.workloads?.[key];
  if (found === undefined) throw new Error(`no workload "${key}"`);
  return found;
};

/** `standing` with other workloads: `undefined` takes one away. */
function withWorkloads(workloads: Readonly<Record<string, Workload | undefined>>): WrittenTopology {
  const all = Object.entries({ ...standing.workloads, ...workloads });
  return {
    ...standing,
    workloads: Object.fromEntries(all.flatMap(([key, one]) => (one === undefined ? [] : [[key, one]]))),
  };
}

/** What the plan of a stack would do, by address and output. */
const touchedBy = async (stage: Stage, stack: string): Promise<readonly string[]> =>
  touchedIn(await planJson(ground, stage, stack));

/** The same of every stack that has any. */
async function touched(stage: Stage): Promise<Readonly<Record<string, readonly string[]>>> {
  const all = stage.plan.stacks.map(async ({ name }) => [name, await touchedBy(stage, name)] as const);
  return Object.fromEntries((await Promise.all(all)).filter(([, lines]) => lines.length > 0));
}

/** The same, each stack applied before the next one is planned, which may read its outputs. */
async function carriedOut(stage: Stage): Promise<Readonly<Record<string, readonly string[]>>> {
  const all: [string, readonly string[]][] = [];
  for (const { name } of stage.plan.stacks) {
    const lines = await touchedBy(stage, name);
    if (lines.length === 0) continue;
    all.push([name, lines]);
    await ground.terraform(folderOf(stage, name), 'apply', '-input=false', planFile);
  }
  return Object.fromEntries(all);
}

/** The outputs of a workload and of its service; a security group only where its account has a network. */
const outputsOf = (action: string, name: string, group = ['security_group_id']): readonly string[] =>
  ['certificate_arn', 'proxy_policy_arn', 'proxy_resource_arn', ...group]
    .concat('virtual_service_arn', 'virtual_service_name')
    .map((output) => `${action} output.${output}_${name}`);

test('a workload that is added touches its own account', async () => {
  const after = withWorkloads({ 'yelb-search': { account: 'backend', listens: tcp(9200) } });
  const stage = ground.stage('yelb', after);
  const changes = await touched(stage);
  const outcomes = await deployed(stage);
  standing = after;
  expect(changes).toEqual({
    backend: [
      'create aws_acm_certificate.certificate_yelb-search',
      'create aws_appmesh_virtual_node.workload_yelb-search',
      'create aws_appmesh_virtual_service.service_yelb-search',
      'create aws_iam_policy.workload_yelb-search',
      'create aws_security_group.workload_yelb-search',
      'create aws_service_discovery_service.workload_yelb-search',
      'create aws_vpc_security_group_egress_rule.workload_yelb-search_https',
      ...outputsOf('create', 'yelb_search'),
    ],
  });
  expect(outcomes).toEqual({ 'yelb-shared': 'unchanged', backend: 'applied', frontend: 'unchanged' });
  expect(await changing(stage)).toEqual([]);
});

test('a call that is added touches the caller, and who may connect', async () => {
  const after = withWorkloads({
    'yelb-appserver': { ...workload('yelb-appserver'), calls: ['yelb-db', 'redis-server', 'yelb-search'] },
  });
  expect(await touched(ground.stage('yelb', after))).toEqual({
    backend: [
      'create aws_vpc_security_group_egress_rule.workload_yelb-appserver_to_yelb-search_9200',
      'create aws_vpc_security_group_ingress_rule.workload_yelb-search_from_yelb-appserver_9200',
      'update aws_appmesh_virtual_node.workload_yelb-appserver',
    ],
  });
});

test('a call into another account that is added touches the two, the callee first', async () => {
  const after = withWorkloads({
    'yelb-ui': { ...workload('yelb-ui'), calls: ['yelb-appserver', 'yelb-search'] },
  });
  const changes = await carriedOut(ground.stage('yelb', after));
  standing = after;
  expect(changes).toEqual({
    backend: [
      'create aws_vpc_security_group_ingress_rule.workload_yelb-search_from_account_frontend_9200_10-192-32-0-19',
    ],
    frontend: [
      'create aws_vpc_security_group_egress_rule.workload_yelb-ui_to_account_backend_9200_10-193-32-0-19',
      'update aws_appmesh_virtual_node.workload_yelb-ui',
    ],
  });
});

test('a policy that changes touches the caller alone', async () => {
  const after = withWorkloads({
    'yelb-ui': {
      ...workload('yelb-ui'),
      calls: [{ service: 'yelb-appserver', policy: { enforce: false } }, 'yelb-search'],
    },
  });
  expect(await touched(ground.stage('yelb', after))).toEqual({
    frontend: ['update aws_appmesh_virtual_node.workload_yelb-ui'],
  });
});

test('a workload that is removed takes its own resources with it', async () => {
  const after = withWorkloads({
    'redis-server': undefined,
    'yelb-appserver': { ...workload('yelb-appserver'), calls: ['yelb-db'] },
  });
  expect(await touched(ground.stage('yelb', after))).toEqual({
    backend: [
      'delete aws_acm_certificate.certificate_redis-server',
      'delete aws_appmesh_virtual_node.workload_redis-server',
      'delete aws_appmesh_virtual_service.service_redis-server',
      'delete aws_iam_policy.workload_redis-server',
      'delete aws_security_group.workload_redis-server',
      'delete aws_service_discovery_service.workload_redis-server',
      'delete aws_vpc_security_group_egress_rule.workload_redis-server_https',
      'delete aws_vpc_security_group_egress_rule.workload_yelb-appserver_to_redis-server_6379',
      'delete aws_vpc_security_group_ingress_rule.workload_redis-server_from_yelb-appserver_6379',
      ...outputsOf('delete', 'redis_server'),
      'update aws_appmesh_virtual_node.workload_yelb-appserver',
    ],
  });
});

const data = { id: '555555555555', role: 'meshspan-deploy' };
const discovery = { kind: 'dns', hostname: 'report.example.com' } as const;
const report = { account: 'data', listens: http(8080), discovery } as const;

const ofTheReport = (action: string) => [
  `${action} aws_acm_certificate.certificate_yelb-report`,
  `${action} aws_appmesh_virtual_node.workload_yelb-report`,
  `${action} aws_appmesh_virtual_service.service_yelb-report`,
  `${action} aws_iam_policy.workload_yelb-report`,
  `${action} aws_iam_service_linked_role.mesh-role`,
  `${action} aws_ram_resource_share_accepter.share-acceptance`,
  ...outputsOf(action, 'yelb_report', []),
];

test('an account that is added gets a share, and touches no other account', async () => {
  const { workloads = {} } = withWorkloads({ 'yelb-report': report });
  const after = { ...standing, workloads, accounts: { ...standing.accounts, data } };
  const changes = await carriedOut(ground.stage('yelb', after));
  standing = after;
  expect(changes).toEqual({
    'yelb-shared': [
      'create aws_ram_principal_association.share_data',
      'create aws_ram_resource_association.share_data_authority-root',
      'create aws_ram_resource_association.share_data_mesh',
      'create aws_ram_resource_share.share_data',
      'create output.share_arn_data',
      'update output.stacks',
    ],
    data: ofTheReport('create'),
  });
});

test('an account that is retired gives up its own, and its share when it is gone', async () => {
  const accounts = { ...standing.accounts, data: { ...data, retired: true } };
  const retired = await carriedOut(ground.stage('yelb', { ...standing, accounts }));
  const { workloads = {} } = withWorkloads({ 'yelb-report': undefined });
  standing = { ...standing, accounts: yelb.accounts, workloads };
  const stage = ground.stage('yelb', standing);
  const removed = await carriedOut(stage);
  expect(retired).toEqual({ data: ofTheReport('delete') });
  // The account has left the share, which took its association along.
  expect(removed).toEqual({
    'yelb-shared': [
      'delete aws_ram_resource_association.share_data_authority-root',
      'delete aws_ram_resource_association.share_data_mesh',
      'delete aws_ram_resource_share.share_data',
      'delete output.share_arn_data',
      'update output.stacks',
    ],
  });
});

/** Changes how the networks are joined, applies that, and says what it touched. */
async function joined(connect: WrittenTopology['connect']): Promise<Readonly<Record<string, unknown>>> {
  standing = { ...standing, connect };
  const stage = ground.stage('yelb', standing);
  const changes = await carriedOut(stage);
  expect(await changing(stage)).toEqual([]);
  return changes;
}

const ofTheGateway = (action: string) => [
  `${action} aws_ec2_transit_gateway.transit-gateway`,
  `${action} aws_ram_resource_association.share_backend_transit-gateway`,
  `${action} output.transit_gateway_id`,
];
const attachment = 'aws_ec2_transit_gateway_vpc_attachment.transit-gateway-attachment';

test('routes that lead to a peering are led to a transit gateway, in one step', async () => {
  expect(await joined('transit-gateway')).toEqual({
    'yelb-shared': [...ofTheGateway('create'), `create ${attachment}`].toSorted(),
    backend: [
      `create ${attachment}`,
      'delete aws_vpc_peering_connection.peering_frontend',
      'delete output.peering_id_frontend',
      'update aws_route.to_account_frontend',
    ],
    // Its side of the peering went with the other one.
    frontend: ['update aws_route.to_account_backend'],
  });
});

test('leaving a transit gateway in one step is refused before anything is touched', async () => {
  const { options } = ground.stage('yelb', { ...standing, connect: 'peering' });
  const { ok, touched: any, problems } = await deployStacks(options);
  expect({ ok, any }).toEqual({ ok: false, any: false });
  expect(problems.map(({ sentence }) => sentence)).toEqual([
    'the transit gateway of stack "yelb-shared" cannot be deleted yet: networks of "backend" are attached to it until those stacks are applied; write connect: { with: …, leaving: transit-gateway } in the topology, deploy, then drop "leaving" and deploy again',
  ]);
});

test('a transit gateway is left in two steps: first the networks leave, then the gateway is deleted', async () => {
  expect(await joined({ with: 'peering', leaving: 'transit-gateway' })).toEqual({
    'yelb-shared': [`delete ${attachment}`],
    backend: [
      'create aws_vpc_peering_connection.peering_frontend',
      'create output.peering_id_frontend',
      `delete ${attachment}`,
      'update aws_route.to_account_frontend',
    ],
    frontend: [
      'create aws_vpc_peering_connection_accepter.peering_backend',
      'update aws_route.to_account_backend',
    ],
  });
  expect(await joined('peering')).toEqual({ 'yelb-shared': ofTheGateway('delete') });
});

test('accounts that are no longer connected lose their peering and the routes to each other', async () => {
  expect(await joined('none')).toEqual({
    backend: [
      'delete aws_route.to_account_frontend',
      'delete aws_vpc_peering_connection.peering_frontend',
      'delete output.peering_id_frontend',
    ],
    frontend: ['delete aws_route.to_account_backend'],
  });
});

test('what went through all of it leaves nothing', async () => {
  const stage = ground.stage('yelb', standing);
  expect(Object.values(await destroyed(stage))).toEqual(['destroyed', 'destroyed', 'destroyed']);
  const left = await inventoryOf(ground.aws.url, ['111111111111', '222222222222', data.id], 'us-west-2');
  expect(left.filter((thing) => !thing.startsWith('IAM role'))).toEqual([]);
});
