import { join } from 'node:path';
import { problemsOf } from './explain';
import { inputsFor } from './inputs';
import type { Attempt, Counts } from './model';
import { failure } from './steps';
import { diagnosticsIn, lastCountsOf, uiLinesOf } from './ui-lines';
import type { Workshop } from './workshop';

/** A plan that can be applied. */
export interface Planned {
  readonly counts: Counts;
  /** Also where only outputs change. */
  readonly changes: boolean;
  readonly file: string;
}

/** Plans a stack into a file of the run's folder. */
export async function planStack(
  shop: Workshop,
  stack: string,
  ...flags: readonly ('-destroy' | '-refresh=false')[]
): Promise<Attempt<Planned>> {
  shop.tell({ event: 'step', stack, step: 'plan' });
  const file = join(shop.folder, `${stack}.tfplan`);
  const add = await inputsFor(shop, stack);
  const result = await shop.terraform(
    stack,
    ['plan', '-input=false', '-no-color', '-json', '-detailed-exitcode', `-out=${file}`, ...flags],
    { add },
  );
  const lines = result.kind === 'not-started' ? [] : uiLinesOf(result.stdout);
  if (result.kind === 'exited' && (result.code === 0 || result.code === 2))
    return { ok: true, value: { counts: lastCountsOf(lines), changes: result.code === 2, file } };
  return failure(problemsOf(diagnosticsIn(lines), shop.whereOf(stack)), stack, result);
}
