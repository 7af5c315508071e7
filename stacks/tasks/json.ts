import type { Filled } from '../../core/dataplane/tasks';
import type { OutputValue } from '../../core/planner';
import { mapText, type Text } from '../../core/topology';
import { terraformTexts } from '../text';

const PARTS = Symbol('parts');

/** A text with values that only Terraform knows. */
interface FilledText {
  readonly [PARTS]: readonly (Filled[number] | Expression)[];
}

/** An expression of Terraform in its braces, such as an attribute of a resource. */
export interface Expression {
  readonly expression: string;
}

/** A text of parts: texts of the topology, values of the plan, and expressions of Terraform. */
export const filledText = (...parts: FilledText[typeof PARTS]): FilledText => ({ [PARTS]: parts });

/** Data whose texts are those of the topology. A property that is undefined is left out. */
export type JsonTree =
  | Text
  | number
  | boolean
  | FilledText
  | readonly JsonTree[]
  | { readonly [name: string]: JsonTree | undefined };

/**
 * Data as JSON in a template of Terraform. Whatever a variable contains, its text stays inside of its quotes.
 * @param of the expression of a value in the stack
 */
export function jsonTemplate(tree: JsonTree, of: (value: OutputValue) => string): string {
  if (typeof tree === 'string') return `"${textTemplate(tree)}"`;
  if (typeof tree !== 'object') return String(tree);
  if (isFilled(tree)) {
    const parts = tree[PARTS].map((part) => {
      if (typeof part === 'string') return textTemplate(part);
      return expressionTemplate('expression' in part ? part.expression : of(part));
    });
    return `"${parts.join('')}"`;
  }
  if (isList(tree)) return `[${tree.map((item) => jsonTemplate(item, of)).join(',')}]`;
  const properties = Object.entries(tree).flatMap(([name, value]) =>
    value === undefined ? [] : [`"${textTemplate(name)}":${jsonTemplate(value, of)}`],
  );
  return `{${properties.join(',')}}`;
}

const isFilled = (tree: object): tree is FilledText => PARTS in tree;
const isList = (tree: object): tree is readonly JsonTree[] => Array.isArray(tree);

/** The value of an expression inside the quotes of JSON. */
const escaped = (expression: string): string => `\${replace(jsonencode(${expression}), "/^\\"|\\"$/", "")}`;

const textTemplate = (text: Text): string => mapText(text, (name) => escaped(`var.${name}`), literal);

/** A `$` at the end would make a literal of the template that follows. */
const literal = (text: string): string =>
  terraformTexts(JSON.stringify(text).slice(1, -1))
    .replace(/\$$/, String.raw`\u0024`)
    .replace(/%$/, String.raw`\u0025`);

/** What a resource has, in this stack or another, is an identifier of AWS, without quotes; a variable may have any. */
const expressionTemplate = (expression: string): string =>
  expression.replaceAll(/\$\{(var\.\w+)\}/g, (_, variable: string) => escaped(variable));
