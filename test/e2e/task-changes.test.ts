import type { WrittenTopology } from '../../core/topology';
import { write } from '../../core/topology';
import { inventoryOf } from '../../local/inventory';
import { exampleOn } from '../cases/examples';
import { deployed, destroyed, newGround, type Ground, type Stage } from './ground';
import { planJson, touchedIn } from './plan-json';

// One Yelb on Envoy, planned again by the real Terraform for every change.
jest.setTimeout(1_200_000);

type Workload = NonNullable<WrittenTopology['workloads']>[string];

const yelb = exampleOn('yelb', 'envoy');
let ground: Ground;
beforeAll(async () => {
  ground = await newGround();
  await deployed(ground.stage('yelb', yelb));
});
afterAll(() => ground.end());

function workload(key: string): Workload {
  const found = yelb.workloads?.[key];
  if (found === undefined) throw new Error(`no workload "${key}"`);
  return found;
}

/** Yelb in which some workloads are others. */
const withWorkloads = (workloads: Readonly<Record<string, Workload>>): Stage =>
  ground.stage('yelb', { ...yelb, workloads: { ...yelb.workloads, ...workloads } });

/** Yelb in which the task of one workload is another one. */
const withRuntime = (key: string, more: object): Stage => {
  const { runtime, ...rest } = workload(key);
  return withWorkloads({
    [key]: { ...rest, runtime: { ...runtime, ...more } as NonNullable<Workload['runtime']> },
  });
};

/** What the plans of all stacks would do. */
async function touched(stage: Stage): Promise<Readonly<Record<string, readonly string[]>>> {
  const all: (readonly [string, readonly string[]])[] = [];
  for (const { name } of stage.plan.stacks) all.push([name, touchedIn(await planJson(ground, stage, name))]);
  return Object.fromEntries(all.filter(([, lines]) => lines.length > 0));
}

/** A new revision of a task, and its service, which moves to it. */
const revised = (key: string): readonly string[] => [
  `delete and create aws_ecs_task_definition.task_workload-${key}`,
  `update aws_ecs_service.task_workload-${key}`,
];

test.each([
  ['image', 'frontend', 'yelb-ui', { image: 'mreferre/yelb-ui:0.11' }],
  ['size', 'backend', 'yelb-appserver', { cpu: 1024, memory: 2048 }],
  ['environment', 'backend', 'redis-server', { environment: { LEVEL: 'debug' } }],
] as const)(
  'another %s touches the task definition and the service, and nothing else',
  async (_, stack, key, more) => {
    expect(await touched(withRuntime(key, more))).toEqual({ [stack]: revised(key) });
  },
);

describe('an added workload', () => {
  const { tcp } = write;
  const added = (): Stage =>
    withWorkloads({
      'yelb-report': {
        account: 'backend',
        listens: tcp(9000),
        calls: ['yelb-db'],
        runtime: { image: 'report:1' },
      },
      'yelb-appserver': {
        ...workload('yelb-appserver'),
        calls: ['yelb-db', 'redis-server', 'yelb-report'],
      },
    });
  const isOwn = (line: string): boolean => /yelb[-_]report/.test(line);
  /** Whoever calls it gets a cluster for it, and whom it calls permits one more caller. */
  const peers = [...revised('yelb-appserver'), ...revised('yelb-db')].toSorted();

  test('touches its own things and the tasks of those that it calls or that call it', async () => {
    const stage = added();
    const all = await touched(stage);
    expect(Object.keys(all)).toEqual(['backend']);
    const lines = all['backend'] ?? [];
    expect(lines.filter((line) => !isOwn(line))).toEqual(peers);
    const own = lines.filter(isOwn);
    expect(own.filter((line) => !line.startsWith('create '))).toEqual([]);
    expect(own).toEqual(
      expect.arrayContaining([
        'create aws_acm_certificate.certificate_yelb-report',
        'create aws_ecs_service.task_workload-yelb-report',
        'create aws_iam_role.task_workload-yelb-report_task',
        'create aws_security_group.workload_yelb-report',
      ]),
    );
    await deployed(stage);
    expect(await touched(stage)).toEqual({});
  });

  test('leaves as it came', async () => {
    const stage = ground.stage('yelb', yelb);
    const { backend = [], ...others } = await touched(stage);
    expect(others).toEqual({});
    expect(backend.filter((line) => !isOwn(line))).toEqual(peers);
    expect(backend.filter(isOwn).filter((line) => !line.startsWith('delete '))).toEqual([]);
    await deployed(stage);
    expect(await touched(stage)).toEqual({});
  });

  test('and with the rest of Yelb leaves nothing', async () => {
    const stage = ground.stage('yelb', yelb);
    await destroyed(stage);
    const ids = Object.values(stage.topology.accounts).map(({ id }) => id);
    const left = await inventoryOf(ground.aws.url, ids, stage.topology.region);
    // The role of App Mesh and the like, which AWS creates for the account.
    expect(left.filter((thing) => !thing.startsWith('IAM role'))).toEqual([]);
  });
});
