import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { propertyOf } from '../core/base/properties';
import type { Result } from '../core/topology';
import { fileFinding } from './file-finding';
import type { SourceRuleId } from './rules';

type Refusal = readonly [rule: SourceRuleId, summary: string, fix: string];

/** Bytes that a file may have: a mesh of 10,000 services in YAML has a third of it. */
const MOST_BYTES = 16 * 2 ** 20;

/** Why a file can't be read, by the system's error code: what is wrong, and what to do. */
const problems: Readonly<Record<string, Refusal>> = {
  ENOENT: ['source/missing', 'does not exist', 'name the topology file, or create it'],
  ENOTDIR: ['source/missing', 'does not exist', 'name the topology file, or create it'],
  EISDIR: ['source/not-a-file', 'is a folder', 'name the file in it, such as topology.yaml'],
  EACCES: ['source/unreadable', 'is not readable for you', 'give yourself the permission to read it'],
  EPERM: ['source/unreadable', 'is not readable for you', 'give yourself the permission to read it'],
  ELOOP: ['source/unreadable', 'is a link that leads back to itself', 'link it to a file'],
  ENAMETOOLONG: ['source/unreadable', 'has a name that is too long', 'move the file to a shorter path'],
  ENXIO: ['source/not-a-file', 'is not a regular file', 'copy its contents to a file'],
  ERR_ENCODING_INVALID_ENCODED_DATA: ['source/encoding', 'is not UTF-8 text', 'save it as UTF-8'],
};
const tooLarge: Refusal = [
  'source/too-large',
  `has more than ${MOST_BYTES / 2 ** 20} MiB`,
  'name a smaller file; split a mesh of this size',
];

/**
 * The text of a regular file of at most 16 MiB: UTF-8, without the byte order mark that some editors put in front. A
 * device or a pipe, which may never end, is refused before anything is read.
 * @param shown the file as findings name it
 */
export function textOf(path: string, shown: string): Result<string> {
  const refused = ([rule, summary, fix]: Refusal): Result<string> => ({
    ok: false,
    findings: [fileFinding(rule, shown, `"${shown}" ${summary}`, fix)],
  });
  try {
    const bytes = bytesOf(path);
    if (!(bytes instanceof Uint8Array)) return refused(bytes);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.trim() === '') return refused(['source/empty', 'is empty', 'write a topology into it']);
    return { ok: true, value: text, findings: [] };
  } catch (error) {
    const code = String(propertyOf(error, 'code'));
    return refused(
      problems[code] ?? ['source/unreadable', `can't be read (${code})`, 'check the file and its disk'],
    );
  }
}

/** The content of a regular file, or why it is not taken. */
function bytesOf(path: string): Uint8Array | Refusal {
  // Without it the opening of a pipe waits for a writer.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = fstatSync(file);
    if (stat.isDirectory()) return problemOf('EISDIR');
    if (!stat.isFile()) return problemOf('ENXIO');
    if (stat.size > MOST_BYTES) return tooLarge;
    const chunks: Uint8Array[] = [];
    let length = 0;
    // To the end, not to the size: files of /proc say that they have none, and others grow meanwhile.
    for (;;) {
      const chunk = new Uint8Array(Math.max(stat.size + 1, 2 ** 16));
      const read = readSync(file, chunk);
      if (read === 0) return Buffer.concat(chunks);
      length += read;
      if (length > MOST_BYTES) return tooLarge;
      chunks.push(chunk.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
}

const problemOf = (code: 'EISDIR' | 'ENXIO'): Refusal =>
  problems[code] ?? ['source/unreadable', "can't be read", 'check the file'];
