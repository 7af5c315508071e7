import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Provider } from '../core/planner';

const nameOf = ({ source, version }: Provider): string => `${source} ${version}`;
const fileIn = (folder: string): string => join(folder, 'whole-providers.txt');

/**
 * Records that an `init` with the CLI configuration of a folder succeeded: the providers in its cache are complete.
 * Terraform unpacks into the cache itself, so that an `init` that was stopped in the middle leaves half a program there.
 */
export function noteWhole(folder: string, needed: readonly Provider[]): void {
  const names = new Set([...namesIn(folder), ...needed.map(nameOf)]);
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileIn(folder), [...names, ''].join('\n'));
}

/** Whether all of these were recorded. */
export function areWhole(folder: string, needed: readonly Provider[]): boolean {
  const names = namesIn(folder);
  return needed.every((provider) => names.includes(nameOf(provider)));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readFileSync(fileIn(folder), 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}
