import { join } from 'node:path';
import { defined } from '../../core/base/properties';
import { parallelismOf } from '../../core/planner';
import { problemsOf } from './explain';
import { failure, type Failure } from './failure';
import { inputsFor } from './inputs';
import { noCounts, totalOf, type Counts, type Planned, type Problem } from './model';
import { rescueState } from './rescue';
import {
  canceledIn,
  diagnosticsIn,
  doneIn,
  lastCountsOf,
  notDoneIn,
  uiLineOf,
  uiLinesOf,
  unfinishedIn,
} from './ui-lines';
import type { Workshop } from './workshop';

/** The result of an apply; one that failed may have done some of its work. */
export type Applied = { readonly counts: Counts } & (
  | { readonly ok: true }
  | (Failure & { readonly unfinished: readonly string[] })
);

/** In the form of an outcome: absent where nothing is unfinished. */
export const unfinishedOf = ({
  unfinished,
}: {
  readonly unfinished: readonly string[];
}): { readonly unfinished?: readonly string[] } => (unfinished.length === 0 ? {} : { unfinished });

type Step = 'apply' | 'destroy';

export const logOf = (shop: Workshop, stack: string): string => join(shop.folder, `${stack}.log`);

/** Applies a plan. */
export const applyPlan = (shop: Workshop, stack: string, { counts, file }: Planned): Promise<Applied> =>
  apply(shop, stack, 'apply', { words: [file], counts });

/** Plans and applies in one step, where the plan needs no confirmation. */
export async function applyAtOnce(shop: Workshop, stack: string, step: Step): Promise<Applied> {
  const words = ['-auto-approve', ...(step === 'destroy' ? ['-destroy'] : [])];
  return apply(shop, stack, step, { words, add: await inputsFor(shop, stack) });
}

interface How {
  readonly words: readonly string[];
  /** @default those that Terraform reports */
  readonly counts?: Counts;
  /** Added to the environment. */
  readonly add?: Readonly<Record<string, string>>;
}

async function apply(
  shop: Workshop,
  stack: string,
  step: Step,
  { words, counts, add }: How,
): Promise<Applied> {
  shop.report({ event: 'step', stack, step });
  const started = performance.now();
  let [planned, done] = [counts, 0];
  const onLine = (text: string): void => {
    const line = uiLineOf(text);
    if (line?.type === 'counts' && planned === undefined) {
      planned = line.counts;
      // Otherwise a preview was shown before.
      if (shop.options.sandbox === true)
        shop.report({
          event: 'preview',
          preview: { kind: 'planned', stack, counts: planned, changes: true },
        });
    }
    if (line?.type !== 'done') return;
    done += 1;
    const seconds = (performance.now() - started) / 1000;
    const total = totalOf(planned ?? noCounts);
    shop.report({ event: 'progress', stack, done, total, address: line.address, seconds });
  };
  const kind = shop.options.plan.stacks.find(({ name }) => name === stack)?.kind;
  const all = ['apply', '-input=false', '-no-color', '-json', ...parallelismOf(kind), ...words];
  const result = await shop.terraform(stack, all, {
    log: logOf(shop, stack),
    onLine,
    ...defined({ add }),
  });
  const lines = result.kind === 'not-started' ? [] : uiLinesOf(result.stdout);
  if (result.kind === 'exited' && result.code === 0) return { ok: true, counts: lastCountsOf(lines) };
  const diagnostics = diagnosticsIn(lines);
  const reported = problemsOf(diagnostics, shop.whereOf(stack));
  // A state that another run has locked may be half written at this moment, and must not be repaired from here.
  const isLocked = diagnostics.some(({ summary }) => summary.includes('acquiring the state lock'));
  const rescued = isLocked ? [] : rescueState(shop, stack, lines);
  const unfinished = unfinishedIn(lines);
  // Terraform finishes what it has started, unless it is killed; the provider stops waiting for what it has asked for.
  const maybe = [...(result.kind === 'stopped' ? unfinished : []), ...canceledIn(lines)];
  const lost: readonly Problem[] =
    maybe.length > 0
      ? [
          {
            stack,
            sentence: `${maybe.join(', ')} of stack "${stack}" may exist without being in its state; check in the account whether this run created it, and if so import it`,
          },
        ]
      : [];
  const { problems } = failure(reported, stack, result);
  return {
    ok: false,
    problems: [...problems, ...rescued, ...lost],
    counts: doneIn(lines),
    unfinished: notDoneIn(lines),
  };
}
