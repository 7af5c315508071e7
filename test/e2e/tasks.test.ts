import { join } from 'node:path';
import { fieldOf } from '../../core/base/json';
import { write, type WrittenTopology } from '../../core/topology';
import yelb from '../../examples/yelb/topology';
import { inventoryOf } from '../../local/inventory';
import { changing, deployed, destroyed, newGround, type Ground, type Stage } from './ground';

// Yelb on ECS is deployed, planned again, changed and destroyed by the real Terraform.
jest.setTimeout(1_200_000);

const { http, tcp, loadBalancer } = write;

/** Yelb with what a runtime can say; the services of the owner are in its second stack. */
const onEcs = (image: string): WrittenTopology => ({
  ...yelb,
  clusters: {
    spot: {
      kind: 'ecs',
      account: 'backend',
      capacity: [{ provider: 'FARGATE' }, { provider: 'FARGATE_SPOT' }],
    },
  },
  workloads: {
    'yelb-ui': {
      account: 'frontend',
      listens: http(80),
      calls: ['yelb-appserver'],
      entry: loadBalancer(80),
      runtime: { image, replicas: { least: 2, most: 4 }, tracing: 'x-ray', writes: ['/tmp'] },
    },
    'yelb-appserver': {
      account: 'backend',
      listens: http(4567),
      calls: ['yelb-db', 'redis-server'],
      runtime: { image: 'app:1', exec: true, tracing: 'opentelemetry', cpu: 512, memory: 1024 },
    },
    'yelb-db': { account: 'backend', listens: tcp(5432), runtime: { image: 'postgres:16' } },
    'redis-server': {
      account: 'backend',
      listens: tcp(6379),
      runtime: { image: 'redis:7', architecture: 'ARM64' },
    },
  },
});

let ground: Ground;
beforeAll(async () => {
  ground = await newGround();
});
afterAll(() => ground.end());

/** What a plan of a stack would change: actions by addresses. */
async function changes({ options }: Stage, stack: string): Promise<Readonly<Record<string, unknown>>> {
  const cwd = join(options.outDir, 'stacks', stack);
  await ground.terraform(cwd, 'init', '-input=false', '-no-color');
  await ground.terraform(cwd, 'plan', '-input=false', '-out=plan', '-no-color');
  const plan: unknown = JSON.parse(await ground.terraform(cwd, 'show', '-json', 'plan'));
  const all = fieldOf(plan, 'resource_changes');
  return Object.fromEntries(
    (Array.isArray(all) ? (all as readonly unknown[]) : []).flatMap((each) => {
      const actions = fieldOf(each, 'change', 'actions');
      return JSON.stringify(actions) === '["no-op"]' || JSON.stringify(actions) === '["read"]'
        ? []
        : [[String(fieldOf(each, 'address')), actions]];
    }),
  );
}

test.each(['envoy', 'app-mesh'] as const)('Yelb runs on ECS on %s, and leaves nothing', async (dataPlane) => {
  const stage = ground.stage(dataPlane, { ...onEcs('ui:1'), dataPlane });
  const ids = Object.values(stage.topology.accounts).map(({ id }) => id);
  const left = () => inventoryOf(ground.aws.url, ids, stage.topology.region);
  const before = await left();

  await deployed(stage);
  expect(await changing(stage)).toEqual([]);
  const changed = ground.stage(dataPlane, { ...onEcs('ui:2'), dataPlane });
  expect(await changes(changed, 'frontend')).toEqual({
    'aws_ecs_service.task_workload-yelb-ui': ['update'],
    'aws_ecs_task_definition.task_workload-yelb-ui': ['delete', 'create'],
  });
  await destroyed(stage);
  expect(await left()).toEqual(before);
});
