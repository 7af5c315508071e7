import { parseSync } from '@swc/core';

/** An object that is written out: its keys in their order, each with the text that is its value, if it is one. */
export type Literal = readonly (readonly [key: string, text: string | undefined])[];

/** The texts and objects that a file writes out, read from its syntax tree. */
export interface Literals {
  readonly texts: readonly string[];
  readonly objects: readonly Literal[];
}

type Node = Readonly<Record<string, unknown>>;

const asNode = (value: unknown): Node | undefined =>
  typeof value === 'object' && value !== null ? (value as Node) : undefined;

const textOf = (value: unknown): string | undefined => {
  const node = asNode(value);
  return node?.['type'] === 'StringLiteral' ? String(node['value']) : undefined;
};

export function literalsOf(text: string): Literals {
  const texts: string[] = [];
  const objects: Literal[] = [];
  const visit = (node: Node): void => {
    const own = textOf(node);
    if (own !== undefined) texts.push(own);
    if (node['type'] === 'ObjectExpression')
      objects.push((node['properties'] as readonly Node[]).flatMap(entryOf));
    for (const value of Object.values(node).flat()) {
      const child = asNode(value);
      if (child) visit(child);
    }
  };
  visit(parseSync(text, { syntax: 'typescript' }) as unknown as Node);
  return { texts, objects };
}

/** `key: value`, or `key` alone for `key: key`; nothing for what is spread in. */
function entryOf(property: Node): Literal {
  if (property['type'] === 'Identifier') return [[String(property['value']), undefined]];
  const key = asNode(property['key']);
  return key === undefined ? [] : [[String(key['value']), textOf(property['value'])]];
}
