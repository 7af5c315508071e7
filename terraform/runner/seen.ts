import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fieldOf, parsedJson, recordOf } from '../../core/base/json';
import { counted } from '../../core/base/text';
import { textOf } from '../json';
import type { Problem, RunnerStack } from './model';
import type { State } from './state';
import { statePlaceOf } from './state-place';
import type { Workshop } from './workshop';

type States = ReadonlyMap<string, State>;

/**
 * Stacks whose states had resources when a run on this machine last saw them, and are empty now without a destroy: a destroy
 * leaves a later version of the same state.
 */
export function lostStates(shop: Workshop, states: States): readonly Problem[] {
  const { seen: file, plan } = shop.options;
  if (file === undefined) return [];
  const seen = seenIn(file);
  return plan.stacks.flatMap(({ name, stateName = name }): readonly Problem[] => {
    const state = states.get(name);
    const resources = Number(fieldOf(seen, stateName, 'resources') ?? 0);
    if (state === undefined || state.resources > 0 || resources === 0) return [];
    const isSame = state.lineage === textOf(fieldOf(seen, stateName, 'lineage'));
    const isLater = state.serial >= Number(fieldOf(seen, stateName, 'serial') ?? 0);
    if (state.exists && isSame && isLater) return [];
    const now = state.exists ? 'it is empty, but not because of a destroy' : 'there is none';
    const sentence = `the state of stack "${name}" had ${counted(resources, 'resource')} after the last run from here, and now ${now} (${statePlaceOf(shop.textOf(name))}); restore it from a .backup beside it, or from an older version in the bucket; if everything in it is gone, remove "${stateName}" from ${file}`;
    return [{ stack: name, sentence }];
  });
}

/** Records what the states of these stacks contain, for `lostStates` of a later run. */
export function noteStates({ options }: Workshop, states: States): void {
  const { seen: file, plan } = options;
  if (file === undefined) return;
  const noted = plan.stacks.flatMap((stack) => entryOf(stack, states));
  if (noted.length === 0) return;
  try {
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    const all = { ...seenIn(file), ...Object.fromEntries(noted) };
    writeFileSync(draft, `${JSON.stringify(all, null, 2)}\n`);
    renameSync(draft, file);
  } catch {
    // Without it a run knows less, but works the same.
  }
}

function entryOf(
  { name, stateName = name }: RunnerStack,
  states: States,
): readonly (readonly [string, object])[] {
  const state = states.get(name);
  if (state?.exists !== true) return [];
  const { lineage, serial, resources } = state;
  return [[stateName, { lineage, serial, resources }]];
}

function seenIn(file: string): Readonly<Record<string, unknown>> {
  try {
    return recordOf(parsedJson(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
