import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isRecord, parsedJson } from '../core/base/json';
import { removeAbandonedProfiles } from './aws/profiles';
import { whoIsThere } from './aws/presence';

/** A local AWS that runs in a process of its own, as that process wrote it down. */
export interface LocalRecord {
  readonly version: 1;
  readonly pid: number;
  /** What its door answers who asks whether it is this one: neither the number of a process nor a port is its own for ever. */
  readonly token: string;
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

/** Where a record lies, and its twin: a file that is damaged does not hide the local AWS that wrote both. */
const placesOf = (file: string): readonly string[] => [file, `${file}.copy`];

/** Writes the record; whoever reads it at the same time sees all of it or nothing. */
export function writeRecord(file: string, record: LocalRecord): void {
  mkdirSync(dirname(file), { recursive: true });
  for (const place of placesOf(file)) {
    writeFileSync(`${place}.draft`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${place}.draft`, place);
  }
}

/**
 * The record of a local AWS that runs, with the number of its process as it says itself. What one that is gone left behind
 * is removed.
 */
export async function runningRecord(file: string): Promise<LocalRecord | undefined> {
  const records = placesOf(file).map(recordIn);
  for (const record of records) {
    if (record === undefined) continue;
    const pid = await whoIsThere(record.url, record.token);
    if (pid !== undefined) return { ...record, pid };
  }
  removeAbandonedProfiles();
  // One that can't be read may be about a local AWS that runs.
  if (records.some((record) => record !== undefined)) removeRecord(file);
  return undefined;
}

/** Whether there is a record that nobody can read: then nobody knows whether a local AWS runs. */
export function isRecordDamaged(file: string): boolean {
  const there = placesOf(file).filter((place) => existsSync(place));
  return there.length > 0 && there.every((place) => recordIn(place) === undefined);
}

export function removeRecord(file: string): void {
  for (const place of placesOf(file)) rmSync(place, { force: true });
}

function recordIn(file: string): LocalRecord | undefined {
  const text = readText(file);
  const record = text === undefined ? undefined : parsedJson(text);
  if (!isRecord(record) || record['version'] !== 1) return undefined;
  const isWhole = ['token', 'url', 'region'].every((name) => typeof record[name] === 'string');
  const isHere = isWhole && /^http:\/\/127\.0\.0\.1:\d{1,5}$/.test(String(record['url']));
  const hasParts = isRecord(record['environment']) && isRecord(record['accounts']);
  return isHere && hasParts ? (record as unknown as LocalRecord) : undefined;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
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
