import { join } from 'node:path';
import { defined } from '../../core/base/properties';
import { problemsOf } from './explain';
import { failure, type Failure } from './failure';
import { inputsFor } from './inputs';
import { noCounts, totalOf, type Counts, type Planned, type Problem } from './model';
import { rescueState } from './rescue';
import {
  diagnosticsIn,
  doneIn,
  lastCountsOf,
  notDoneIn,
  uiLineOf,
  uiLinesOf,
  unfinishedIn,
} from './ui-lines';
import type { Workshop } from './workshop';

/** What became of an apply; one that failed may have done some of it. */
export type Applied = { readonly counts: Counts } & (
  | { readonly ok: true }
  | (Failure & { readonly unfinished: readonly string[] })
);

/** As an outcome has it: absent where nothing was left unfinished. */
export const unfinishedOf = ({
  unfinished,
}: {
  readonly unfinished: readonly string[];
}): { readonly unfinished?: readonly string[] } => (unfinished.length === 0 ? {} : { unfinished });

type Step = 'apply' | 'destroy';

export const logOf = (shop: Workshop, stack: string): string => join(shop.folder, `${stack}.log`);

/** Does what was planned. */
export const applyPlan = (shop: Workshop, stack: string, { counts, file }: Planned): Promise<Applied> =>
  apply(shop, stack, 'apply', { words: [file], counts });

/** Plans and applies in one go what nobody has to see in between. */
export async function applyAtOnce(shop: Workshop, stack: string, step: Step): Promise<Applied> {
  const words = ['-auto-approve', ...(step === 'destroy' ? ['-destroy'] : [])];
  return apply(shop, stack, step, { words, add: await inputsFor(shop, stack) });
}

interface How {
  readonly words: readonly string[];
  /** @default Terraform tells them */
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
  shop.tell({ event: 'step', stack, step });
  const started = performance.now();
  let [planned, done] = [counts, 0];
  const onLine = (text: string): void => {
    const line = uiLineOf(text);
    if (line?.type === 'counts' && planned === undefined) {
      planned = line.counts;
      // Elsewhere somebody was shown a preview.
      if (shop.options.sandbox === true)
        shop.tell({ event: 'preview', preview: { kind: 'planned', stack, counts: planned, changes: true } });
    }
    if (line?.type !== 'done') return;
    done += 1;
    const seconds = (performance.now() - started) / 1000;
    const total = totalOf(planned ?? noCounts);
    shop.tell({ event: 'progress', stack, done, total, address: line.address, seconds });
  };
  const result = await shop.terraform(stack, ['apply', '-input=false', '-no-color', '-json', ...words], {
    log: logOf(shop, stack),
    onLine,
    ...defined({ add }),
  });
  const lines = result.kind === 'not-started' ? [] : uiLinesOf(result.stdout);
  if (result.kind === 'exited' && result.code === 0) return { ok: true, counts: lastCountsOf(lines) };
  const diagnostics = diagnosticsIn(lines);
  const told = problemsOf(diagnostics, shop.whereOf(stack));
  // A state that another run has locked may be half written at this moment, and it is not ours to mend.
  const isLocked = diagnostics.some(({ summary }) => summary.includes('acquiring the state lock'));
  const rescued = isLocked ? [] : rescueState(shop, stack, lines);
  const unfinished = unfinishedIn(lines);
  // Terraform ends what it has begun, unless it is killed.
  const lost: readonly Problem[] =
    result.kind === 'stopped' && unfinished.length > 0
      ? [
          {
            stack,
            sentence: `${unfinished.join(', ')} of stack "${stack}" may exist without being in its state; look in the account whether this run created it, and then import it`,
          },
        ]
      : [];
  const { problems } = failure(told, stack, result);
  return {
    ok: false,
    problems: [...problems, ...rescued, ...lost],
    counts: doneIn(lines),
    unfinished: notDoneIn(lines),
  };
}
