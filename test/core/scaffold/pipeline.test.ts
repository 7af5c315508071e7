import { parse } from 'yaml';
import { judge, type Deployable } from '../../../core/judge';
import type { WrittenTopology } from '../../../core/topology';
import { jobsOf, pipelineOf, pipelineProblems, type PipelineInput } from '../../../core/scaffold';

const mesh: WrittenTopology = {
  mesh: 'shop.v2',
  region: 'eu-central-1',
  owner: 'front',
  state: { kind: 's3', bucket: 'states' },
  parameters: { ROLE: { default: 'deploys' } },
  accounts: Object.fromEntries(
    ['front', 'back', 'data', 'old'].map((key, at) => [
      key,
      {
        id: String(at + 1).repeat(12),
        role: { parameter: 'ROLE' },
        network: { cidr: `10.${at}.0.0/16` },
        ...(key === 'old' ? { retired: true } : {}),
      },
    ]),
  ),
  authority: { kind: 'private-ca', commonName: 'shop root' },
  workloads: {
    ui: { account: 'front', listens: { protocol: 'http', port: 8080 }, calls: ['api'] },
    api: { account: 'back', listens: { protocol: 'http', port: 8080 }, calls: ['db'] },
    db: { account: 'data', listens: { protocol: 'tcp', port: 5432 } },
  },
};

function deployableOf(written: WrittenTopology, values: Readonly<Record<string, string>> = {}): Deployable {
  const judged = judge(
    {
      ok: true,
      value: { written, file: 'topology.yaml', positions: () => ({ line: 1, column: 1 }) },
      findings: [],
    },
    { values },
  );
  if (judged.kind !== 'judged' || judged.deployable === undefined)
    throw new Error(JSON.stringify(judged.kind === 'judged' ? judged.findings : judged));
  return judged.deployable;
}

function inputOf(more: Partial<WrittenTopology> = {}): PipelineInput {
  const written = { ...mesh, ...more };
  return {
    ...deployableOf(written),
    onPullRequest: deployableOf(written, { ROLE: 'reads' }).plan,
    pullRequestOptions: '--set ROLE=reads',
    file: 'mesh/topology.yaml',
  };
}

const input = inputOf();
const { plan } = input;

interface Job {
  readonly needs: readonly string[];
  readonly name?: string;
  readonly environment?: unknown;
  readonly [key: string]: unknown;
}

/** The jobs that apply stacks, by stack: what each needs, the environment that protects it, and its role. */
interface Applied {
  readonly needs: readonly string[];
  readonly environment: string;
  readonly role: string;
}

const readers = {
  github(text: string): {
    readonly applied: Readonly<Record<string, Applied>>;
    readonly planned: Readonly<Record<string, string>>;
  } {
    const { jobs } = parse(text) as { jobs: Readonly<Record<string, Job>> };
    const nameOf = (id: string): string => (jobs[id]?.name ?? id).replace(/^apply /, '');
    const applied = Object.entries(jobs).filter(([id]) => id.startsWith('apply-'));
    const { strategy } = jobs['plan'] as unknown as {
      strategy: { matrix: { include: { stack: string; role: string }[] } };
    };
    return {
      applied: Object.fromEntries(
        applied.map(([id, job]) => {
          const steps = job['steps'] as { with?: { 'role-to-assume'?: string } }[];
          const role = steps.flatMap((step) => step.with?.['role-to-assume'] ?? [])[0] ?? '';
          return [nameOf(id), { needs: job.needs.map(nameOf), environment: String(job.environment), role }];
        }),
      ),
      planned: Object.fromEntries(strategy.matrix.include.map(({ stack, role }) => [stack, role])),
    };
  },
  gitlab(text: string) {
    const jobs = parse(text) as Readonly<Record<string, Job>>;
    const nameOf = (id: string): string => id.replace(/^apply /, '');
    const applied = Object.entries(jobs).filter(([id]) => id.startsWith('apply '));
    const { parallel } = jobs['plan'] as unknown as {
      parallel: { matrix: { STACK: string; AWS_ROLE_ARN: string }[] };
    };
    return {
      applied: Object.fromEntries(
        applied.map(([id, job]) => {
          const { name } = job.environment as { name: string };
          const { AWS_ROLE_ARN } = job['variables'] as { AWS_ROLE_ARN: string };
          return [nameOf(id), { needs: job.needs.map(nameOf), environment: name, role: AWS_ROLE_ARN }];
        }),
      ),
      planned: Object.fromEntries(parallel.matrix.map(({ STACK, AWS_ROLE_ARN }) => [STACK, AWS_ROLE_ARN])),
    };
  },
} as const;

