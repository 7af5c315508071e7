import { relative, resolve, sep } from 'node:path';
import { shellWord } from '../core/base/shell';
import { jsonText } from '../core/report';
import { defined } from '../core/base/properties';
import { pipelineOf, pipelinePathOf, pipelineProblems, PLAN_ROLE, ROLE_PARAMETER } from '../core/scaffold';
import type { PipelineInput, PipelineKind } from '../core/scaffold';
import type { Deployable } from '../core/judge';
import { ExitCode } from './io';
import { planFor } from './plan';
import { reporting } from './reporting';
import { judgeFor, type Session } from './session';
import { topologyFileOf } from './topology-file';

/** What `pipeline` prints. */
interface Printed {
  readonly kind: PipelineKind;
  readonly path: string;
  readonly text: string;
}

const reports = {
  text: ({ text }: Printed): string => text,
  json: (printed: Printed): string => jsonText({ version: 1, ...printed }),
};

/** `meshspan pipeline` */
export const pipeline = reporting(reports, async (session, report) => {
  const { io, pipeline: kind = 'github' } = session;
  const planned = await planFor(session);
  if (typeof planned === 'number') return planned;
  const input = await pipelineInput(session, planned.deployable);
  const problems = pipelineProblems(input);
  for (const problem of problems) io.err(`meshspan: no pipeline can run these stacks: ${problem}\n`);
  if (problems.length > 0) return ExitCode.Findings;
  io.out(report({ kind, path: pipelinePathOf(kind), text: pipelineOf(input, kind) }));
  return ExitCode.Ok;
});

/** What the pipeline is made of: this plan, and that of pull requests where the topology leaves the role to a parameter. */
export async function pipelineInput(
  session: Session,
  { topology, plan }: Deployable,
): Promise<PipelineInput> {
  const { io } = session;
  const file = resolve(io.cwd, topologyFileOf(session.file, io) ?? '');
  const named = relative(io.cwd, file).split(sep).join('/');
  const own = { topology, plan, file: named, options: optionsOf(session) };
  if (!Object.hasOwn(topology.parameters, ROLE_PARAMETER)) return own;
  const values = { ...session.values, [ROLE_PARAMETER]: PLAN_ROLE };
  const judged = await judgeFor({ ...session, values });
  const onPullRequest = judged?.kind === 'judged' ? judged.deployable?.plan : undefined;
  return {
    ...own,
    pullRequestOptions: `--set ${ROLE_PARAMETER}=${PLAN_ROLE}`,
    ...defined({ onPullRequest }),
  };
}

/** What was said about the topology, for the jobs to say it again. */
function optionsOf({ environment, dataPlane, valueFiles, values, env }: Session): string {
  const words = [
    ...(environment === undefined ? [] : ['--environment', environment]),
    ...(dataPlane === undefined ? [] : ['--data-plane', dataPlane]),
    ...valueFiles.flatMap((file) => ['--values', file]),
    ...Object.entries(values).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
    ...(env ? ['--env'] : []),
  ];
  return words.map(shellWord).join(' ');
}
