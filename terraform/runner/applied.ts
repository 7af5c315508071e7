import { oneAtATime } from '../pool';
import { applyAtOnce, applyPlan, logOf, unfinishedOf, type Applied } from './apply';
import { noteAws } from './aws-of-states';
import { isStopped, secondsSince, wavesWith } from './common';
import { noCounts } from './model';
import type { Attempt, Outcome, Planned, Preview, RunnerStack, RunResult } from './model';
import { planStack } from './plan-stack';
import { inWaves, isUndone } from './waves';
import type { Workshop } from './workshop';

/** The preview of a stack that was shown, and the plan behind it. */
export interface Shown {
  readonly preview: Preview;
  readonly planned?: Planned;
}

export const previewOf = (stack: string, { counts, changes, destroys }: Planned): Preview => ({
  kind: 'planned',
  stack,
  counts,
  changes,
  ...(destroys.length === 0 ? {} : { destroys }),
});

/**
 * Applies stacks in the order of the plan.
 * @param first stacks that are applied before all others, and once more in their turn where something is left to do
 */
export async function applied(
  shop: Workshop,
  chosen: readonly RunnerStack[],
  first: ReadonlySet<string>,
  shown: ReadonlyMap<string, Shown>,
): Promise<readonly Outcome[]> {
  noteAws(shop, chosen);
  const { plan } = shop.options;
  const names = new Set(chosen.map(({ name }) => name));
  if (first.size === 0) return appliedIn(shop, chosen, wavesWith(plan.waves, names), shown);
  const early = await appliedIn(shop, chosen, wavesWith(plan.removal, first), shown);
  const undone = early.filter(isUndone);
  if (undone.length > 0) {
    const because = undone.map(whyUndone).join('; ');
    const skipped = [...names].filter((stack) => !first.has(stack));
    return [...early, ...skipped.map((stack): Outcome => ({ kind: 'skipped', stack, because }))];
  }
  const later = new Map([...shown].filter(([stack]) => !first.has(stack)));
  const rest = await appliedIn(shop, chosen, wavesWith(plan.waves, names), later);
  return [...early, ...rest.filter(({ kind, stack }) => kind !== 'unchanged' || !first.has(stack))];
}

const whyUndone = ({ stack, kind }: Outcome): string =>
  `needs "${stack}" (${kind === 'failed' ? 'failed' : 'not started'})`;

function appliedIn(
  shop: Workshop,
  chosen: readonly RunnerStack[],
  waves: readonly (readonly string[])[],
  shown: ReadonlyMap<string, Shown>,
): Promise<readonly Outcome[]> {
  const { concurrency, confirm } = shop.options;
  const needsOf = (name: string): readonly string[] =>
    chosen.find((stack) => stack.name === name)?.needs ?? [];
  const asking = oneAtATime();

  const work = async (stack: string, before: readonly Outcome[]): Promise<Outcome> => {
    const started = performance.now();
    const failed = (problems: RunResult['problems']): Outcome & { readonly kind: 'failed' } => ({
      kind: 'failed',
      stack,
      problems,
      counts: noCounts,
      seconds: secondsSince(started),
    });
    const ended = ({ counts, ...result }: Applied): Outcome =>
      result.ok
        ? { kind: 'applied', stack, counts, seconds: secondsSince(started) }
        : { ...failed(result.problems), counts, ...unfinishedOf(result), log: logOf(shop, stack) };
    if (shop.options.sandbox === true) return ended(await applyAtOnce(shop, stack, 'apply'));
    const first = shown.get(stack);
    const moved = before.some((one) => one.kind === 'applied' && needsOf(stack).includes(one.stack));
    const made: Attempt<Planned> =
      first?.planned === undefined || moved
        ? await planStack(shop, stack)
        : { ok: true, value: first.planned };
    if (!made.ok) return failed(made.problems);
    const { counts, changes } = made.value;
    if (!changes) return { kind: 'unchanged', stack, seconds: secondsSince(started) };
    const preview = previewOf(stack, made.value);
    if (made.value !== first?.planned) shop.report({ event: 'preview', preview });
    if (counts.destroy > (first?.planned?.counts.destroy ?? 0)) {
      if ((await asking(async () => confirm?.([preview]))) === false)
        return {
          kind: 'skipped',
          stack,
          because: 'it would destroy more than was shown before, and that was not confirmed',
        };
    }
    return ended(await applyPlan(shop, stack, made.value));
  };

  return inWaves(
    waves,
    concurrency ?? 2,
    (stack, outcomes) => {
      const undone = outcomes.filter((one) => isUndone(one) && needsOf(stack).includes(one.stack));
      if (undone.length === 0) return isStopped(shop.options) ? 'the run was stopped' : undefined;
      return undone.map(whyUndone).join('; ');
    },
    work,
    (outcome) => shop.report({ event: 'outcome', outcome }),
  );
}
