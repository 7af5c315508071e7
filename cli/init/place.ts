import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { ScaffoldFile } from '../../core/scaffold';
import { makeFolder } from '../make-folder';

/** What a folder may have that is still empty for us: a repository that was just created. */
const ignored = ['.git'];

/** What is in a folder, of which nothing may be overwritten; nothing where it does not exist. */
export const contentsOf = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => !ignored.includes(name)) : [];

/**
 * Lets `fill` write into a folder beside nothing else, and moves what it wrote into the folder when all of it is there. Where
 * anything fails, the folder is as it was.
 * @param fill returns false where nothing is to be moved
 */
export async function placed(folder: string, fill: (draft: string) => Promise<boolean>): Promise<boolean> {
  const made = existsSync(folder) ? undefined : firstMissing(folder);
  makeFolder(folder);
  const draft = mkdtempSync(join(folder, '.meshspan-init-'));
  const moved: string[] = [];
  try {
    if (!(await fill(draft))) return false;
    for (const name of readdirSync(draft)) {
      renameSync(join(draft, name), join(folder, name));
      moved.push(name);
    }
    return true;
  } catch (error) {
    for (const name of moved) rmSync(join(folder, name), { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
    if (made !== undefined) removeEmpty(folder, dirname(made));
  }
}

/** The first folder of a path that does not exist. */
const firstMissing = (path: string): string =>
  existsSync(dirname(path)) ? path : firstMissing(dirname(path));

/** Removes a folder and those above it, up to one that stays, while they are empty. */
function removeEmpty(folder: string, stays: string): void {
  if (folder === stays || readdirSync(folder).length > 0) return;
  rmdirSync(folder);
  removeEmpty(dirname(folder), stays);
}

/** Writes files into a folder that is empty. */
export function writeScaffold(folder: string, files: readonly ScaffoldFile[]): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { flag: 'wx' });
  }
}
