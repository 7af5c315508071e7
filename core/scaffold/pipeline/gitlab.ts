import type { PipelineInput, StackJob } from './jobs';
import { jobsOf, readingOf } from './jobs';
import { applyOf, INIT, INSTALL, PLAN } from './scripts';
import { versions } from './versions';

const mergeRequest = '$CI_PIPELINE_SOURCE == "merge_request_event"';
const main = '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH';

/** GitLab accepts no more needs of one job; its stages alone keep the order then (GitLab Docs, `needs`). */
const MOST_NEEDS = 50;

const jobOf = (stack: string): string => `apply ${stack}`;

/** `.gitlab-ci.yml` (GitLab Docs, "CI/CD YAML syntax reference"), as data. */
export function gitlabPipeline(input: PipelineInput): Readonly<Record<string, unknown>> {
  const { plan, topology, pullRequestOptions = '' } = input;
  const reading = readingOf(input);
  const jobs = jobsOf(input);
  return {
    workflow: { rules: [{ if: mergeRequest }, { if: main }] },
    stages: ['check', 'plan', ...plan.waves.map((_wave, at) => stageOf(at + 1))],
    check: {
      stage: 'check',
      image: versions.nodeImage,
      rules: [{ if: mergeRequest, variables: { SYNTH_OPTIONS: pullRequestOptions } }, { if: main }],
      script: [
        INSTALL,
        `npx meshspan check ${reading}`,
        `npx meshspan synth ${reading} --out out $SYNTH_OPTIONS`,
      ],
      artifacts: { paths: ['out'], expire_in: '7 days' },
    },
    '.terraform': {
      image: { name: versions.terraformImage, entrypoint: [''] },
      id_tokens: { AWS_TOKEN: { aud: 'https://gitlab.com' } },
      variables: {
        AWS_REGION: topology.region,
        AWS_ROLE_SESSION_NAME: 'gitlab-$CI_PROJECT_ID-$CI_JOB_ID',
        AWS_WEB_IDENTITY_TOKEN_FILE: '/tmp/aws-token',
      },
      before_script: [
        'printf %s "$AWS_TOKEN" >"$AWS_WEB_IDENTITY_TOKEN_FILE"',
        'cd "out/stacks/$STACK"',
        INIT,
      ],
    },
    plan: {
      extends: '.terraform',
      stage: 'plan',
      needs: ['check'],
      rules: [{ if: mergeRequest }],
      parallel: { matrix: jobs.map(({ stack, planRole }) => ({ STACK: stack, AWS_ROLE_ARN: planRole })) },
      script: [PLAN],
    },
    ...Object.fromEntries(jobs.map((job) => [jobOf(job.stack), applyJob(job)])),
  };
}

const stageOf = (wave: number): string => `wave-${wave}`;

function applyJob({ stack, kind, account, wave, role, after }: StackJob): object {
  const needs = ['check', ...after.map(jobOf)];
  return {
    extends: '.terraform',
    stage: stageOf(wave),
    ...(needs.length > MOST_NEEDS ? {} : { needs }),
    rules: [{ if: main }],
    environment: { name: account },
    // Two pipelines never apply one stack together.
    resource_group: stack,
    variables: { STACK: stack, AWS_ROLE_ARN: role },
    script: [applyOf(kind)],
  };
}
