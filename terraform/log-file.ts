import { closeSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { lineSplitter } from './lines';

/** A file that another process writes while this one reads it. */
export interface LogFile {
  /** Passed to the writer. */
  readonly handle: number;
  /** Follows the file line by line; the returned function reads the rest, closes the file and returns its whole text. */
  follow(onLine: (line: string) => void): () => string;
}

/** Opens a new log that only the user may read: a provider's messages may contain secrets. */
export function openLog(path: string, everyMs = 100): LogFile {
  mkdirSync(dirname(path), { recursive: true });
  // Two handles: the writer's position moves with each of its writes.
  const handle = openSync(path, 'w', 0o600);
  const reading = openSync(path, 'r');
  return {
    handle,
    follow(onLine) {
      const chunks: string[] = [];
      const lines = lineSplitter(onLine);
      const decoder = new StringDecoder('utf8');
      const buffer = Buffer.alloc(64 * 1024);
      const readOn = (): void => {
        for (let size = readSync(reading, buffer); size > 0; size = readSync(reading, buffer)) {
          const text = decoder.write(buffer.subarray(0, size));
          chunks.push(text);
          lines.push(text);
        }
      };
      const timer = setInterval(readOn, everyMs);
      let closed = false;
      return () => {
        if (closed) return chunks.join('');
        closed = true;
        clearInterval(timer);
        readOn();
        lines.end();
        closeSync(reading);
        closeSync(handle);
        return chunks.join('');
      };
    },
  };
}
