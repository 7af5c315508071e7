import { mapText } from '../core/topology';

/**
 * Terraform's template language interprets `${` and `%{`; doubled, they are literal text. So would be a `$` with the
 * variable behind it: an empty directive, which needs no quotes and so fits into any text, keeps the two apart.
 */
const literal = (text: string, isBeforeVariable: boolean): string => {
  const escaped = text.replaceAll(/[$%](?=\{)/g, '$&$&');
  return isBeforeVariable ? escaped.replace(/\$$/, '$$%{ if true }%{ endif }') : escaped;
};

/**
 * Every text in a tree of plain data as Terraform reads it: an open parameter becomes its variable, and
 * everything else that looks like a template is escaped. It runs once, where data enters the stacks; no later code escapes.
 */
export function terraformTexts<T>(tree: T): T {
  return mapped(tree) as T;
}

/** Data without anything to change is returned as it is: a large mesh is not copied. */
function mapped(tree: unknown): unknown {
  if (typeof tree === 'string') return tree.includes('{') ? terraformText(tree) : tree;
  if (typeof tree !== 'object' || tree === null) return tree;
  if (Array.isArray(tree)) {
    const items: readonly unknown[] = tree;
    const changed = items.map(mapped);
    return changed.some((item, index) => item !== items[index]) ? changed : tree;
  }
  const entries = Object.entries(tree);
  // The keys of a map, such as tags, are also templates.
  const changed = entries.map(([key, value]) => [mapped(key), mapped(value)] as const);
  const isSame = changed.every(([key, value], index) => {
    const [oldKey, oldValue] = entries[index] ?? [];
    return key === oldKey && value === oldValue;
  });
  return isSame ? tree : Object.fromEntries(changed);
}

const terraformText = (text: string): string => mapText(text, (name) => `\${var.${name}}`, literal);

/** A text, as `terraformTexts` left it, inside an expression: quoted, its variables still filled in. */
export const quoted = (text: string): string =>
  `"${text.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)}"`;

/** A name as Terraform allows it in an address, distinct for every name. */
export const addressPart = (name: string): string =>
  name.replaceAll(/[^A-Za-z0-9-]/gu, (character) => `_${(character.codePointAt(0) ?? 0).toString(16)}_`);
