import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { WrittenTopology } from '../../core/topology';
import yelb from '../../examples/yelb/topology';
import { inventoryOf } from '../../local/inventory';
import { deployStacks } from '../../terraform/runner';
import { changing, deployed, destroyed, held, newGround, type Ground, type Stage } from './ground';

// Yelb as it is deployed to App Mesh, then without it: by the real Terraform.
jest.setTimeout(1_200_000);

const onAppMesh: WrittenTopology = { ...yelb, acceptEnded: true };
const onEnvoy: WrittenTopology = { ...yelb, dataPlane: 'envoy' };

let ground: Ground;
beforeAll(async () => {
  ground = await newGround();
});
afterAll(() => ground.end());

interface Change {
  readonly address: string;
  readonly change: { readonly actions: readonly string[] };
}

/** What Terraform's own plan of a stack would do, as `<actions> <address>`. */
async function plannedFor({ options }: Stage, stack: string): Promise<readonly string[]> {
  const folder = join(options.outDir, 'stacks', stack);
  if (!existsSync(join(folder, '.terraform'))) await ground.terraform(folder, 'init', '-input=false');
  await ground.terraform(folder, 'plan', '-input=false', '-out=switch.tfplan');
  const plan: { readonly resource_changes?: readonly Change[] } = JSON.parse(
    await ground.terraform(folder, 'show', '-json', 'switch.tfplan'),
  );
  return (plan.resource_changes ?? [])
    .map(({ address, change }) => `${change.actions.join(' and ')} ${address}`)
    .filter((line) => !/^(?:no-op|read) /.test(line))
    .toSorted();
}

const rule = (direction: 'in' | 'e', address: string) =>
  `aws_vpc_security_group_${direction}gress_rule.workload_${address}`;

const ofTheMember = (key: string) => [
  `delete aws_appmesh_virtual_node.workload_${key}`,
  `delete aws_appmesh_virtual_service.service_${key}`,
  `update aws_iam_policy.workload_${key}`,
  `delete and create aws_ecs_task_definition.task_workload-${key}`,
  `update aws_ecs_service.task_workload-${key}`,
];

/** The load balancer stays: its listener leads to the front port of the proxy, by another target group. */
const front = 'load-balancer_workload-yelb-ui-application-internal';
const inFront = [
  `create and delete aws_lb_target_group.${front}_443`,
  `update aws_lb_listener.${front}_443`,
  ...['80', '10080'].flatMap((port) => {
    const verb = port === '80' ? 'delete' : 'create';
    return [
      `${verb} aws_vpc_security_group_egress_rule.${front}_to_yelb-ui_${port}`,
      `${verb} ${rule('in', `yelb-ui_from_load-balancer-application-internal_${port}`)}`,
    ];
  }),
];

test('Yelb leaves App Mesh in one run: certificates, networks, load balancers and names stay', async () => {
  const before = ground.stage('yelb', onAppMesh);
  const ids = Object.values(before.topology.accounts).map(({ id }) => id);
  const left = () => inventoryOf(ground.aws.url, ids, before.topology.region);
  const empty = await left();
  await deployed(before);

  const after = ground.stage('yelb', onEnvoy);
  const changes: Record<string, readonly string[]> = {};
  for (const { name } of after.plan.stacks) changes[name] = await plannedFor(after, name);
  expect(changes).toEqual({
    'yelb-shared': ['delete aws_appmesh_mesh.mesh', 'delete aws_ram_resource_association.share_backend_mesh'],
    backend: [
      ...['redis-server', 'yelb-appserver', 'yelb-db'].flatMap(ofTheMember),
      'delete aws_appmesh_route.route_yelb-appserver_yelb-appserver',
      'delete aws_appmesh_virtual_router.service_yelb-appserver',
      'delete aws_iam_service_linked_role.mesh-role',
      ...[
        rule('e', 'yelb-appserver_to_redis-server_'),
        rule('in', 'redis-server_from_yelb-appserver_'),
      ].flatMap((start) => [`delete ${start}6379`, `create ${start}26379`]),
      ...[rule('e', 'yelb-appserver_to_yelb-db_'), rule('in', 'yelb-db_from_yelb-appserver_')].flatMap(
        (start) => [`delete ${start}5432`, `create ${start}25432`],
      ),
      `delete ${rule('in', 'yelb-appserver_from_account_frontend_4567_10-192-32-0-19')}`,
      `create ${rule('in', 'yelb-appserver_from_account_frontend_24567_10-192-32-0-19')}`,
    ].toSorted(),
    frontend: [
      ...ofTheMember('yelb-ui'),
      ...inFront,
      `delete ${rule('e', 'yelb-ui_to_account_backend_4567_10-193-32-0-19')}`,
      `create ${rule('e', 'yelb-ui_to_account_backend_24567_10-193-32-0-19')}`,
    ].toSorted(),
  });

  const { ok, problems, outcomes } = await deployStacks(after.options);
  expect({ ok, problems }).toEqual({ ok: true, problems: [] });
  // What is inside of the mesh goes before the mesh does.
  expect(outcomes.map(({ kind, stack }) => `${kind} ${stack}`)).toEqual([
    'applied frontend',
    'applied backend',
    'applied yelb-shared',
  ]);
  expect(await changing(after)).toEqual([]);
  expect(JSON.stringify(await left())).not.toContain('appmesh');

  await destroyed(after);
  expect(await held(after)).toEqual({});
  expect(await left()).toEqual(empty);
});
