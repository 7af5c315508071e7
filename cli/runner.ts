import { join, resolve } from 'node:path';
import { defined } from '../core/base/properties';
import { changedClusters, dataPlanes, skippedSteps } from '../core/dataplane';
import type { Deployable } from '../core/judge';
import type { Attempt, RunEvent, RunnerOptions, RunResult } from '../terraform/runner';
import { terraformVersion } from '../terraform/version';
import { ExitCode, type Io } from './io';
import { interruptOf } from './interrupt';
import { targetOf, type Target } from './local/target';
import { meantJson, meantText } from './meant';
import { planFor } from './plan';
import { streamsJson } from './reporting';
import { eventText, previewsText, problemsText } from './runner-text';
import type { Session } from './session';
import { statesFolderFor } from './synth';
import { topologyFileOf } from './topology-file';

/** Progress of a stack is printed at most this often. */
const quietMs = 3000;

/** Reports events as they come: as lines of JSON on stdout, or for people on stderr. */
export function eventReporter(session: Session): (event: RunEvent) => void {
  const { io } = session;
  if (streamsJson(session)) return (event) => io.out(`${JSON.stringify(event)}\n`);
  const last = new Map<string, number>();
  return (event) => {
    const stack = 'stack' in event ? event.stack : undefined;
    const now = performance.now();
    if (
      event.event === 'progress' &&
      now - (last.get(event.stack) ?? now) < quietMs &&
      event.done < event.total
    ) {
      if (!last.has(event.stack)) last.set(event.stack, now);
      return;
    }
    if (stack !== undefined) last.set(stack, now);
    io.err(`  ${eventText(event)}\n`);
  };
}

/** Whether a deployment can start: Terraform is installed, and there is a terminal or `--yes`. The exit code where it cannot. */
async function readyFor({ io, yes, command }: Session): Promise<ExitCode | undefined> {
  if (!yes && io.ask === undefined) {
    io.err(`meshspan: "${command}" needs confirmation, but there is no terminal; add --yes\n`);
    return ExitCode.Misuse;
  }
  return terraformReady(io);
}

export async function terraformReady(io: Io): Promise<ExitCode | undefined> {
  const terraform = await terraformVersion({ from: io.env });
  if (terraform.ok) return undefined;
  io.err(`meshspan: ${terraform.problem}\n`);
  return ExitCode.Misuse;
}

/** Everything that a deploy or destroy needs before anything is written; an exit code where something is wrong. */
export async function readyTarget(session: Session): Promise<Target | ExitCode> {
  const notReady = await readyFor(session);
  if (notReady !== undefined) return notReady;
  const planned = await planFor(session);
  if (typeof planned === 'number') return planned;
  const { unknownStacks } = await import('../terraform/runner');
  const unknown = unknownStacks(planned.deployable.plan, session.stacks);
  for (const { sentence } of unknown) session.io.err(`meshspan: ${sentence}\n`);
  if (unknown.length > 0) return ExitCode.Misuse;
  const target = await targetOf(session, planned.deployable);
  if (typeof target === 'number') return target;
  announce(session, target);
  return target;
}

/** Prints, first of all, which AWS the run uses. */
function announce(session: Session, { meant, deployable }: Target): void {
  if (streamsJson(session)) session.io.out(`${JSON.stringify(meantJson(meant, deployable))}\n`);
  else session.io.err(meantText(meant, deployable));
}

function topologyPathOf({ io, file }: Session): string | undefined {
  const found = topologyFileOf(file, io);
  return found === undefined ? undefined : resolve(io.cwd, found);
}

/** Calls the runner with its options for this session; the runner handles Ctrl-C meanwhile. */
export async function withRunner<Result>(
  { session, deployable, meant, environment, mirrors }: Target,
  work: (options: RunnerOptions) => Promise<Result>,
): Promise<Result> {
  const { io, out, stacks, yes, command, style } = session;
  const { interrupt, release } = interruptOf(io);
  const { newMemory } = await import('../terraform/runner');
  try {
    return await work({
      outDir: resolve(io.cwd, out),
      mirrors,
      workFolder: resolve(io.cwd, '.meshspan'),
      plan: deployable.plan,
      ...explaining(deployable),
      ...(stacks.length === 0 ? {} : { stacks }),
      environment,
      seen: join(statesFolderFor(session), 'seen.json'),
      aws: meant.kind,
      ...defined({ topology: topologyPathOf(session) }),
      onEvent: eventReporter(session),
      memory: newMemory(),
      interrupt,
      confirm: async (previews) => {
        if (!streamsJson(session)) io.err(`\n${previewsText(previews, style.err)}\n`);
        if (yes) return true;
        return (await io.ask?.(`${capital(command)}? Type "yes" to continue: `))?.trim() === 'yes';
      },
    });
  } finally {
    release();
  }
}

const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

/**
 * What a deploy has of the topology and its data plane: explanations of AWS's messages, lookups by name, changes that AWS
 * refuses or that would interrupt a cluster, and steps of a rotation that may not be skipped; and of all data planes, since any
 * may have been deployed before, what is deleted last.
 */
export function explaining({
  topology,
  plan,
  lowered,
}: Deployable): Pick<RunnerOptions, 'explanations' | 'lookups' | 'refusedChanges' | 'containers'> {
  const { explanations, lookups, refusedChanges: ofPlane } = dataPlanes[topology.dataPlane] ?? {};
  const containers = Object.values(dataPlanes).flatMap((plane) => plane.containers ?? []);
  const skipped = skippedSteps(
    { topology, lowered },
    plan.stacks.find(({ kind }) => kind === 'shared')?.name,
  );
  const changed = changedClusters(topology);
  const refusedChanges: RunnerOptions['refusedChanges'] = (change) => [
    ...(ofPlane?.(change) ?? []),
    ...changed(change),
    ...skipped(change),
  ];
  return defined({ explanations, lookups, refusedChanges, containers });
}

/** After an interrupt the states are still read, for a report of what they hold. */
export function uninterrupted(options: RunnerOptions): RunnerOptions {
  const { interrupt: _, ...rest } = options;
  return rest;
}

/** Reports what went wrong in a run, and how to continue a run that may have changed something. */
export function reportProblems(session: Session, result: RunResult): void {
  const { io, style, command } = session;
  if (streamsJson(session)) {
    for (const problem of result.problems) io.out(`${JSON.stringify({ event: 'problem', problem })}\n`);
    return;
  }
  io.err(problemsText(result.problems, style.err));
  for (const outcome of result.outcomes) {
    if (outcome.kind === 'failed' && outcome.log !== undefined)
      io.err(`  complete Terraform log: ${outcome.log}\n`);
  }
  if (result.touched && !result.ok && command !== 'local')
    io.err(`the states are kept; run the same command again, with the same options, to continue\n`);
  if (!result.touched && !result.problems.some(({ sentence }) => sentence.includes(untouched)))
    io.err(`${untouched}\n`);
}

const untouched = 'nothing was touched';

/** The end of a run that was refused before it touched anything. */
export function refusedRun(session: Session, problems: RunResult['problems']): ExitCode {
  reportProblems(session, { ok: false, touched: false, problems, outcomes: [] });
  if (streamsJson(session))
    session.io.out(`${JSON.stringify({ event: 'end', ok: false, touched: false })}\n`);
  return ExitCode.Findings;
}

/** Reports states that could not be read after a run. */
export const reportUnread = (session: Session, read: Attempt<unknown>): void => {
  if (!read.ok) reportProblems(session, { ok: true, touched: true, problems: read.problems, outcomes: [] });
};
