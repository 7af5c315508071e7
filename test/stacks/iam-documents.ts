import { fieldOf, parsedJson } from '../../core/base/json';
import { textOf } from '../../terraform/json';
import type { Block } from './json';

/** A statement of an IAM document, with the block that contains it. */
export interface FoundStatement {
  readonly address: string;
  readonly sid: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** As written: `*`, or what each kind of principal lists; empty in a policy of an identity. */
  readonly principals: readonly string[];
}

/** What Terraform puts into a text; it can contain quotes, and no document consists of one alone. */
const expression = /\$\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\}/g;
const documentAttributes = [
  'policy',
  'assume_role_policy',
  'access_policy',
  'resource_policy',
  'inline_policy',
];

/** Every statement in a resource: in whichever attribute it is, and however deep. */
export function statementsOf({ type, address, body }: Block): readonly FoundStatement[] {
  return stringsIn(body).flatMap(([name, text]) => {
    const isDocument = /"Statement"\s*:/.test(text);
    // An identifier of a policy is not its document, and a document that cannot be read here would not be judged.
    if (!isDocument && documentAttributes.includes(name)) throw new Error(`${address}: ${name} is ${text}`);
    return isDocument ? documentOf(address, type, text) : [];
  });
}

function documentOf(address: string, type: string, text: string): readonly FoundStatement[] {
  const document = parsedJson(
    text.replaceAll(expression, (found) => `\${${found.slice(2, -1).replaceAll(/["\\]/g, "'")}}`),
  );
  const statements = fieldOf(document, 'Statement');
  if (!Array.isArray(statements))
    throw new Error(`${address}: the document of ${type} has no list of statements`);
  return (statements as readonly unknown[]).map((statement) => {
    for (const name of ['NotAction', 'NotResource', 'NotPrincipal'])
      if (fieldOf(statement, name) !== undefined)
        throw new Error(`${address}: ${name} permits all but what it lists`);
    const principal = fieldOf(statement, 'Principal');
    return {
      address,
      sid: textOf(fieldOf(statement, 'Sid')),
      effect: textOf(fieldOf(statement, 'Effect')),
      actions: listOf(fieldOf(statement, 'Action')),
      resources: listOf(fieldOf(statement, 'Resource')),
      principals:
        typeof principal === 'object' && principal !== null
          ? Object.values(principal).flatMap(listOf)
          : listOf(principal),
    };
  });
}

const listOf = (value: unknown): readonly string[] =>
  value === undefined ? [] : (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map(String);

/** Every text in a value, with the name of the field that has it. */
function stringsIn(value: unknown, name = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[name, value]];
  if (Array.isArray(value)) return (value as readonly unknown[]).flatMap((each) => stringsIn(each, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => stringsIn(each, key));
}
