import { Parser, type CST } from 'yaml';
import type { Position } from '../core/source';

/**
 * A topology is a dozen levels deep. The library builds its tree by recursion, and what is nested thousands of levels
 * exhausts the stack, in the worst case so that no error can be caught any more: the process dies.
 */
const most = 200;

/** Where a text goes deeper than any topology does. Reads tokens only, without recursion. */
export function tooDeepAt(text: string): Position | undefined {
  const open = [...new Parser().parse(text)].map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > most) return positionIn(text, token.offset);
    for (const inner of insideOf(token)) open.push({ token: inner, depth: depth + 1 });
  }
  return undefined;
}

function positionIn(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

function insideOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) =>
    [key, value].filter((each) => each !== undefined && each !== null),
  );
}
