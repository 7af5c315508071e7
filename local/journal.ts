import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * A file to which entries are added, each a line `["CHECKSUM",ENTRY]`. What `start` and `append` wrote survives a crash
 * of this process, but not necessarily a crash of the machine.
 */
export interface Journal {
  /** Replaces the file by one with only this entry. A reader always finds either the old file or the new one. */
  start(entry: unknown): void;
  append(entry: unknown): void;
  /** Whether `append` can be called: not before `start`, nor after the file was removed. */
  isStarted(): boolean;
  /** Whether a new start is due: the appended entries are as long as the first entry, and at least 4 MiB. */
  isLong(): boolean;
  remove(): void;
}

/** Shorter journals are read fast. */
const longEnough = 4 * 1024 * 1024;

/** The journal in a file. It contains private keys, so that only the user can read it. */
export function journalIn(file: string): Journal {
  const draft = `${file}.draft`;
  let [first, appended]: [number | undefined, number] = [undefined, 0];
  return {
    start(entry) {
      const line = lineOf(entry);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(draft, line, { mode: 0o600 });
      renameSync(draft, file);
      [first, appended] = [line.length, 0];
    },
    append(entry) {
      const line = lineOf(entry);
      appendFileSync(file, line);
      appended += line.length;
    },
    isStarted: () => first !== undefined && existsSync(file),
    isLong: () => appended > Math.max(first ?? 0, longEnough),
    remove() {
      for (const path of [file, draft]) rmSync(path, { force: true });
    },
  };
}

/** The contents of a journal's file. */
export interface ReadJournal {
  /** The entries up to the first damaged one. */
  readonly entries: readonly unknown[];
  /**
   * The line of the first damaged entry, from 1. An incomplete last line is not damaged: the process was killed while it
   * wrote, before it sent a response.
   * @default none
   */
  readonly damaged?: number;
}

/** Reads a journal. What follows a damaged entry is left out: it may depend on it. */
export function readJournal(file: string): ReadJournal {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const entries = lines.map(entryOf);
  const damaged = entries.indexOf(undefined);
  return damaged === -1 ? { entries } : { entries: entries.slice(0, damaged), damaged: damaged + 1 };
}

function lineOf(entry: unknown): string {
  const text = JSON.stringify(entry);
  return `["${checksumOf(text)}",${text}]\n`;
}

function entryOf(line: string): unknown {
  // JSON text may contain Unicode line ends, which a dot matches only with the flag `s`.
  const [, checksum, text] = /^\["([0-9a-f]{16})",(.*)\]$/s.exec(line) ?? [];
  return text !== undefined && checksumOf(text) === checksum ? (JSON.parse(text) as unknown) : undefined;
}

function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
