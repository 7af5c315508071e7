import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandResult } from '../command';
import { diagnosticsOfInit, lastWordsOf } from '../diagnostics';
import { problemsOf } from './explain';
import { initializedFor } from './initialized';
import { totalOf, type Attempt, type Counts, type Problem } from './model';
import type { Planned } from './plan-stack';
import { rescueState } from './rescue';
import { stateOf, type State } from './state';
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
    return problem(stack, `the state of stack "${stack}" is none that this version reads`);
  const errored = join(shop.folderOf(stack), 'errored.tfstate');
  if (!existsSync(errored)) return { ok: true, value: state };
  const { folder } = shop.whereOf(stack);
  return problem(
    stack,
    `an earlier run could not write the state of stack "${stack}" and left it in ${join(folder, 'errored.tfstate')}; push it (terraform -chdir=${folder} state push errored.tfstate), remove that file, then run again`,
  );
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

function problem(
  stack: string,
  sentence: string,
): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [{ stack, sentence }] };
}

/** What Terraform told, or, where it told nothing, how it ended. */
export function failure(
  told: readonly Problem[],
  stack: string,
  result: CommandResult,
): { readonly ok: false; readonly problems: readonly Problem[] } {
  if (result.kind === 'not-started') return problem(stack, result.problem);
  if (result.kind === 'stopped') {
    const stopped = { stack, sentence: `stack "${stack}": ${result.problem}` };
    return {
      ok: false,
      problems: [stopped, ...told.filter(({ sentence }) => !/execution halted/i.test(sentence))],
    };
  }
  if (told.length > 0) return { ok: false, problems: told };
  const sentence = `stack "${stack}": terraform failed with exit code ${result.code}`;
  return { ok: false, problems: [{ stack, sentence, detail: lastWordsOf(result.stdout, result.stderr) }] };
}
