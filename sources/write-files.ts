import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PlaneFile } from '../core/dataplane';

/** Writes the files of a data plane below a folder that exists; what has their names is overwritten. */
export function writeFiles(folder: string, files: readonly PlaneFile[]): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
