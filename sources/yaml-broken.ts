import { Lexer, type YAMLError } from 'yaml';
import type { Problem } from './yaml-limits';

type Code = YAMLError['code'];

/**
 * What is wrong with the structure of a text, and what to do. After the first of these the library guesses what was
 * meant, and what it reports from there on are consequences.
 */
const STRUCTURE: Partial<Record<Code, { readonly summary?: string; readonly fix: string }>> = {
  TAB_AS_INDENT: { fix: 'indent with spaces, in all lines' },
  BAD_INDENT: { fix: 'indent it as far as the lines that it belongs to' },
  MULTILINE_IMPLICIT_KEY: {
    summary: 'this line is not a key and its value',
    fix: 'write KEY: VALUE, with a colon and a space between them',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    summary: 'a mapping begins in the line of its key',
    fix: 'indent the next line as far as this one; or write the mapping in braces, { KEY: VALUE }',
  },
  BLOCK_IN_FLOW: { fix: 'write it in one line, or in lines without { } and [ ] around them' },
  MISSING_CHAR: { fix: 'add the character that is missing' },
  UNEXPECTED_TOKEN: { fix: 'remove it, or quote the text that it is part of' },
  BAD_COLLECTION_TYPE: { fix: 'close it as it was opened' },
  KEY_OVER_1024_CHARS: { fix: 'shorten the key, or close the quote in front of it' },
  BAD_SCALAR_START: { fix: 'put the text into quotes' },
  IMPOSSIBLE: { fix: 'remove the text at this place, or put it into quotes' },
};

/** Tokens of the lexer's own, which are not in the text: a document, the end of what is broken, a scalar. */
const MARKS = new Set(['\u0002', '\u0018', '\u001F']);

const CLOSES: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

/** The first place where the structure of a text breaks; all that is reported after it only follows from it. */
export function brokenAt(
  errors: readonly YAMLError[],
  text: string,
): (Problem & { readonly until: number }) | undefined {
  const [first] = errors
    .filter(({ code }) => STRUCTURE[code] !== undefined)
    .toSorted((one, other) => one.pos[0] - other.pos[0]);
  if (first === undefined) return undefined;
  const [until] = first.pos;
  const closing = text.charAt(until);
  if (first.code === 'UNEXPECTED_TOKEN' && Object.values(CLOSES).includes(closing)) {
    const fix = `remove it, or add the one that it closes in front`;
    return { offset: until, until, summary: `this "${closing}" closes nothing`, fix };
  }
  const opened = /end with a [\]}]/.test(first.message) ? openedBefore(text, until) : undefined;
  if (opened !== undefined) {
    const { offset, character } = opened;
    const missing = CLOSES[character] ?? '';
    return { offset, until, summary: `this "${character}" is not closed`, fix: `close it with "${missing}"` };
  }
  const { summary, fix = '' } = STRUCTURE[first.code] ?? {};
  return { offset: until, until, summary: summary ?? wordingOf(first.message), fix };
}

/** The innermost brace or bracket that is still open at an offset. */
function openedBefore(
  text: string,
  until: number,
): { readonly offset: number; readonly character: string } | undefined {
  const open: { readonly offset: number; readonly character: string }[] = [];
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (offset >= until) break;
    if (MARKS.has(token)) continue;
    if (token === '{' || token === '[') open.push({ offset, character: token });
    if (token === '}' || token === ']') open.pop();
    offset += token.length;
  }
  return open.at(-1);
}

/** Our findings start in lower case and end without a period. */
export function wordingOf(message: string): string {
  const [first = ''] = message.split('\n');
  return `${first.charAt(0).toLowerCase()}${first.slice(1)}`.replace(/[.:]$/, '');
}
