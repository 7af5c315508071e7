import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from '../../terraform/process-alive';

/** The right to do what only one process should do at a time. */
export interface Turn {
  end(): void;
}

/**
 * Waits until no living process holds the file, then holds it. A process that was killed leaves its file; whoever
 * comes next sees that nobody of that number lives and takes it away.
 */
export async function takeTurn(file: string, everyMs = 200): Promise<Turn> {
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    if (hold(file)) return { end: () => rmSync(file, { force: true }) };
    if (isAbandoned(file)) rmSync(file, { force: true });
    else await pause(everyMs);
  }
}

/** Holds the file, if no living process does. */
export function turnNow(file: string): Turn | undefined {
  mkdirSync(dirname(file), { recursive: true });
  if (isAbandoned(file)) rmSync(file, { force: true });
  return hold(file) ? { end: () => rmSync(file, { force: true }) } : undefined;
}

function hold(file: string): boolean {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isAbandoned(file: string): boolean {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    // Made a moment ago, and its number not written yet.
    if (pid === 0) return Date.now() - statSync(file).mtimeMs > 5000;
    return !isAlive(pid);
  } catch {
    // Gone between two looks.
    return false;
  }
}
