import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ConfigurationFile } from './service';

/**
 * Writes the files that are new or have another content, each by a rename, which is what Envoy watches. Only their owner may
 * read them, since there are keys in some.
 * @returns the paths of those that were written
 */
export function writeFiles(files: readonly ConfigurationFile[]): readonly string[] {
  return files.flatMap(({ path, text }) => {
    if (textOf(path) === text) return [];
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const next = `${path}.next`;
    writeFileSync(next, text, { mode: 0o600 });
    renameSync(next, path);
    return path;
  });
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
