import { write, type RotationStep, type WrittenTopology } from '../../core/topology';
import { inventoryOf } from '../../local/inventory';
import { deployStacks } from '../../terraform/runner';
import { changing, deployed, destroyed, newGround, type Ground, type Stage } from './ground';
import { folderOf, planFile, planJson, touchedIn } from './plan-json';

// An authority is replaced in two accounts, by the real Terraform, step by step.
jest.setTimeout(1_200_000);

const { Authority, http } = write;
const root = Authority.privateCa({ commonName: 'old root' });
const next = Authority.privateCa({ commonName: 'new root' });
const rotation = (step: RotationStep) => ({
  authorities: { root, next },
  rotation: { from: 'root', to: 'next', step },
});

/** What is deployed before, in and after the rotation. */
const STAGES = {
  before: { authorities: { root } },
  trust: rotation('trust'),
  issue: rotation('issue'),
  finish: rotation('finish'),
  after: { authorities: { next } },
} satisfies Readonly<Record<string, Pick<WrittenTopology, 'authorities' | 'rotation'>>>;
type StageName = keyof typeof STAGES;

const accounts = {
  front: { id: '111111111111', role: 'deploy', network: { cidr: '10.0.0.0/16' } },
  back: { id: '222222222222', role: 'deploy', network: { cidr: '10.1.0.0/16' } },
};

const meshes: Readonly<Record<'envoy' | 'app-mesh', WrittenTopology>> = {
  // The callee runs on ECS.
  envoy: {
    mesh: 'turn',
    region: 'us-west-2',
    owner: 'front',
    dataPlane: 'envoy',
    removalProtection: false,
    accounts,
    workloads: {
      ui: { account: 'front', listens: http(80), calls: ['app'] },
      app: { account: 'back', listens: http(8080), runtime: { image: 'example/app:1' } },
    },
  },
  'app-mesh': {
    mesh: 'turn',
    region: 'us-west-2',
    owner: 'front',
    dataPlane: 'app-mesh',
    acceptEnded: true,
    removalProtection: false,
    connect: 'none',
    accounts: { front: { id: '111111111111', role: 'deploy' }, back: { id: '222222222222', role: 'deploy' } },
    workloads: {
      ui: {
        account: 'front',
        listens: http(80),
        calls: ['app'],
        discovery: { kind: 'dns', hostname: 'ui.example.com' },
      },
      app: { account: 'back', listens: http(8080), discovery: { kind: 'dns', hostname: 'app.example.com' } },
    },
  },
};

const authority = (action: string, key: string): readonly string[] =>
  ['certificate', 'certificate_authority', 'certificate_authority_certificate', 'permission'].map(
    (what) => `turn-shared: ${action} aws_acmpca_${what}.authority_${key}`,
  );
const share = (action: string, key: string): string =>
  `turn-shared: ${action} aws_ram_resource_association.share_back_authority-${key}`;
const policies = (...of: readonly (readonly [stack: string, key: string])[]): readonly string[] =>
  of.map(([stack, key]) => `${stack}: update aws_iam_policy.workload_${key}`);
const service = 'back: update aws_ecs_service.task_workload-app';
const task = ['back: delete and create aws_ecs_task_definition.task_workload-app', service];
const certificate = (stack: string, key: string): string =>
  `${stack}: create and delete aws_acm_certificate.certificate_${key}`;
const node = (stack: string, key: string): string =>
  `${stack}: update aws_appmesh_virtual_node.workload_${key}`;

/** All that each deploy does, but for outputs: certificates are created before the old ones go, and nothing else is replaced. */
const CHANGES: Readonly<
  Record<keyof typeof meshes, Readonly<Record<Exclude<StageName, 'before'>, readonly string[]>>>
> = {
  envoy: {
    trust: [
      ...authority('create', 'next'),
      share('create', 'next'),
      ...task,
      ...policies(['back', 'app'], ['front', 'ui']),
    ],
    issue: [
      certificate('back', 'app'),
      ...task,
      ...policies(['back', 'app']),
      certificate('front', 'ui'),
      ...policies(['front', 'ui']),
    ],
    finish: [...task, ...policies(['back', 'app'], ['front', 'ui'])],
    after: [...authority('delete', 'root'), share('delete', 'root'), service],
  },
  'app-mesh': {
    trust: [...authority('create', 'next'), node('front', 'ui'), ...policies(['front', 'ui'])],
    issue: [
      share('create', 'next'),
      certificate('back', 'app'),
      node('back', 'app'),
      ...policies(['back', 'app']),
      certificate('front', 'ui'),
      node('front', 'ui'),
      ...policies(['front', 'ui']),
    ],
    finish: [node('front', 'ui'), ...policies(['front', 'ui'])],
    after: [...authority('delete', 'root'), share('delete', 'root')],
  },
};

/** A deploy that leaves a step out after each of them, and what it is told. */
const SKIPS: Partial<Readonly<Record<StageName, { readonly to: StageName; readonly says: string }>>> = {
  trust: { to: 'finish', says: 'step: issue }' },
  issue: { to: 'after', says: 'step: finish }' },
  finish: { to: 'trust', says: 'step: issue }' },
};

describe.each(['envoy', 'app-mesh'] as const)('on %s', (plane) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await newGround();
    await deployed(at('before'));
  });
  afterAll(() => ground.end());

  const at = (stage: StageName): Stage => ground.stage('turn', { ...meshes[plane], ...STAGES[stage] });

  /** What Terraform does, stack by stack. */
  async function carriedOut(stage: Stage): Promise<readonly string[]> {
    const all: string[] = [];
    for (const { name } of stage.plan.stacks) {
      const lines = touchedIn(await planJson(ground, stage, name));
      if (lines.length === 0) continue;
      all.push(...lines.map((line) => `${name}: ${line}`));
      await ground.terraform(folderOf(stage, name), 'apply', '-input=false', planFile);
    }
    return all.filter((line) => !line.includes(' output.'));
  }

  async function refusals(stage: StageName): Promise<readonly string[]> {
    const { ok, problems } = await deployStacks(at(stage).options);
    return ok ? [] : problems.map(({ sentence }) => sentence);
  }

  test('a step is not skipped: nothing is touched', async () => {
    expect((await refusals('issue')).join('\n')).toContain('step: trust }');
    expect((await refusals('after')).join('\n')).toContain('step: trust }');
    expect(await changing(at('before'))).toEqual([]);
  });

  test.each(['trust', 'issue', 'finish', 'after'] as const)('%s', async (stage) => {
    expect(await carriedOut(at(stage))).toEqual(CHANGES[plane][stage]);
    expect(await changing(at(stage))).toEqual([]);
    const { to = stage, says = '' } = SKIPS[stage] ?? {};
    expect((await refusals(to)).join('\n')).toContain(says);
  });

  test('all of it can be removed', async () => {
    await destroyed(at('after'));
    const left = await inventoryOf(ground.aws.url, ['111111111111', '222222222222'], 'us-west-2');
    expect(left).toEqual([]);
  });
});
