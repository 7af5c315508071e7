import { shellWord } from '../../base/shell';
import { openParametersOf, partitionOf, readable, type Topology } from '../../topology';
import type { Plan, Stack, StackKind } from '../../planner';
import { DEPLOY_ROLE, PLAN_ROLE } from '../roles';

/** One stack, as a pipeline applies it. */
export interface StackJob {
  readonly stack: string;
  readonly kind: StackKind;
  /** Key of its account; also the environment that protects it. */
  readonly account: string;
  /** Its wave, from 1. */
  readonly wave: number;
  /** ARN of the role that applies it. */
  readonly role: string;
  /** ARN of the role that plans it on a pull request. */
  readonly planRole: string;
  /** The stacks whose jobs come first; those before them are left out. */
  readonly after: readonly string[];
}

/** What of a mesh a pipeline is made of. */
export interface PipelineInput {
  readonly topology: Topology;
  readonly plan: Plan;
  /** The plan for pull requests: the same stacks, with the role that only reads. @default the plan itself */
  readonly onPullRequest?: Plan;
  /** The topology's file, relative to the root of the repository. */
  readonly file: string;
  /** Options with which the topology was planned, such as its environment, as a shell reads them. @default none */
  readonly options?: string;
  /** Values for a pull request, as options of `synth`. @default none */
  readonly pullRequestOptions?: string;
}

/** What follows a command that reads the topology: its file, and the options with which it was planned. */
export const readingOf = ({ file, options }: PipelineInput): string =>
  [shellWord(file), options].filter((part) => part !== undefined && part !== '').join(' ');

/** The jobs in the order of the plan. */
export function jobsOf({ topology, plan, onPullRequest = plan }: PipelineInput): readonly StackJob[] {
  const waves = new Map(plan.waves.flatMap((wave, at) => wave.map((stack) => [stack, at + 1] as const)));
  const planned = new Map(onPullRequest.stacks.map((stack) => [stack.name, stack]));
  return plan.stacks.map((stack) => ({
    stack: stack.name,
    kind: stack.kind,
    account: stack.account,
    wave: waves.get(stack.name) ?? 0,
    role: roleOf(topology, stack, DEPLOY_ROLE),
    planRole: roleOf(topology, planned.get(stack.name) ?? stack, PLAN_ROLE),
    after: stack.after,
  }));
}

/** The role of the account, or of that name where the topology leaves it to the environment who signs in. */
function roleOf({ accounts, region }: Topology, { account, credentials }: Stack, usual: string): string {
  if (credentials.kind === 'role') return credentials.arn;
  return `arn:${partitionOf(region)}:iam::${accounts[account]?.id ?? ''}:role/${usual}`;
}

/** Why no pipeline can run these stacks, each as what is wrong and what to do; none where one can. */
export function pipelineProblems(input: PipelineInput): readonly string[] {
  const { topology, plan } = input;
  const problems: string[] = [];
  if (topology.state.kind === 'local')
    problems.push(
      'the states are local, and a job of a pipeline keeps no files; write state: { kind: s3, bucket: … } into the topology',
    );
  if (topology.transport === 'variables')
    problems.push(
      'values go from stack to stack as variables, which jobs do not pass on; drop transport: variables from the topology',
    );
  for (const account of new Set(
    plan.stacks.filter(({ credentials }) => credentials.kind === 'profile').map((stack) => stack.account),
  ))
    problems.push(
      `account "${account}" signs in with a profile, and a job has none; write role: ${DEPLOY_ROLE} in its place`,
    );
  const open = new Set(jobsOf(input).flatMap(({ role, planRole }) => openParametersOf(role + planRole)));
  if (open.size > 0)
    problems.push(
      `a role of a job is known only with values of ${[...open].map((name) => readable(`parameter "${name}"`)).join(', ')}; name them with --set NAME=VALUE`,
    );
  return problems;
}
