import { parsedJson } from '../../core/base/json';
import type { ManifestTree } from '../../core/dataplane/pods/specs';
import type { OutputValue } from '../../core/planner';
import { openParametersOf, type Text } from '../../core/topology';
import { filledText, jsonTemplate, type JsonTree } from '../tasks/json';
import { terraformTexts } from '../text';

/** Data whose texts are Terraform's. */
export type Template =
  | string
  | number
  | boolean
  | readonly Template[]
  | { readonly [name: string]: Template };

/**
 * A manifest with the templates of Terraform in it.
 * @param of the expression of a value in the stack
 */
export function manifestTemplate(tree: ManifestTree, of: (value: OutputValue) => string): Template {
  if (typeof tree === 'string') return textTemplate(tree, of);
  if (typeof tree !== 'object') return tree;
  if (isList(tree)) return tree.map((item) => manifestTemplate(item, of));
  if (isFilled(tree))
    return tree.filled.map((part) => (typeof part === 'string' ? beforeMore(part) : of(part))).join('');
  return Object.fromEntries(
    Object.entries(tree).flatMap(([name, value]) =>
      value === undefined ? [] : [[terraformTexts(name), manifestTemplate(value, of)]],
    ),
  );
}

/** A manifest, or values of a chart, as JSON in a template of Terraform. */
export const manifestJson = (tree: ManifestTree, of: (value: OutputValue) => string): string =>
  jsonTemplate(jsonTree(tree), of);

function jsonTree(tree: ManifestTree): JsonTree {
  if (typeof tree !== 'object') return tree;
  if (isList(tree)) return tree.map(jsonTree);
  if (isFilled(tree)) return filledText(...tree.filled);
  return Object.fromEntries(
    Object.entries(tree).flatMap(([name, value]) => (value === undefined ? [] : [[name, jsonTree(value)]])),
  );
}

/** Whatever a variable contains, a text that is JSON stays JSON. */
function textTemplate(text: Text, of: (value: OutputValue) => string): string {
  const isOpen = text.startsWith('{') && openParametersOf(text).length > 0;
  const json = isOpen ? parsedJson(text) : undefined;
  return json === undefined ? terraformTexts(text) : jsonTemplate(json as JsonTree, of);
}

const isList = (tree: object): tree is readonly ManifestTree[] => Array.isArray(tree);
const isFilled = (tree: object): tree is Extract<ManifestTree, { readonly filled: unknown }> =>
  'filled' in tree;

/** A `$` at the end would make a literal of the template that follows; an empty directive keeps the two apart. */
const beforeMore = (text: string): string => terraformTexts(text).replace(/\$$/, '$$%{ if true }%{ endif }');
