import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isRecord, parsedJson } from '../core/base/json';
import { removeAbandonedProfiles } from './aws/profiles';
import { whoIsThere } from './aws/presence';

/** A local AWS that runs in a separate process, as recorded by that process. */
export interface LocalRecord {
  readonly version: 1;
  readonly pid: number;
  /** The token with which it identifies itself: process ids and ports are reused. */
  readonly token: string;
  /** Process id of its moto. */
  readonly motoPid: number;
  readonly url: string;
  readonly region: string;
  /** The environment of a Terraform process. */
  readonly environment: Readonly<Record<string, string>>;
  /** Profile of each account, by the account's key. */
  readonly accounts: Readonly<Record<string, string>>;
  /** Arguments of the `aws` command that show its contents. @default those that show the caller's identity */
  readonly look?: string;
  /** Whether it restored what one that was killed had saved. @default false */
  readonly restored?: boolean;
  /**
   * What that one had saved but this one could not read: a sentence.
   * @default everything was read
   */
  readonly damage?: string;
}

/** The paths of a record and its copy: a damaged file does not hide the local AWS that wrote both. */
const placesOf = (file: string): readonly string[] => [file, `${file}.copy`];

/** Writes the record; a concurrent reader gets all of it or nothing. */
export function writeRecord(file: string, record: LocalRecord): void {
  mkdirSync(dirname(file), { recursive: true });
  for (const place of placesOf(file)) {
    writeFileSync(`${place}.draft`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${place}.draft`, place);
  }
}

/**
 * The record of a running local AWS, with the process id that it reports. The record of one that has stopped is
 * removed.
 */
export async function runningRecord(file: string): Promise<LocalRecord | undefined> {
  const records = placesOf(file).map(recordIn);
  for (const record of records) {
    if (record === undefined) continue;
    const pid = await whoIsThere(record.url, record.token);
    if (pid !== undefined) return { ...record, pid };
  }
  removeAbandonedProfiles();
  // An unreadable record may belong to a running local AWS.
  if (records.some((record) => record !== undefined)) removeRecord(file);
  return undefined;
}

/** Whether there is an unreadable record: then it is unknown whether a local AWS runs. */
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
 * Whether a local AWS of ours runs there. Process ids and ports are reused, but only the local AWS responds to an unsigned
 * request like this.
 */
export async function isLocalAws(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    return response.headers.get('x-amzn-errortype') === 'MissingAuthenticationToken';
  } catch {
    return false;
  }
}
