import { readFileSync } from 'node:fs';
import { propertyOf } from '../core/base/properties';
import type { Result } from '../core/topology';
import { fileFinding } from './file-finding';
import type { SourceRuleId } from './rules';

/** Why a file can't be read, by the system's error code: what is wrong, and what to do. */
const problems: Readonly<Record<string, readonly [rule: SourceRuleId, summary: string, fix: string]>> = {
  ENOENT: ['source/missing', 'does not exist', 'name the topology file, or create it'],
  ENOTDIR: ['source/missing', 'does not exist', 'name the topology file, or create it'],
  EISDIR: ['source/not-a-file', 'is a folder', 'name the file in it, such as topology.yaml'],
  EACCES: ['source/unreadable', 'may not be read by you', 'give yourself the permission to read it'],
  EPERM: ['source/unreadable', 'may not be read by you', 'give yourself the permission to read it'],
};

/**
 * The text of a file: UTF-8, without the byte order mark that some editors put in front.
 * @param shown the file as findings name it
 */
export function textOf(path: string, shown: string): Result<string> {
  const refused = (rule: SourceRuleId, summary: string, fix: string): Result<string> => ({
    ok: false,
    findings: [fileFinding(rule, shown, `"${shown}" ${summary}`, fix)],
  });
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
    if (text.trim() === '') return refused('source/empty', 'is empty', 'write a topology into it');
    return { ok: true, value: text, findings: [] };
  } catch (error) {
    const code = String(propertyOf(error, 'code'));
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      return refused('source/encoding', 'is not UTF-8 text', 'save it as UTF-8');
    }
    const [rule, summary, fix] = problems[code] ?? [
      'source/unreadable' as const,
      `can't be read (${code})`,
      'check the file and its disk',
    ];
    return refused(rule, summary, fix);
  }
}
