import { quotedList } from '../../core/base/text';
import { inParallel } from '../pool';
import type { Attempt, Outcome, Problem, RunnerOptions, RunnerPlan, RunnerStack, RunResult } from './model';
import type { State } from './state';
import { openStack } from './open-stack';
import { lostStates, noteStates } from './seen';
import { isUndone } from './waves';
import { openWorkshop, type Workshop } from './workshop';

export type States = ReadonlyMap<string, State>;

/** A run that stopped before it changed anything. */
export const notTouched = (problems: readonly Problem[]): RunResult => ({
  ok: problems.length === 0,
  touched: false,
  problems,
  outcomes: [],
});

export const widthOf = ({ concurrency }: RunnerOptions): number => concurrency ?? 2;

/** Opens a workshop for the work, and cleans up after it; logs stay where a stack failed. */
export async function inWorkshop<Result>(
  options: RunnerOptions,
  refused: (problems: readonly Problem[]) => Result,
  work: (shop: Workshop) => Promise<Result>,
): Promise<Result> {
  const shop = await openWorkshop(options);
  if (!shop.ok) return refused(shop.problems);
  let failed = true;
  try {
    const result = await work(shop.value);
    failed =
      typeof result === 'object' && result !== null && 'outcomes' in result && hasFailed(result.outcomes);
    return result;
  } finally {
    shop.value.close(failed);
  }
}

const hasFailed = (outcomes: unknown): boolean =>
  Array.isArray(outcomes) && outcomes.some(({ kind }: Outcome) => kind === 'failed');

/** A sentence for each requested stack that does not exist. */
export function unknownStacks(plan: RunnerPlan, stacks: readonly string[]): readonly Problem[] {
  const known = plan.stacks.map(({ name }) => name);
  return stacks
    .filter((name) => !known.includes(name))
    .map((name) => ({ sentence: `there is no stack "${name}"; the stacks are ${quotedList(known)}` }));
}

/** The requested stacks, in deploy order. */
export function chosenOf({ plan, stacks }: RunnerOptions): Attempt<readonly RunnerStack[]> {
  if (stacks === undefined) return { ok: true, value: plan.stacks };
  const problems = unknownStacks(plan, stacks);
  return problems.length === 0
    ? { ok: true, value: plan.stacks.filter(({ name }) => stacks.includes(name)) }
    : { ok: false, problems };
}

/** Initializes folders and reads states. `spare`: which stack may be left out where its state cannot be read. */
export async function statesFor(
  shop: Workshop,
  stacks: readonly string[],
  spare: (stack: string) => boolean = () => false,
): Promise<Attempt<States>> {
  const opened = await inParallel(stacks, widthOf(shop.options), async (stack) => ({
    stack,
    state: await openStack(shop, stack),
  }));
  const problems = opened.flatMap(({ stack, state }) => (state.ok || spare(stack) ? [] : state.problems));
  if (problems.length > 0) return { ok: false, problems };
  const states = new Map(
    opened.flatMap(({ stack, state }) => (state.ok ? [[stack, state.value] as const] : [])),
  );
  const lost = lostStates(shop, states);
  if (lost.length > 0) return { ok: false, problems: lost };
  noteStates(shop, states);
  return { ok: true, value: states };
}

/** The waves, reduced to these stacks. */
export const wavesWith = (
  waves: readonly (readonly string[])[],
  stacks: ReadonlySet<string>,
): readonly (readonly string[])[] =>
  waves.map((wave) => wave.filter((stack) => stacks.has(stack))).filter((wave) => wave.length > 0);

export const isStopped = ({ interrupt }: RunnerOptions): boolean => interrupt?.stop.aborted === true;
export const stoppedEarly = notTouched([{ sentence: 'stopped; nothing was touched' }]);

export const secondsSince = (started: number): number => (performance.now() - started) / 1000;

/** The result of a run that got as far as applying or destroying. */
export const resultOf = (outcomes: readonly Outcome[]): RunResult => ({
  ok: !outcomes.some(isUndone),
  touched: true,
  problems: outcomes.flatMap((outcome) => (outcome.kind === 'failed' ? outcome.problems : [])),
  outcomes,
});
