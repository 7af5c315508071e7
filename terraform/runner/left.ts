import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { States } from './common';
import type { Problem, RunnerStack } from './model';
import { quotedList } from './quoted-list';
import { localStateOf } from './rescue';
import { stateOf } from './state';
import type { Workshop } from './workshop';

/**
 * Stacks that are no longer in the topology and whose local state still holds something that needs one of `chosen`:
 * without their stack nobody would ever remove it.
 */
export function leftTheTopology(
  shop: Workshop,
  chosen: readonly RunnerStack[],
  states: States,
): readonly Problem[] {
  const { stacks, vacant = [] } = shop.options.plan;
  const files = stacks.flatMap(({ name }) => localStateOf(shop, name) ?? []);
  const emptied = new Map(vacant.map(({ name, stateName }) => [stateName, name]));
  return [...new Set(files.map((file) => dirname(file)))].flatMap((folder) =>
    namesIn(folder)
      .filter((name) => name.endsWith('.tfstate') && !files.includes(join(folder, name)))
      .flatMap((name) => {
        const state = stateOf(readFileSync(join(folder, name), 'utf8'));
        const stateName = basename(name, '.tfstate');
        const needed = chosen.filter(
          ({ name: stack }) =>
            (states.get(stack)?.resources ?? 0) > 0 &&
            state?.read.includes(basename(localStateOf(shop, stack) ?? '')) === true,
        );
        const stack = emptied.get(stateName);
        // Values that came as variables leave no trace of whose they were; then its name must tell.
        const ours = needed.length > 0 || stack !== undefined;
        if (state === undefined || state.resources === 0 || !ours) return [];
        const needs = needed.length === 0 ? '' : `, and needs ${quotedList(needed.map((one) => one.name))}`;
        const mend =
          stack === undefined
            ? 'put its account back with retired: true, deploy it, and then go on'
            : `with the topology as it was before, destroy it: --stack ${stack}; then go on`;
        const sentence = `stack "${stack ?? stateName}" left the topology with ${resourcesOf(state.resources)}${needs}; ${mend}`;
        return [{ stack: stack ?? stateName, sentence }];
      }),
  );
}

export const resourcesOf = (count: number): string => `${count} ${count === 1 ? 'resource' : 'resources'}`;

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}
