import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lastWordsOf } from '../diagnostics';
import { problemsOf } from './explain';
import { failed, failure } from './failure';
import type { Attempt } from './model';
import { stateOf, type State } from './state';
import type { Workshop } from './workshop';

/** Reads a stack's state. */
export async function stateNow(shop: Workshop, stack: string): Promise<Attempt<State>> {
  const pull = await shop.terraform(stack, ['state', 'pull']);
  if (pull.kind !== 'exited' || pull.code !== 0) {
    const words = pull.kind === 'not-started' ? '' : lastWordsOf(pull.stdout, pull.stderr);
    const told = problemsOf([{ severity: 'error', summary: words, detail: '' }], shop.whereOf(stack));
    return failure(words === '' ? [] : told, stack, pull);
  }
  const state = stateOf(pull.stdout);
  if (state === undefined)
    return failed(stack, `the state of stack "${stack}" is none that this version reads`);
  const errored = join(shop.folderOf(stack), 'errored.tfstate');
  if (!existsSync(errored)) return { ok: true, value: state };
  const { folder } = shop.whereOf(stack);
  return failed(
    stack,
    `an earlier run could not write the state of stack "${stack}" and left it in ${join(folder, 'errored.tfstate')}; push it (terraform -chdir=${folder} state push errored.tfstate), remove that file, then run again`,
  );
}
