import { isRecord, parsedJson } from '../../../core/base/json';

/** One statement of a policy, with every list written as a list. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Matches;
  /** Absent in a trust policy, whose resource is the role. */
  readonly resources?: Matches;
  /** Only in policies of a resource. */
  readonly principals?: Principals;
  readonly conditions: readonly Condition[];
}

/** Patterns of which one must match; with `not`, none may (`NotAction`, `NotResource`). */
export interface Matches {
  readonly not: boolean;
  readonly patterns: readonly string[];
}

/** Whom a policy of a resource is about: patterns by kind, such as `AWS` and `Service`. */
export interface Principals {
  readonly not: boolean;
  readonly byKind: Readonly<Record<string, readonly string[]>>;
}

/** One key of a condition block. */
export interface Condition {
  /** Such as `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A policy and where it comes from, in words. */
export interface Policy {
  readonly name: string;
  readonly statements: readonly Statement[];
}

/**
 * Reads a policy document. IAM refuses a malformed one when it is attached; of what is malformed all the same, nothing
 * is granted.
 */
export function policyOf(name: string, document: string): Policy {
  const read = parsedJson(document);
  const statements = isRecord(read) ? listOf(read['Statement']) : [];
  return { name, statements: statements.flatMap((one) => (isRecord(one) ? statementOf(one) : [])) };
}

function statementOf(written: Readonly<Record<string, unknown>>): readonly Statement[] {
  const effect = written['Effect'];
  const actions = matchesOf(written, 'Action');
  if ((effect !== 'Allow' && effect !== 'Deny') || actions === undefined) return [];
  const resources = matchesOf(written, 'Resource');
  const principals = principalsOf(written);
  return [
    {
      effect,
      actions,
      ...(resources && { resources }),
      ...(principals && { principals }),
      conditions: conditionsOf(written['Condition']),
    },
  ];
}

function matchesOf(written: Readonly<Record<string, unknown>>, member: string): Matches | undefined {
  const [is, not] = [written[member], written[`Not${member}`]];
  if (is === undefined && not === undefined) return undefined;
  return { not: is === undefined, patterns: textsOf(is ?? not) };
}

function principalsOf(written: Readonly<Record<string, unknown>>): Principals | undefined {
  const [is, not] = [written['Principal'], written['NotPrincipal']];
  const whom = is ?? not;
  if (whom === undefined) return undefined;
  const byKind = isRecord(whom)
    ? Object.fromEntries(Object.entries(whom).map(([kind, values]) => [kind, textsOf(values)]))
    : // `"Principal": "*"` is everyone, of every kind.
      { '*': textsOf(whom) };
  return { not: is === undefined, byKind };
}

function conditionsOf(written: unknown): readonly Condition[] {
  if (!isRecord(written)) return [];
  return Object.entries(written).flatMap(([operator, keys]) =>
    isRecord(keys)
      ? Object.entries(keys).map(([key, values]) => ({ operator, key, values: textsOf(values) }))
      : [],
  );
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** Numbers and booleans may be written without quotes. */
const textsOf = (value: unknown): readonly string[] => listOf(value).map(String);
