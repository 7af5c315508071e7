import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isAlive } from '../terraform/process-alive';

/** A local AWS that runs in a process of its own, as that process wrote it down. */
export interface LocalRecord {
  readonly version: 1;
  readonly pid: number;
  /** Process of the moto behind it. */
  readonly motoPid: number;
  readonly url: string;
  readonly region: string;
  /** What a Terraform process needs in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Profile of each account, by the account's key. */
  readonly accounts: Readonly<Record<string, string>>;
  /** Words of the `aws` command that show what it holds. @default who is signed in */
  readonly look?: string;
  /** Whether it went on from what one that was killed had kept. @default false */
  readonly restored?: boolean;
  /**
   * What that one had kept and this one could not read: a sentence.
   * @default it read all
   */
  readonly damage?: string;
}

/** Writes the record; whoever reads it at the same time sees all of it or nothing. */
export function writeRecord(file: string, record: LocalRecord): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.draft`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.draft`, file);
}

/** The record of a local AWS that runs; one of a process that is gone is removed. */
export async function runningRecord(file: string): Promise<LocalRecord | undefined> {
  const record = recordIn(file);
  if (record === undefined) return undefined;
  if (isAlive(record.pid) && (await isLocalAws(record.url))) return record;
  rmSync(file, { force: true });
  return undefined;
}

export function removeRecord(file: string): void {
  rmSync(file, { force: true });
}

function recordIn(file: string): LocalRecord | undefined {
  try {
    const told = JSON.parse(readFileSync(file, 'utf8')) as LocalRecord;
    return told.version === 1 && Number.isInteger(told.pid) && told.pid > 0 ? told : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether a local AWS of ours answers there. The number of a process is given out again, and a port also: only the door
 * answers an unsigned request like this.
 */
export async function isLocalAws(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    return response.headers.get('x-amzn-errortype') === 'MissingAuthenticationToken';
  } catch {
    return false;
  }
}
