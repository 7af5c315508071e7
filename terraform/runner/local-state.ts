import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fieldOf } from '../../core/base/json';
import { blocksOf } from '../json';
import type { Workshop } from './workshop';

/** The path of a stack's state file; nothing where its state is not in a local file. */
export function localStateOf(shop: Workshop, stack: string): string | undefined {
  const [path] = blocksOf(fieldOf(shop.textOf(stack), 'terraform'))
    .flatMap((block) => blocksOf(fieldOf(block, 'backend', 'local')))
    .map((local) => fieldOf(local, 'path'));
  return typeof path === 'string' ? resolve(shop.folderOf(stack), path) : undefined;
}

/**
 * The text of a stack's state file, which is what `terraform state pull` would print, without its half a second;
 * an empty text where there is no state yet.
 * @returns undefined where only Terraform knows: the state is not in a local file, or another workspace was selected
 */
export function localStateTextOf(shop: Workshop, stack: string): string | undefined {
  const path = localStateOf(shop, stack);
  if (path === undefined || existsSync(join(shop.folderOf(stack), '.terraform/environment')))
    return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return existsSync(path) ? undefined : '';
  }
}
