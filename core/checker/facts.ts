import { isParameterRef, openParametersOf, type Text, type Value } from '../topology';

/** Something that the topology does not state. */
export interface Fact {
  /** `issuer of certificate "db" (/certs/db.pem)`. */
  readonly what: string;
  /** How to state it, as an imperative: `state certificates.db.facts.issuer`. */
  readonly how: string;
}

/** A value that the topology does not settle: what it could be, the most favourable first, and what would settle it. */
export interface Unknown<T> {
  readonly possible: readonly T[];
  readonly facts: readonly Fact[];
  readonly parameters: readonly string[];
}

export type Maybe<T> = T | Unknown<T>;

export function isUnknown<T>(value: Maybe<T>): value is Unknown<T> {
  return typeof value === 'object' && value !== null && 'possible' in value;
}

export const factUnknown = (...facts: readonly Fact[]): Unknown<boolean> => ({
  possible: [true, false],
  facts,
  parameters: [],
});

export const parametersOpen = (parameters: readonly string[]): Unknown<boolean> => ({
  possible: [true, false],
  facts: [],
  parameters,
});

/** Each fact once. */
export const distinctFacts = (facts: readonly Fact[]): readonly Fact[] => [
  ...new Map(facts.map((fact) => [fact.what, fact])).values(),
];

/** True as soon as one answer is; otherwise unknown as soon as one is. */
export function anyOf(answers: readonly Maybe<boolean>[]): Maybe<boolean> {
  if (answers.includes(true)) return true;
  const unknown = answers.filter((answer) => isUnknown(answer));
  if (unknown.length === 0) return false;
  return {
    possible: [true, false],
    facts: distinctFacts(unknown.flatMap(({ facts }) => facts)),
    parameters: [...new Set(unknown.flatMap(({ parameters }) => parameters))],
  };
}

/** Two references to the same parameter are equal whatever its value. */
export function sameValue(one: Value<number>, other: Value<number>): Maybe<boolean> {
  const open = [
    ...new Set([one, other].flatMap((value) => (isParameterRef(value) ? [value.parameter] : []))),
  ];
  if (isParameterRef(one) && isParameterRef(other) && open.length === 1) return true;
  return open.length > 0 ? parametersOpen(open) : one === other;
}

/** Equal texts are equal whatever their parameters contain; different ones may still turn out equal while one is open. */
export function sameText(one: Text, other: Text): Maybe<boolean> {
  if (one === other) return true;
  const open = [...new Set([...openParametersOf(one), ...openParametersOf(other)])];
  return open.length > 0 && parametersOpen(open);
}
