import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { localClient } from '../../local/client';
import { meshspan } from '../cli/world';
import { newGround, type Ground } from './ground';

// The scripts of both pipelines that `init` writes, job by job, with the real Terraform and states in a bucket.
jest.setTimeout(900_000);

const region = 'us-west-2';
const bucket = 'pipelines-states';

let ground: Ground;
beforeAll(async () => {
  ground = await newGround();
  const owner = await localClient(ground.aws.url, '111111111111', region);
  await owner.ask({
    service: 's3',
    method: 'PUT',
    path: `/${bucket}`,
    body: `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`,
  });
});
afterAll(() => ground.end());

/** A job that is run: the script, where, and with which variables. */
interface Run {
  readonly script: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

interface Runs {
  /** On a pull request, in any order. */
  readonly plans: readonly Run[];
  /** On the main branch, in the order of the file, which is that of the plan. */
  readonly applies: readonly Run[];
}

interface Steps {
  readonly steps: readonly { readonly run?: string; readonly 'working-directory'?: string }[];
}

interface GitlabJob {
  readonly before_script: readonly string[];
  readonly script: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly parallel?: { readonly matrix: readonly Readonly<Record<string, string>>[] };
}

const readers: Readonly<Record<'github' | 'gitlab', (text: string) => Runs>> = {
  github(text) {
    const { jobs } = parse(text) as {
      jobs: Readonly<Record<string, Steps>> & {
        plan: Steps & { strategy: { matrix: { include: readonly { stack: string }[] } } };
      };
    };
    const runOf = ({ steps }: Steps, stack = ''): Run => {
      const step = steps.find(({ run }) => run !== undefined);
      const cwd = String(step?.['working-directory']).replace('${{ matrix.stack }}', stack);
      return { script: String(step?.run), cwd, env: {} };
    };
    return {
      plans: jobs.plan.strategy.matrix.include.map(({ stack }) => runOf(jobs.plan, stack)),
      applies: Object.entries(jobs).flatMap(([id, job]) => (id.startsWith('apply-') ? [runOf(job)] : [])),
    };
  },
  gitlab(text) {
    const jobs = parse(text) as Readonly<Record<string, GitlabJob>>;
    const before = jobs['.terraform']?.before_script ?? [];
    const runOf = (script: readonly string[], variables: Readonly<Record<string, string>> = {}): Run => ({
      script: [...before, ...script].join('\n'),
      cwd: '.',
      // Who signs in is the local AWS's matter: a token of GitLab is nothing to it.
      env: { STACK: variables['STACK'] ?? '', AWS_TOKEN: 'a', AWS_WEB_IDENTITY_TOKEN_FILE: 'token' },
    });
    return {
      plans: (jobs['plan']?.parallel?.matrix ?? []).map((variables) =>
        runOf(jobs['plan']?.script ?? [], variables),
      ),
      applies: Object.entries(jobs).flatMap(([id, job]) =>
        id.startsWith('apply ') ? [runOf(job.script, job.variables)] : [],
      ),
    };
  },
};

/** The shells of the runners: bash on GitHub's, and any POSIX shell in GitLab's image of Terraform. */
const shells = { github: ['bash', '-eo', 'pipefail', '-c'], gitlab: ['sh', '-e', '-c'] } as const;

describe.each(['github', 'gitlab'] as const)('the pipeline of %s', (kind) => {
  let folder = '';
  let runs: Runs;
  beforeAll(async () => {
    folder = join(ground.folder, kind);
    mkdirSync(folder);
    const words = ['--yes', '--mesh', kind, '--runs', 'none', '--region', region, '--bucket', bucket];
    await meshspan(folder, ['init', ...words, '--pipeline', kind]);
    const file = kind === 'github' ? '.github/workflows/mesh.yml' : '.gitlab-ci.yml';
    runs = readers[kind](readFileSync(join(folder, file), 'utf8'));
  });

  /** What a job prints; where it fails, that is thrown. The local AWS is in this process, which must not wait. */
  const said = ({ script, cwd, env }: Run): Promise<string> =>
    new Promise((done, failed) => {
      const [shell, ...words] = shells[kind];
      const job = spawn(shell, [...words, script], {
        cwd: join(folder, cwd),
        env: {
          PATH: process.env['PATH'],
          HOME: process.env['HOME'],
          CHECKPOINT_DISABLE: '1',
          TF_CLI_CONFIG_FILE: ground.cliConfig,
          ...ground.aws.environment,
          ...env,
        },
      });
      const texts: string[] = [];
      for (const stream of [job.stdout, job.stderr]) stream.on('data', (text) => texts.push(String(text)));
      job.once('close', (code) => (code === 0 ? done(texts.join('')) : failed(new Error(texts.join('')))));
    });
  async function inTurn(all: readonly Run[]): Promise<readonly string[]> {
    const texts: string[] = [];
    for (const run of all) texts.push(await said(run));
    return texts;
  }
  const synth = (...words: readonly string[]) => meshspan(folder, ['synth', '--out', 'out', ...words]);

  test('the first pull request plans the first stack, and says of the others that they come later', async () => {
    await synth('--set', 'ROLE=meshspan-plan');
    const [first, ...others] = await inTurn(runs.plans);
    expect(first).toMatch(/Plan: \d+ to add, 0 to change, 0 to destroy/);
    expect(others).toHaveLength(2);
    for (const text of others) expect(text).toContain('reads values of stacks that are not applied yet');
  });

  test('the main branch applies every stack, in the order of the file', async () => {
    await synth();
    expect(runs.applies).toHaveLength(3);
    for (const text of await inTurn(runs.applies))
      expect(text).toMatch(/Apply complete! Resources: [1-9]\d* added/);
  });

  test('the next pull request has nothing to change', async () => {
    await synth('--set', 'ROLE=meshspan-plan');
    for (const text of await inTurn(runs.plans)) expect(text).toContain('No changes.');
  });

  test('a mistake of a pull request fails its plan', async () => {
    const [run] = runs.plans;
    if (run === undefined) throw new Error('no plan');
    const wrong = { ...run, script: run.script.replace('terraform plan', 'terraform plan -target=a..b') };
    await expect(said(wrong)).rejects.toThrow(/Invalid target/);
  });
});
