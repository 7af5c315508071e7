import { join } from 'node:path';
import { diagnosticsOfInit } from '../diagnostics';
import { problemsOf } from './explain';
import { failure } from './failure';
import { initializedFor } from './initialized';
import { totalOf, type Attempt, type Counts, type Planned, type Problem } from './model';
import { rescueState } from './rescue';
import type { State } from './state';
import { stateNow } from './state-now';
import { diagnosticsIn, lastCountsOf, uiLineOf, uiLinesOf, unfinishedIn } from './ui-lines';
import type { Workshop } from './workshop';

export interface Applied {
  readonly counts: Counts;
}

/** Prepares a stack's folder and reads its state. Nothing is changed. */
export async function openStack(shop: Workshop, stack: string): Promise<Attempt<State>> {
  const { memory } = shop.options;
  if (memory?.initialized.has(stack) === true) return stateNow(shop, stack);
  const init = await shop.enterInit(() => {
    shop.tell({ event: 'step', stack, step: 'init' });
    const wanted = shop.options.plan.stacks.find(({ name }) => name === stack)?.stateName;
    const before = initializedFor(shop.folderOf(stack));
    // Of another mesh: nothing of its state belongs here, so nothing is to be taken along.
    const anothers = wanted !== undefined && before !== undefined && before !== wanted;
    const flags = anothers ? ['-reconfigure'] : [];
    return shop.terraform(stack, ['init', '-input=false', '-no-color', '-json', ...flags]);
  });
  if (init.kind !== 'exited' || init.code !== 0) {
    const told = init.kind === 'not-started' ? [] : diagnosticsOfInit(init.stdout);
    return failure(problemsOf(told, shop.whereOf(stack)), stack, init);
  }
  memory?.initialized.add(stack);
  return stateNow(shop, stack);
}

export const logOf = (shop: Workshop, stack: string): string => join(shop.folder, `${stack}.log`);

/** Does what was planned. */
export async function applyPlan(
  shop: Workshop,
  stack: string,
  step: 'apply' | 'destroy',
  { counts, file }: Planned,
): Promise<Attempt<Applied>> {
  shop.tell({ event: 'step', stack, step });
  const started = performance.now();
  let done = 0;
  const onLine = (text: string): void => {
    const line = uiLineOf(text);
    if (line?.type !== 'done') return;
    done += 1;
    const seconds = (performance.now() - started) / 1000;
    shop.tell({ event: 'progress', stack, done, total: totalOf(counts), address: line.address, seconds });
  };
  const result = await shop.terraform(stack, ['apply', '-input=false', '-no-color', '-json', file], {
    log: logOf(shop, stack),
    onLine,
  });
  const lines = result.kind === 'not-started' ? [] : uiLinesOf(result.stdout);
  if (result.kind === 'exited' && result.code === 0)
    return { ok: true, value: { counts: lastCountsOf(lines) } };
  const told = problemsOf(diagnosticsIn(lines), shop.whereOf(stack));
  const rescued = rescueState(shop, stack, lines);
  const unfinished = unfinishedIn(lines);
  // Terraform ends what it has begun, unless it is killed.
  const lost: readonly Problem[] =
    result.kind === 'stopped' && unfinished.length > 0
      ? [
          {
            stack,
            sentence: `${unfinished.join(', ')} of stack "${stack}" may exist without being in its state; look in the account, then import or remove it`,
          },
        ]
      : [];
  const failed = failure(told, stack, result);
  return { ok: false, problems: [...failed.problems, ...rescued, ...lost] };
}
