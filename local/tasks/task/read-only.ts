import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Words that start the command after them where it cannot write to these folders. */
export type ReadOnlyWords = (folders: readonly string[]) => readonly string[];

/** Mounts each folder over itself, read-only, where only this program sees it. Some systems want the options of `/tmp` again. */
const SCRIPT = `
left=$1; shift
while [ "$left" -gt 0 ]; do
  mount --bind "$1" "$1" && mount -o remount,bind,ro,nosuid,nodev "$1" || exit 125
  left=$((left - 1)); shift
done
exec "$@"
`;

/**
 * What makes folders read-only for a program and its children: a mount namespace of its own. It takes no privilege where users
 * may have namespaces.
 * @param folder of this run, in which it is tried once
 * @returns undefined where this machine or user cannot
 */
export async function readOnlyWords(folder: string): Promise<ReadOnlyWords | undefined> {
  const own = process.getuid?.() === 0 ? '-m' : '-Urm';
  const wordsFor: ReadOnlyWords = (folders) =>
    folders.length === 0
      ? []
      : ['unshare', own, 'sh', '-c', SCRIPT, 'read-only', String(folders.length), ...folders];
  const tried = join(folder, 'read-only');
  mkdirSync(tried);
  const [program = '', ...words] = wordsFor([tried]);
  // It has to start, and must not be able to write.
  return (await hasSucceeded(program, [...words, 'sh', '-c', '! touch "$0/written"', tried]))
    ? wordsFor
    : undefined;
}

const hasSucceeded = (program: string, words: readonly string[]): Promise<boolean> =>
  new Promise((done) => {
    execFile(program, words, (error) => done(error === null));
  });
