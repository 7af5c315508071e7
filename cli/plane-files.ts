import { existsSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { recordOf } from '../core/base/json';
import { makeFolder } from './make-folder';
import { note, noteIn } from './stacks-topology';

/** The files that an earlier run wrote into a folder. They are read from disk, so they are not trusted as paths. */
export function filesBefore(out: string): readonly string[] {
  const { files } = recordOf(noteIn(out));
  return Array.isArray(files)
    ? files.filter((path: unknown) => typeof path === 'string' && isBeside(path))
    : [];
}

/** Whether a path stays in the folder, and is of no stack. */
const isBeside = (path: string): boolean =>
  /^[\w-]+(?:\/[\w.+-]+)+$/.test(path) && !path.split('/').includes('..') && !path.startsWith('stacks/');

/** A file of somebody else that is where one of these would go. */
export function strangerAmong(out: string, files: readonly string[]): string | undefined {
  const ours = new Set(filesBefore(out));
  return files.find((path) => !ours.has(path) && existsSync(join(out, path)));
}

/**
 * Moves files from `draft` to `out`, each in one step, and removes those of an earlier run that are not among them. What
 * was written is recorded before the first one moves, so that a run after an interrupted one knows which are ours.
 */
export function replaceFiles(draft: string, out: string, files: readonly string[]): void {
  const before = filesBefore(out);
  if (before.length === 0 && files.length === 0) return;
  const foreign = files.find((path) => !isBeside(path));
  if (foreign !== undefined)
    throw new Error(`a data plane has a file "${foreign}", which is not in a folder of its own`);
  const both = join(draft, `${note}.both`);
  writeFileSync(
    both,
    JSON.stringify({ ...recordOf(noteIn(out)), files: [...new Set([...before, ...files])] }),
  );
  renameSync(both, join(out, note));
  for (const path of files) {
    makeFolder(dirname(join(out, path)));
    renameSync(join(draft, path), join(out, path));
  }
  const staying = new Set(files);
  for (const path of before.filter((old) => !staying.has(old))) removeFile(out, path);
  for (const folder of new Set(files.map((path) => path.slice(0, path.indexOf('/')))))
    rmSync(join(draft, folder), { recursive: true });
}

/** Removes a file, and the folders that are empty then. */
function removeFile(out: string, path: string): void {
  rmSync(join(out, path), { force: true });
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    const place = join(out, folder);
    if (!existsSync(place)) continue;
    if (readdirSync(place).length > 0) return;
    rmdirSync(place);
  }
}
