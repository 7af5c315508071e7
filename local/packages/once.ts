import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAlive } from '../../terraform/process-alive';
import { takeTurn } from './turn';

/** A folder of the cache, and how its contents are made. */
export interface Making {
  readonly home: string;
  /** Whether the folder is there, and complete. */
  readonly isWhole: () => boolean;
  /** Writes the contents into another folder; returns one line where that fails. */
  readonly make: (draft: string) => Promise<string | undefined>;
  /** Called once before it is made, which takes some time. */
  readonly onMake?: ((home: string) => void) | undefined;
}

/** Whether the folder is there now, or one line that states why it is not. */
export type Made =
  | { readonly ok: true; readonly madeNow: boolean }
  | { readonly ok: false; readonly problem: string };

/**
 * Makes a folder of the cache if it is not there yet. It is made beside its place and renamed when it is complete, so that
 * an interrupted process leaves nothing that looks finished; of several processes one makes it and the others wait.
 */
export async function madeOnce(making: Making): Promise<Made> {
  const { home, isWhole } = making;
  if (isWhole()) return { ok: true, madeNow: false };
  try {
    mkdirSync(dirname(home), { recursive: true });
    const turn = await takeTurn(`${home}.lock`);
    try {
      // Another process may have made it while this one waited.
      return isWhole() ? { ok: true, madeNow: false } : await made(making);
    } finally {
      turn.end();
    }
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

async function made({ home, isWhole, make, onMake }: Making): Promise<Made> {
  onMake?.(home);
  removeAbandoned(home);
  // A unique name: if two processes ever build at the same time, each one builds a complete copy, and one of them is used.
  const draft = `${home}.draft-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    const problem = await make(draft);
    if (problem !== undefined) return { ok: false, problem };
    if (isWhole()) return { ok: true, madeNow: false };
    rmSync(home, { recursive: true, force: true });
    renameSync(draft, home);
    return { ok: true, madeNow: true };
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Removes the drafts of processes that were killed. */
function removeAbandoned(home: string): void {
  const beginning = `${basename(home)}.draft-`;
  for (const name of readdirSync(dirname(home))) {
    if (name.startsWith(beginning) && !isAlive(Number.parseInt(name.slice(beginning.length), 10)))
      rmSync(join(dirname(home), name), { recursive: true, force: true });
  }
}
