import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lastWordsOf } from '../diagnostics';
import { blocksOf, fieldOf, isRecord } from './json';
import type { Attempt, RunnerStack } from './model';
import { stateOf, type State } from './state';
import type { Workshop } from './workshop';

/**
 * Reads a state that no stack of the plan has, from where `like` keeps its own. Changes nothing.
 * @param stack whose state it is
 * @param stateName its key or workspace
 */
export async function stateElsewhere(
  shop: Workshop,
  like: RunnerStack & { readonly stateName: string },
  stack: string,
  stateName: string,
): Promise<Attempt<State>> {
  const failed = (why: string): Attempt<State> => ({
    ok: false,
    problems: [
      {
        stack,
        sentence: `the state of stack "${stack}", which left the topology, can't be read`,
        detail: why,
      },
    ],
  });
  const cwd = join(shop.folder, `left-${stateName}`);
  mkdirSync(cwd, { recursive: true });
  const terraform = backendOf(shop, like, stateName);
  writeFileSync(join(cwd, 'main.tf.json'), JSON.stringify({ terraform }));
  for (const words of [
    ['init', '-input=false', '-no-color'],
    ['state', 'pull'],
  ]) {
    const result = await shop.terraform(like.name, words, { cwd });
    if (result.kind !== 'exited') return failed(result.problem);
    if (result.code !== 0) return failed(lastWordsOf(result.stdout, result.stderr));
    if (words[0] !== 'state') continue;
    const state = stateOf(result.stdout);
    return state === undefined ? failed('it is none that this version reads') : { ok: true, value: state };
  }
  return failed('it was not asked for');
}

/** The backend of `like` with another name in the place of its own: the end of a path, key or address, or a workspace. */
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
  // From the stack's own folder, and this is another.
  return { backend: { local: { path: resolve(shop.folderOf(like.name), local['path']) } } };
}
