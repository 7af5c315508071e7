import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fieldOf, isRecord } from '../../core/base/json';
import { lastWordsOf } from '../diagnostics';
import { blocksOf } from '../json';
import type { Attempt, RunnerStack } from './model';
import { stateOf, type State } from './state';
import type { Workshop } from './workshop';

/**
 * Reads a state that does not belong to a stack of the plan, from where `like` keeps its own. Changes nothing.
 * @param stack whose state it is
 * @param stateName its key or workspace
 */
export async function stateElsewhere(
  shop: Workshop,
  like: RunnerStack & { readonly stateName: string },
  stack: string,
  stateName: string,
): Promise<Attempt<State>> {
  const failed = (why: string): Attempt<never> => ({
    ok: false,
    problems: [
      {
        stack,
        sentence: `the state of stack "${stack}", which is no longer in the topology, cannot be read`,
        detail: why,
      },
    ],
  });
  const cwd = join(shop.folder, `left-${stateName}`);
  mkdirSync(cwd, { recursive: true });
  const terraform = backendOf(shop, like, stateName);
  writeFileSync(join(cwd, 'main.tf.json'), JSON.stringify({ terraform }));
  const ask = async (...words: readonly string[]): Promise<Attempt<string>> => {
    const result = await shop.terraform(like.name, words, { cwd });
    if (result.kind !== 'exited') return failed(result.problem);
    return result.code === 0
      ? { ok: true, value: result.stdout }
      : failed(lastWordsOf(result.stdout, result.stderr));
  };
  const init = await ask('init', '-input=false', '-no-color');
  if (!init.ok) return init;
  const pulled = await ask('state', 'pull');
  if (!pulled.ok) return pulled;
  const state = stateOf(pulled.value);
  return state === undefined
    ? failed('it is in a format that this version cannot read')
    : { ok: true, value: state };
}

/** The backend of `like` with another name in place of its own: the end of a path, key or address, or a workspace. */
function backendOf(
  shop: Workshop,
  like: RunnerStack & { readonly stateName: string },
  stateName: string,
): object {
  const [block] = blocksOf(fieldOf(shop.textOf(like.name), 'terraform')).filter(isRecord);
  const kept = Object.fromEntries(
    ['backend', 'cloud'].flatMap((key) => (block?.[key] ? [[key, block[key]]] : [])),
  );
  const own = like.stateName.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const text = JSON.stringify(kept).replaceAll(
    new RegExp(`(?<=["/])${own}(?=(?:\\.tfstate)?")`, 'g'),
    () => stateName,
  );
  const renamed: object = JSON.parse(text);
  const [local] = blocksOf(fieldOf(renamed, 'backend', 'local')).filter(isRecord);
  if (typeof local?.['path'] !== 'string') return renamed;
  // The path is relative to the stack's own folder, and this is another one.
  return { backend: { local: { path: resolve(shop.folderOf(like.name), local['path']) } } };
}
