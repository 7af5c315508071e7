import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fieldOf, parsedJson } from '../../core/base/json';
import { textOf } from '../json';

/** The state that a stack's folder should be initialized for. */
export interface Wanted {
  readonly stateName?: string;
  /** Of a state in a local file. */
  readonly path?: string;
}

/**
 * Whether a stack's folder was initialized for another state, from which nothing must be migrated: another mesh that was
 * synthesized into the same place before may have had a stack of this name; or a local state has been moved.
 * @param folder that of the stack
 */
export function isForAnother(folder: string, { stateName, path }: Wanted): boolean {
  let text: string;
  try {
    text = readFileSync(join(folder, '.terraform/terraform.tfstate'), 'utf8');
  } catch {
    return false;
  }
  const config = fieldOf(parsedJson(text), 'backend', 'config');
  const places = [['path'], ['key'], ['address'], ['workspaces', 'name']];
  const place = places.map((each) => textOf(fieldOf(config, ...each))).find((found) => found !== '');
  if (place === undefined) return false;
  if (stateName !== undefined && basename(place, '.tfstate') !== stateName) return true;
  const before = textOf(fieldOf(config, 'path'));
  if (path === undefined || before === '' || resolve(folder, before) === path) return false;
  return existsSync(path) || !existsSync(resolve(folder, before));
}
