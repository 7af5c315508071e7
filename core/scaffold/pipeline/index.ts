import { stringify } from 'yaml';
import type { PipelineKind } from '../answers';
import { ROLE_PARAMETER } from '../roles';
import { githubWorkflow } from './github';
import { gitlabPipeline } from './gitlab';
import { readingOf, type PipelineInput } from './jobs';
import { actions } from './versions';

export { jobsOf, pipelineProblems, type PipelineInput } from './jobs';

interface Kind {
  /** Where the file has to be, relative to the root of the repository. */
  readonly path: string;
  readonly of: (input: PipelineInput) => Readonly<Record<string, unknown>>;
}

const kinds: Readonly<Record<PipelineKind, Kind>> = {
  github: { path: '.github/workflows/mesh.yml', of: githubWorkflow },
  gitlab: { path: '.gitlab-ci.yml', of: gitlabPipeline },
};

/** Where the file of a pipeline has to be, relative to the root of the repository. */
export const pipelinePathOf = (kind: PipelineKind): string => kinds[kind].path;

/**
 * The file of a pipeline that follows the plan: a job for each stack, which waits for those that its stack needs and signs
 * in as the role of its account. The input must have no `pipelineProblems`.
 */
export function pipelineOf(input: PipelineInput, kind: PipelineKind): string {
  const text = stringify(kinds[kind].of(input), { lineWidth: 0, aliasDuplicateObjects: false });
  return `${headerOf(input, kind)}${commented(text)}`;
}

const headerOf = (input: PipelineInput, kind: PipelineKind): string =>
  [
    `Checks, plans and applies the stacks of ${input.file}, in the order of its plan. It is written by "meshspan pipeline ${kind} ${readingOf(input)}":`,
    'write it again where an account is added or removed.',
    ...(input.pullRequestOptions === undefined
      ? [
          `A pull request is planned as the role that applies. With a parameter ${ROLE_PARAMETER} for the roles of the accounts, it is another one that reads alone.`,
        ]
      : []),
  ]
    .map((line) => `# ${line}\n`)
    .join('');

/** The version of each action beside the commit to which it is pinned. */
const commented = (text: string): string =>
  Object.values(actions).reduce(
    (all, [pin, version]) => all.replaceAll(`${pin}\n`, `${pin} # ${version}\n`),
    text,
  );
