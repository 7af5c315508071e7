import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fieldOf, parsedJson } from '../core/base/json';
import { realPathOf } from '../sources/states-folder';
import { isOf, listedIn } from './stack-owner';

/**
 * The file beside the manifest that records whose stacks a folder has, and which files of the data plane are beside them:
 * cdktf's own files stay as cdktf writes them.
 */
export const note = 'meshspan.json';

/**
 * The file of another topology of the same mesh and environment whose stacks a folder has. Nothing where that file is gone,
 * because then it was renamed, or where its stacks are gone.
 */
export function otherTopologyOf(out: string, label: string, topology: string): string | undefined {
  const noted = notedIn(out);
  if (noted === undefined || !existsSync(noted)) return undefined;
  if (realPathOf(noted) === realPathOf(resolve(topology))) return undefined;
  return (listedIn(out) ?? []).some((stack) => isOf(label, out, stack)) ? noted : undefined;
}

/**
 * Records in `folder`, whose files go to `out`, which file of a topology they are from. The path is relative: both can be
 * moved together.
 * @param files paths of the data plane's files, relative to `out`
 */
export function noteTopology(
  folder: string,
  out: string,
  topology: string,
  files: readonly string[] = [],
): void {
  const path = relative(realPathOf(resolve(out)), realPathOf(resolve(topology)));
  const noted = { version: 1, topology: path, ...(files.length === 0 ? {} : { files }) };
  writeFileSync(join(folder, note), `${JSON.stringify(noted)}\n`);
}

function notedIn(out: string): string | undefined {
  const path = fieldOf(noteIn(out), 'topology');
  return typeof path === 'string' ? resolve(realPathOf(out), path) : undefined;
}

/** What is recorded in a folder; nothing where that cannot be read. */
export function noteIn(out: string): unknown {
  try {
    return parsedJson(readFileSync(join(out, note), 'utf8'));
  } catch {
    return undefined;
  }
}
