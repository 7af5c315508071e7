import { isAlias, isCollection, isScalar, visit, type Document, type Node } from 'yaml';

/** What is wrong at an offset of the text. */
export interface Problem {
  readonly offset: number;
  readonly summary: string;
  readonly fix: string;
}

/** Keys that are in their mapping already. The library compares each key with all before it. */
export function repeatedKeys(
  document: Document.Parsed,
  lineOf: (offset: number) => number,
): readonly Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Map: (_key, { items }) => {
      const firsts = new Map<unknown, number>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const offset = key.range?.[0] ?? 0;
        const first = firsts.get(key.value);
        if (first === undefined) firsts.set(key.value, offset);
        else
          problems.push({
            offset,
            summary: `key "${nameOf(key.value)}" is already in this mapping, on line ${lineOf(first)}`,
            fix: 'rename or remove one of the two',
          });
      }
    },
  });
  return problems;
}

/** The name of a key; `<<` is a symbol to the library. */
export const nameOf = (key: unknown): string =>
  typeof key === 'symbol' ? (key.description ?? '') : String(key);

/** What YAML allows and JSON doesn't. Comments and trailing commas are not looked for here. */
export function jsonProblems(document: Document.Parsed): readonly Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Node: (_key, node) => {
      const problem = notJson(node);
      if (problem === undefined) return undefined;
      const [summary, fix] = problem;
      problems.push({ offset: node.range?.[0] ?? 0, summary, fix });
      // Block style has no JSON inside: one finding is enough.
      return isCollection(node) && node.flow !== true ? visit.SKIP : undefined;
    },
  });
  return problems;
}

function notJson(node: Node): readonly [summary: string, fix: string] | undefined {
  if (isAlias(node)) return ['JSON has no aliases', 'write out what the alias stands for'];
  if (isScalar(node) && node.type === 'QUOTE_SINGLE') return ['JSON quotes with "', 'use double quotes'];
  if (isCollection(node) && node.flow !== true) {
    return ['this is YAML, not JSON', 'name the file .yaml, or write { } and [ ]'];
  }
  if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) {
    return ['JSON has no anchors', 'remove the anchor'];
  }
  return undefined;
}
