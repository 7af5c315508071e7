/** A place that a parameter fills. In TypeScript `param('NAME')`, elsewhere `{ parameter: NAME }`. */
export interface ParameterRef {
  readonly parameter: string;
}

/** Leaves a scalar to the parameter `name`, which the topology declares under `parameters`. */
export const param = (name: string): ParameterRef => ({ parameter: name });

/**
 * Text that is only copied through (an ARN, an id, a host name). A parameter without a value stays in it
 * as `${parameter.NAME}` and becomes a Terraform variable; composing and comparing such texts needs no care.
 */
export type Text = string;

/** Tags of AWS resources, by their keys. */
export type Tags = Readonly<Record<string, Text>>;

/** A scalar that the plan computes with, so an open parameter is refused there (and `undecided` in a check). */
export type Value<T> = T | ParameterRef;

/** The same shape after `closed()` has proven that no open `Value` is left. */
export type Closed<T> = T extends ParameterRef
  ? never
  : T extends string | number | boolean | null | undefined
    ? T
    : { readonly [K in keyof T]: Closed<T[K]> };

export function isParameterRef(value: unknown): value is ParameterRef {
  return (
    typeof value === 'object' && value !== null && 'parameter' in value && Object.keys(value).length === 1
  );
}

const OPEN_TEXT = /\$\{parameter\.([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** The form in which a `Text` contains an open parameter. */
export const openText = (name: string): Text => `\${parameter.${name}}`;

/** The parameters that a text still waits for, in order, each once. */
export function openParametersOf(text: Text): readonly string[] {
  return [...new Set([...text.matchAll(OPEN_TEXT)].map((match) => match[1] ?? ''))];
}

/** A text in lower case, as DNS compares names; parameters keep theirs. */
export const inLowerCase = (text: Text): Text => mapText(text, openText, (literal) => literal.toLowerCase());

/** A sentence about texts, for people: they need not know how an open parameter is written in a text. */
export const readable = (sentence: string): string =>
  sentence
    .replaceAll(/"\$\{parameter\.(\w+)\}"/g, 'parameter "$1"')
    .replaceAll(/(?<![^\s(])\$\{parameter\.(\w+)\}(?![^\s,;:)])/g, 'parameter "$1"')
    .replaceAll(OPEN_TEXT, '<parameter $1>');

/**
 * Rewrites each open parameter of a text, and everything else by `literal`.
 * @param literal also gets whether a parameter follows the part
 */
export function mapText(
  text: Text,
  parameter: (name: string) => string,
  literal: (part: string, isBeforeParameter: boolean) => string,
): string {
  const parts = text.split(OPEN_TEXT);
  return parts
    .map((part, index) => (index % 2 === 1 ? parameter(part) : literal(part, index < parts.length - 1)))
    .join('');
}
