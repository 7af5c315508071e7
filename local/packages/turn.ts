import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from '../../terraform/process-alive';

/** A lock for work that only one process should do at a time. */
export interface Turn {
  end(): void;
}

/**
 * Waits until no running process has the lock file, then takes it. A process that was killed leaves its file; the next
 * one finds that no process with that id runs and removes the file.
 */
export async function takeTurn(file: string, everyMs = 200): Promise<Turn> {
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    if (hold(file)) return { end: () => rmSync(file, { force: true }) };
    if (isAbandoned(file)) rmSync(file, { force: true });
    else await pause(everyMs);
  }
}

/** Takes the file, if no running process has it. */
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
    // Just created; its process id is not written yet.
    if (pid === 0) return Date.now() - statSync(file).mtimeMs > 5000;
    return !isAlive(pid);
  } catch {
    // Removed between two checks.
    return false;
  }
}
