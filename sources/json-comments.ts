import type { Problem } from './yaml-limits';

/** A text that is meant as JSON: an object or a list, behind comments or not. */
const MEANT = /^(?:\s|\/\/.*|#.*|\/\*[\s\S]*?\*\/)*[{[]/;

/** Texts in quotes, and what begins a comment where it is in none; another quote, and what follows it, is not JSON. */
const TOKEN = /"(?:[^"\\\n]|\\.)*"|["'#]|\/[/*]/g;

/** The first comment of a text that is otherwise JSON so far: a YAML reader takes `//` for a key, and guesses on. */
export function commentIn(text: string): Problem | undefined {
  if (!MEANT.test(text)) return undefined;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token.length > 1 && token.startsWith('"')) continue;
    if (token === '"' || token === "'") return undefined;
    const fix = 'remove the comment, or name the file .yaml and begin comments with #';
    return { offset: index, summary: 'JSON has no comments', fix };
  }
  return undefined;
}
