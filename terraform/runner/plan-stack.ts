import { join } from 'node:path';
import { problemsOf } from './explain';
import { failure } from './failure';
import { inputsFor } from './inputs';
import type { Attempt, Planned } from './model';
import { addressesIn } from './plan-lines';
import { leftSharesIn } from './rejoin';
import { diagnosticsIn, lastCountsOf, uiLinesOf } from './ui-lines';
import type { Workshop } from './workshop';

/** Plans a stack into a file of the run's folder. */
export async function planStack(
  shop: Workshop,
  stack: string,
  ...flags: readonly ('-destroy' | '-refresh=false' | `-replace=${string}`)[]
): Promise<Attempt<Planned>> {
  shop.report({ event: 'step', stack, step: 'plan' });
  const file = join(shop.folder, `${stack}.tfplan`);
  const add = await inputsFor(shop, stack);
  const result = await shop.terraform(
    stack,
    ['plan', '-input=false', '-no-color', '-json', '-detailed-exitcode', `-out=${file}`, ...flags],
    { add },
  );
  const lines = result.kind === 'not-started' ? [] : uiLinesOf(result.stdout);
  if (result.kind === 'exited' && (result.code === 0 || result.code === 2)) {
    const shares = flags.length === 0 ? leftSharesIn(result.stdout, shop.textOf(stack)) : [];
    if (shares.length > 0) return planReplaced(shop, stack, shares);
    const destroys = addressesIn(result.stdout, 'planned_change', 'delete', 'replace');
    const counts = lastCountsOf(lines);
    return { ok: true, value: { counts, changes: result.code === 2, destroys, file } };
  }
  return failure(problemsOf(diagnosticsIn(lines), shop.whereOf(stack)), stack, result);
}

/** Plans again, and replaces the shares that an account has left. */
async function planReplaced(
  shop: Workshop,
  stack: string,
  shares: readonly string[],
): Promise<Attempt<Planned>> {
  const [which, they] = [shares.join(', '), shares.length === 1 ? 'it' : 'them'];
  const why = `the account of ${which} in stack "${stack}" left ${they}, and cannot rejoin the same share`;
  const made = await planStack(shop, stack, ...shares.map((one) => `-replace=${one}` as const));
  if (made.ok) shop.report({ event: 'note', stack, sentence: `${why}: ${which} will be replaced` });
  else if (made.problems.some(({ sentence }) => sentence.includes('is protected from removal'))) {
    const sentence = `${why}; it is protected: write removalProtection: false in the topology, deploy, put it back, and deploy again`;
    return { ok: false, problems: [{ stack, sentence }] };
  }
  return made;
}
