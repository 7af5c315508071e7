import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fieldOf, parsedJson } from '../core/base/json';
import { quotedList } from '../core/base/text';
import type { Plan } from '../core/planner';
import { realPathOf, statesBelow } from './states-folder';

/** Where to look for states that are not beside the topology. */
export interface OldPlaces {
  /** The current folder. */
  readonly cwd: string;
  /** The folder with the stacks: states were beside it once. */
  readonly out: string;
  /** Where they are now. */
  readonly states: string;
}

/**
 * What to do about local states that are where earlier versions kept them (below the current folder, beside the stacks)
 * and not beside the topology: a deploy would not see them, and create everything a second time.
 * @returns nothing where there are none
 */
export function oldStatesProblem({ stacks }: Plan, { cwd, out, states }: OldPlaces): string | undefined {
  const now = realPathOf(states);
  const places = [cwd, dirname(resolve(out))].map((folder) => realPathOf(statesBelow(folder)));
  for (const old of new Set(places.filter((place) => place !== now))) {
    const found = stacks.filter(
      ({ stateName }) => holdsAny(fileIn(old, stateName)) && !existsSync(fileIn(now, stateName)),
    );
    if (found.length === 0) continue;
    const names = quotedList(
      found.map(({ name }) => name),
      ' and ',
    );
    const files = found.map(({ stateName }) => shellWord(fileIn(old, stateName))).join(' ');
    const move = `mkdir -p ${shellWord(now)} && mv ${files} ${shellWord(now)}`;
    return `there are states of ${names} in ${old}, and none beside the topology, in ${now}, where they belong; if they belong to this topology, move them: ${move}; if they belong to another, run this from the folder of the topology`;
  }
  return undefined;
}

const fileIn = (folder: string, stateName: string): string => join(folder, `${stateName}.tfstate`);

function holdsAny(file: string): boolean {
  if (!existsSync(file)) return false;
  const resources = fieldOf(parsedJson(readFileSync(file, 'utf8')), 'resources');
  // One that can't be read may contain something.
  return !Array.isArray(resources) || resources.length > 0;
}

/** A path as a shell reads it. */
const shellWord = (path: string): string =>
  /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
