import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lastWordsOf } from '../diagnostics';
import { problemsOf } from './explain';
import { failed, failure } from './failure';
import type { Attempt } from './model';
import { localStateTextOf } from './local-state';
import { stateOf, type State } from './state';
import type { Workshop } from './workshop';

/** Reads a stack's state. */
export async function stateNow(shop: Workshop, stack: string): Promise<Attempt<State>> {
  const text = localStateTextOf(shop, stack);
  const state = text === undefined ? undefined : stateOf(text);
  // Terraform reports why a file cannot be read.
  return state === undefined ? pulled(shop, stack) : whole(shop, stack, state);
}

async function pulled(shop: Workshop, stack: string): Promise<Attempt<State>> {
  const pull = await shop.terraform(stack, ['state', 'pull']);
  if (pull.kind !== 'exited' || pull.code !== 0) {
    const words = pull.kind === 'not-started' ? '' : lastWordsOf(pull.stdout, pull.stderr);
    const reported = problemsOf([{ severity: 'error', summary: words, detail: '' }], shop.whereOf(stack));
    return failure(words === '' ? [] : reported, stack, pull);
  }
  const state = stateOf(pull.stdout);
  if (state === undefined)
    return failed(stack, `the state of stack "${stack}" is in a format that this version cannot read`);
  return whole(shop, stack, state);
}

/** The state, unless an earlier run left a newer one beside it. */
function whole(shop: Workshop, stack: string, state: State): Attempt<State> {
  const errored = join(shop.folderOf(stack), 'errored.tfstate');
  if (!existsSync(errored)) return { ok: true, value: state };
  const { folder } = shop.whereOf(stack);
  return failed(
    stack,
    `an earlier run could not write the state of stack "${stack}" and left it in ${join(folder, 'errored.tfstate')}; push it (terraform -chdir=${folder} state push errored.tfstate), remove that file, then run again`,
  );
}