describe.each(['github', 'gitlab'] as const)('the pipeline of %s', (kind) => {
  const { applied, planned } = readers[kind](pipelineOf(input, kind));

  it('has a job for each stack, in the waves of the plan', () => {
    expect(Object.keys(applied).toSorted()).toEqual(plan.stacks.map(({ name }) => name).toSorted());
    // The wave of a job follows from what it needs: one more than the last of these.
    const waveOf = (stack: string): number =>
      1 + Math.max(0, ...(applied[stack]?.needs ?? []).filter((name) => name !== 'check').map(waveOf));
    const waves = plan.waves.map((wave, at) => wave.map((stack) => [stack, at + 1] as const)).flat();
    expect(waves.length).toBeGreaterThan(4);
    expect(waves.map(([stack]) => [stack, waveOf(stack)])).toEqual(waves);
  });

  it('each job waits for the check and for all that its stack needs', () => {
    const reached = (stack: string): readonly string[] =>
      (applied[stack]?.needs ?? []).flatMap((name) => (name === 'check' ? [] : [name, ...reached(name)]));
    for (const { name, needs } of plan.stacks) {
      expect(applied[name]?.needs).toContain('check');
      expect(new Set(reached(name))).toEqual(new Set(needs));
    }
  });

  it('each job signs in as the role of its account, behind the environment of that account', () => {
    for (const { name, account } of plan.stacks) {
      const id = input.topology.accounts[account]?.id;
      expect(applied[name]).toMatchObject({ environment: account, role: `arn:aws:iam::${id}:role/deploys` });
      expect(planned[name]).toBe(`arn:aws:iam::${id}:role/reads`);
    }
  });
});

it('a stage of GitLab is a wave of the plan', () => {
  const file = parse(pipelineOf(input, 'gitlab')) as Readonly<Record<string, { stage?: string }>> & {
    stages: string[];
  };
  expect(file.stages).toEqual(['check', 'plan', ...plan.waves.map((_wave, at) => `wave-${at + 1}`)]);
  for (const [at, wave] of plan.waves.entries())
    for (const stack of wave) expect(file[`apply ${stack}`]?.stage).toBe(`wave-${at + 1}`);
});

it('where GitLab refuses so many needs, the stages alone keep the order', () => {
  const members = Array.from({ length: 60 }, (_none, at) => `m${at}`);
  const many = inputOf({
    accounts: Object.fromEntries(
      ['front', ...members].map((key, at) => [
        key,
        {
          id: String(100_000_000_000 + at),
          role: { parameter: 'ROLE' },
          network: { cidr: `10.${at}.0.0/16` },
        },
      ]),
    ),
    workloads: Object.fromEntries([
      ['ui', { account: 'front', listens: { protocol: 'http', port: 8080 }, calls: members }],
      ...members.map((key) => [key, { account: key, listens: { protocol: 'http', port: 8080 } }]),
    ]) as NonNullable<WrittenTopology['workloads']>,
  });
  const file = parse(pipelineOf(many, 'gitlab')) as Readonly<Record<string, { needs?: string[] }>>;
  expect(jobsOf(many).find(({ stack }) => stack === 'front')?.after).toHaveLength(60);
  expect(file['apply front']).not.toHaveProperty('needs');
  expect(file['apply m0']?.needs).toHaveLength(2);
});

