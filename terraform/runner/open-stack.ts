import { join } from 'node:path';
import { defined } from '../../core/base/properties';
import { diagnosticsOfInit } from '../diagnostics';
import { initializedInPlace } from '../init-rules';
import { neededProvidersOf } from '../needed-provider';
import { noteWhole } from '../whole-providers';
import { problemsOf } from './explain';
import { failure, type Failure } from './failure';
import { isForAnother } from './initialized';
import { localStateOf } from './local-state';
import type { Attempt } from './model';
import type { State } from './state';
import { stateNow } from './state-now';
import type { Workshop } from './workshop';

const init = ['init', '-input=false', '-no-color', '-json'] as const;

/** Initializes a stack's folder and reads its state. Nothing is changed. */
export async function openStack(shop: Workshop, stack: string): Promise<Attempt<State>> {
  const initialized = shop.options.memory?.initialized;
  if (initialized?.has(stack) !== true) {
    const failed = await initialize(shop, stack);
    if (failed !== undefined) return failed;
    initialized?.add(stack);
  }
  return stateNow(shop, stack);
}

async function initialize(shop: Workshop, stack: string): Promise<Failure | undefined> {
  shop.report({ event: 'step', stack, step: 'init' });
  const { enter, inPlace } = shop.initRules;
  if (inPlace) {
    const scratch = join(shop.folder, `init-${stack}`);
    const inScratch = (cwd: string) => shop.terraform(stack, init, { cwd });
    if (await initializedInPlace(shop.folderOf(stack), scratch, shop.textOf(stack), inScratch))
      return undefined;
  }
  const stateName = shop.options.plan.stacks.find(({ name }) => name === stack)?.stateName;
  const wanted = defined({ stateName, path: localStateOf(shop, stack) });
  const flags = isForAnother(shop.folderOf(stack), wanted) ? ['-reconfigure'] : [];
  const result = await enter(() => shop.terraform(stack, [...init, ...flags]));
  if (result.kind === 'exited' && result.code === 0) {
    noteWhole(shop.options.workFolder, neededProvidersOf(shop.textOf(stack)));
    return undefined;
  }
  const diagnostics = result.kind === 'not-started' ? [] : diagnosticsOfInit(result.stdout);
  return failure(problemsOf(diagnostics, shop.whereOf(stack)), stack, result);
}
