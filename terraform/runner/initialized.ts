import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fieldOf, parsedJson } from '../../core/base/json';
import { textOf } from '../json';

/**
 * Whose state a stack's folder was prepared for, by the name of the state: another mesh that was synthesized into the
 * same place before may have had a stack of this name.
 * @param folder that of the stack
 * @default nothing where it was never prepared
 */
export function initializedFor(folder: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, '.terraform/terraform.tfstate'), 'utf8');
  } catch {
    return undefined;
  }
  const config = fieldOf(parsedJson(text), 'backend', 'config');
  const places = [['path'], ['key'], ['address'], ['workspaces', 'name']];
  const place = places.map((path) => textOf(fieldOf(config, ...path))).find((found) => found !== '');
  return place === undefined ? undefined : basename(place, '.tfstate');
}
