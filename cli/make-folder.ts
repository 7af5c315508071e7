import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** One folder at a time: where none can be created, such as in /proc, Node's recursive option never returns. */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}
