import { write, type WrittenTopology } from '../../core/topology';
import yelb from '../../examples/yelb/topology';
import { inventoryOf } from '../../local/inventory';
import { changing, deployed, destroyed, newGround, type Ground } from './ground';
import { planJson, touchedIn } from './plan-json';

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

test.each(['envoy', 'app-mesh'] as const)('Yelb runs on ECS on %s, and leaves nothing', async (dataPlane) => {
  const stage = ground.stage(dataPlane, { ...onEcs('ui:1'), dataPlane });
  const ids = Object.values(stage.topology.accounts).map(({ id }) => id);
  const left = () => inventoryOf(ground.aws.url, ids, stage.topology.region);
  const before = await left();

  await deployed(stage);
  expect(await changing(stage)).toEqual([]);
  const changed = ground.stage(dataPlane, { ...onEcs('ui:2'), dataPlane });
  expect(touchedIn(await planJson(ground, changed, 'frontend'))).toEqual([
    'delete and create aws_ecs_task_definition.task_workload-yelb-ui',
    'update aws_ecs_service.task_workload-yelb-ui',
  ]);
  await destroyed(stage);
  expect(await left()).toEqual(before);
});