it('the ids of jobs of GitHub are letters, digits, - and _', () => {
  const { jobs } = parse(pipelineOf(input, 'github')) as { jobs: object };
  expect(Object.keys(jobs)).toContain('apply-shop_v2-shared');
  for (const id of Object.keys(jobs)) expect(id).toMatch(/^[A-Za-z_][\w-]*$/);
});

it.each(['github', 'gitlab'] as const)('a file with a space is one word of the commands of %s', (kind) => {
  const text = pipelineOf({ ...input, file: 'our mesh/topology.yaml' }, kind);
  expect(text).toContain("npx meshspan check 'our mesh/topology.yaml'");
  expect(text).toContain("npx meshspan synth 'our mesh/topology.yaml' --out out");
});

it('every action is pinned to a commit, with its version beside it', () => {
  const uses = [...pipelineOf(input, 'github').matchAll(/uses: (.*)/g)].map(([, used]) => used);
  expect(uses.length).toBeGreaterThan(10);
  for (const used of uses) expect(used).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

it('an account that signs in with the credentials of the environment has the usual roles', () => {
  const { front, ...others } = mesh.accounts;
  const ambient = deployableOf({
    ...mesh,
    accounts: { front: { ...front, role: undefined }, ...others } as WrittenTopology['accounts'],
  });
  expect(jobsOf({ ...ambient, file: 'topology.ts' }).find(({ stack }) => stack === 'front')).toMatchObject({
    role: 'arn:aws:iam::111111111111:role/meshspan-deploy',
    planRole: 'arn:aws:iam::111111111111:role/meshspan-plan',
  });
});

it.each<
  readonly [what: string, more: Partial<WrittenTopology>, problem: RegExp, fixed: Partial<WrittenTopology>]
>([
  ['local states', { state: 'local' }, /states are local.*write state: \{ kind: s3/, {}],
  ['values as variables', { transport: 'variables' }, /drop transport: variables/, { transport: 'outputs' }],
  [
    'a profile',
    {
      accounts: {
        ...mesh.accounts,
        back: { id: '222222222222', profile: 'back', network: { cidr: '10.1.0.0/16' } },
      },
    },
    /account "back" signs in with a profile.*write role: meshspan-deploy/,
    {
      accounts: {
        ...mesh.accounts,
        back: { id: '222222222222', role: 'meshspan-deploy', network: { cidr: '10.1.0.0/16' } },
      },
    },
  ],
  [
    'a role that is not known',
    { parameters: { ROLE: {} } },
    /only with values of parameter "ROLE"; name them with --set/,
    { parameters: { ROLE: { default: 'deploys' } } },
  ],
])('no pipeline runs stacks with %s, and the remedy helps', (_what, more, problem, fixed) => {
  const problems = pipelineProblems({ ...deployableOf({ ...mesh, ...more }), file: 'topology.ts' });
  expect(problems).toEqual([expect.stringMatching(problem)]);
  expect(pipelineProblems({ ...deployableOf({ ...mesh, ...fixed }), file: 'topology.ts' })).toEqual([]);
});

it.each(['github', 'gitlab'] as const)(
  '%s applies what is inside of clusters as "meshspan deploy" does',
  (kind) => {
    const onEks = inputOf({
      clusters: { pods: { kind: 'eks', account: 'back' } },
      workloads: {
        ...mesh.workloads,
        api: {
          account: 'back',
          listens: { protocol: 'http', port: 8080 },
          calls: ['db'],
          runtime: { image: 'i', cluster: 'pods' },
        },
      },
    });
    const applies = pipelineOf(onEks, kind).match(/terraform apply .*/g) ?? [];
    expect(jobsOf(onEks).filter((job) => job.kind === 'kubernetes')).toHaveLength(1);
    expect(applies.filter((line) => line.includes('-parallelism=50'))).toHaveLength(1);
    expect(applies).toHaveLength(jobsOf(onEks).length);
  },
);
