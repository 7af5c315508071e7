import { isRecord } from '../../core/base/json';
import { defined } from '../../core/base/properties';

/** The shape of a member of a request, in the terms of AWS's API models. */
export type Shape =
  | {
      readonly kind: 'text';
      readonly min?: number;
      readonly max?: number;
      readonly pattern?: RegExp;
      readonly oneOf?: readonly string[];
    }
  | { readonly kind: 'whole'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'flag' }
  | { readonly kind: 'list'; readonly of: Shape; readonly min?: number; readonly max?: number }
  | { readonly kind: 'record'; readonly members: Members }
  /** AWS's unions: exactly one of the members. */
  | { readonly kind: 'choice'; readonly members: Members };

/** Members by name; a name that ends in `?` may be left out. */
export type Members = Readonly<Record<string, Shape>>;

/** The kind of limit that a value violates. */
export type Breach = 'type' | 'required' | 'length' | 'range' | 'pattern' | 'enum' | 'one-of';

/** One value that doesn't match its shape. */
export interface Violation {
  readonly breach: Breach;
  /** The path, and what is wrong there. */
  readonly says: string;
}

export const text = (min?: number, max?: number, pattern?: RegExp): Shape => ({
  kind: 'text',
  ...defined({ min, max, pattern }),
});
export const oneOf = (...values: readonly string[]): Shape => ({ kind: 'text', oneOf: values });
export const whole = (min?: number, max?: number): Shape => ({
  kind: 'whole',
  ...defined({ min, max }),
});
export const flag: Shape = { kind: 'flag' };
export const list = (of: Shape, min?: number, max?: number): Shape => ({
  kind: 'list',
  of,
  ...defined({ min, max }),
});
export const record = (members: Members): Shape => ({ kind: 'record', members });
export const choice = (members: Members): Shape => ({ kind: 'choice', members });

/** Everything that is wrong with a value. */
export function violationsOf(shape: Shape, value: unknown, path: string): readonly Violation[] {
  switch (shape.kind) {
    case 'text':
      return typeof value === 'string'
        ? textViolations(shape, value, path)
        : [wrongType('text', value, path)];
    case 'whole':
      return Number.isInteger(value)
        ? outside('range', Number(value), shape, `${path} is ${String(value)}`)
        : [wrongType('a whole number', value, path)];
    case 'flag':
      return typeof value === 'boolean' ? [] : [wrongType('true or false', value, path)];
    case 'list':
      if (!Array.isArray(value)) return [wrongType('a list', value, path)];
      return [
        ...outside('length', value.length, shape, `${path} has ${value.length} members`),
        ...value.flatMap((item, index) => violationsOf(shape.of, item, `${path}[${index}]`)),
      ];
    case 'record':
    case 'choice':
      if (!isRecord(value)) return [wrongType('an object', value, path)];
      return [
        ...(shape.kind === 'choice' ? choiceViolations(shape.members, value, path) : []),
        ...Object.entries(shape.members).flatMap(([written, member]) =>
          memberViolations(written, member, shape.kind === 'choice', value, path),
        ),
      ];
  }
}

/** Refuses a value that doesn't match; the service chooses which of its rules is violated. */
export function demand(
  shape: Shape,
  value: unknown,
  path: string,
  refuse: (first: Violation, all: string) => Error,
): void {
  const violations = violationsOf(shape, value, path);
  const [first] = violations;
  if (first !== undefined) throw refuse(first, violations.map(({ says }) => says).join('; '));
}

/** The value as the service stores it: AWS ignores members that its model doesn't know, and `null` also means absent. */
export function knownPartOf(shape: Shape, value: unknown): unknown {
  if (shape.kind === 'list' && Array.isArray(value)) return value.map((item) => knownPartOf(shape.of, item));
  if ((shape.kind === 'record' || shape.kind === 'choice') && isRecord(value)) {
    return Object.fromEntries(
      Object.entries(shape.members).flatMap(([written, member]) => {
        const name = nameOf(written);
        return isAbsent(value[name]) ? [] : [[name, knownPartOf(member, value[name])]];
      }),
    );
  }
  return value;
}

function memberViolations(
  written: string,
  shape: Shape,
  inChoice: boolean,
  value: Record<string, unknown>,
  path: string,
): readonly Violation[] {
  const name = nameOf(written);
  const at = path === '' ? name : `${path}.${name}`;
  if (!isAbsent(value[name])) return violationsOf(shape, value[name], at);
  return inChoice || written.endsWith('?') ? [] : [{ breach: 'required', says: `${at} is missing` }];
}

function choiceViolations(
  members: Members,
  value: Record<string, unknown>,
  path: string,
): readonly Violation[] {
  const names = Object.keys(members);
  const given = names.filter((name) => !isAbsent(value[name]));
  const says = `${path} has ${given.length === 0 ? 'none' : given.join(' and ')} of ${names.join(', ')}`;
  return given.length === 1 ? [] : [{ breach: 'one-of', says }];
}

function textViolations(
  shape: Extract<Shape, { kind: 'text' }>,
  value: string,
  path: string,
): readonly Violation[] {
  const violations = [...outside('length', value.length, shape, `${path} has ${value.length} characters`)];
  if (shape.pattern !== undefined && !shape.pattern.test(value))
    violations.push({
      breach: 'pattern',
      says: `${path} is "${value}", which does not match ${shape.pattern.source}`,
    });
  if (shape.oneOf !== undefined && !shape.oneOf.includes(value))
    violations.push({
      breach: 'enum',
      says: `${path} is "${value}", allowed are ${shape.oneOf.join(', ')}`,
    });
  return violations;
}

function outside(
  breach: Breach,
  size: number,
  { min = 0, max = Number.MAX_SAFE_INTEGER }: { readonly min?: number; readonly max?: number },
  says: string,
): readonly Violation[] {
  const limits = max === Number.MAX_SAFE_INTEGER ? `at least ${min}` : `${min} to ${max}`;
  return size >= min && size <= max ? [] : [{ breach, says: `${says}, allowed are ${limits}` }];
}

function wrongType(wanted: string, value: unknown, path: string): Violation {
  const shown = JSON.stringify(value) ?? 'nothing';
  return { breach: 'type', says: `${path === '' ? 'the request' : path} is ${shown}, not ${wanted}` };
}

function nameOf(written: string): string {
  return written.endsWith('?') ? written.slice(0, -1) : written;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
