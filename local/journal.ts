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
 * A file of entries to which more are added, each a line `["CHECKSUM",ENTRY]`. What `start` and `append` wrote survives
 * the death of this process; that of the machine is not looked after.
 */
export interface Journal {
  /** Replaces the file by one with this entry alone. Who reads it at any time finds the old file or the new one. */
  start(entry: unknown): void;
  append(entry: unknown): void;
  /** Whether `append` can be called: not before `start`, nor after somebody removed the file. */
  isStarted(): boolean;
  /** Whether what was appended is longer than a new start would be: as long as the first entry, and 4 MiB. */
  isLong(): boolean;
  remove(): void;
}

/** Shorter journals are read in no time. */
const longEnough = 4 * 1024 * 1024;

/** The journal in a file. It has private keys in it, so that it is for the user's eyes only. */
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

/** What a journal's file has. */
export interface ReadJournal {
  /** The entries as far as they are whole. */
  readonly entries: readonly unknown[];
  /**
   * The line of the first damaged entry, from 1. A last line without an end is not damaged: the process died while it
   * wrote, and nobody was answered on the strength of it.
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
  // A text of JSON may hold line ends of Unicode, which only `s` lets a dot match.
  const [, checksum, text] = /^\["([0-9a-f]{16})",(.*)\]$/s.exec(line) ?? [];
  return text !== undefined && checksumOf(text) === checksum ? (JSON.parse(text) as unknown) : undefined;
}

function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
