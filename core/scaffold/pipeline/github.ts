import type { PipelineInput, StackJob } from './jobs';
import { jobsOf, readingOf } from './jobs';
import { applyOf, INIT, INSTALL, PLAN } from './scripts';
import { actions, versions } from './versions';

const onPullRequest = "github.event_name == 'pull_request'";
const onMain = "github.event_name == 'push'";

/** The id of the job that applies a stack: letters, digits, - and _. */
const jobOf = (stack: string): string => `apply-${stack.replaceAll(/[^\w-]/g, '_')}`;

/** The workflow of GitHub Actions (GitHub Docs, "Workflow syntax for GitHub Actions"), as data. */
export function githubWorkflow(input: PipelineInput): Readonly<Record<string, unknown>> {
  const { topology, pullRequestOptions = '' } = input;
  const reading = readingOf(input);
  const jobs = jobsOf(input);
  const options =
    pullRequestOptions === '' ? '' : ` \${{ ${onPullRequest} && '${pullRequestOptions}' || '' }}`;
  return {
    name: `mesh ${topology.mesh.name}`,
    on: { pull_request: {}, push: { branches: ['main'] } },
    permissions: { contents: 'read' },
    // One run at a time; a run that applies is never cancelled.
    concurrency: { group: `mesh-\${{ github.ref }}`, 'cancel-in-progress': false },
    defaults: { run: { shell: 'bash' } },
    jobs: {
      check: {
        'runs-on': versions.runner,
        'timeout-minutes': 10,
        steps: [
          { uses: actions.checkout[0], with: { 'persist-credentials': false } },
          { uses: actions.node[0], with: { 'node-version': versions.node } },
          { run: INSTALL },
          { run: `npx meshspan check ${reading}` },
          { run: `npx meshspan synth ${reading} --out out${options}` },
          {
            uses: actions.upload[0],
            with: { name: 'stacks', path: 'out', 'if-no-files-found': 'error', 'retention-days': 7 },
          },
        ],
      },
      plan: {
        name: 'plan ${{ matrix.stack }}',
        if: onPullRequest,
        needs: ['check'],
        ...jobIn(topology.region, '${{ matrix.stack }}', '${{ matrix.role }}', PLAN),
        strategy: {
          'fail-fast': false,
          matrix: { include: jobs.map(({ stack, planRole }) => ({ stack, role: planRole })) },
        },
      },
      ...Object.fromEntries(jobs.map((job) => [jobOf(job.stack), applyJob(topology.region, job)])),
    },
  };
}

const applyJob = (region: string, { stack, kind, account, role, after }: StackJob): object => ({
  name: `apply ${stack}`,
  if: onMain,
  needs: ['check', ...after.map(jobOf)],
  environment: account,
  ...jobIn(region, stack, role, applyOf(kind)),
});

const jobIn = (region: string, stack: string, role: string, script: string): object => ({
  'runs-on': versions.runner,
  'timeout-minutes': 60,
  permissions: { contents: 'read', 'id-token': 'write' },
  steps: [
    { uses: actions.download[0], with: { name: 'stacks', path: 'out' } },
    { uses: actions.aws[0], with: { 'role-to-assume': role, 'aws-region': region } },
    {
      uses: actions.terraform[0],
      with: { terraform_version: versions.terraform, terraform_wrapper: false },
    },
    { run: `${INIT}\n${script}`, 'working-directory': `out/stacks/${stack}` },
  ],
});
