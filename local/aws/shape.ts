import { isRecord } from '../../core/base/json';
import { defined } from '../../core/base/properties';

/** What a member of a request may be, in the terms of AWS's API models. */
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

/** Which kind of limit a value breaks. */
export type Breach = 'type' | 'required' | 'length' | 'range' | 'pattern' | 'enum' | 'one-of';

/** One value that doesn't fit its shape. */
export interface Misfit {
  readonly breach: Breach;
  /** Where, and what is wrong there. */
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

/** All that is wrong with a value. */
export function misfitsOf(shape: Shape, value: unknown, path: string): readonly Misfit[] {
  switch (shape.kind) {
    case 'text':
      return typeof value === 'string' ? textMisfits(shape, value, path) : [wrongType('text', value, path)];
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
        ...value.flatMap((item, index) => misfitsOf(shape.of, item, `${path}[${index}]`)),
      ];
    case 'record':
    case 'choice':
      if (!isRecord(value)) return [wrongType('an object', value, path)];
      return [
        ...(shape.kind === 'choice' ? choiceMisfits(shape.members, value, path) : []),
        ...Object.entries(shape.members).flatMap(([written, member]) =>
          memberMisfits(written, member, shape.kind === 'choice', value, path),
        ),
      ];
  }
}

/** Refuses a value that doesn't fit; the service says by which of its rules. */
export function demand(
  shape: Shape,
  value: unknown,
  path: string,
  refuse: (first: Misfit, all: string) => Error,
): void {
  const misfits = misfitsOf(shape, value, path);
  const [first] = misfits;
  if (first !== undefined) throw refuse(first, misfits.map(({ says }) => says).join('; '));
}

/** The value as the service keeps it: AWS ignores members that its model doesn't know, and absent is `null` too. */
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

function memberMisfits(
  written: string,
  shape: Shape,
  inChoice: boolean,
  value: Record<string, unknown>,
  path: string,
): readonly Misfit[] {
  const name = nameOf(written);
  const at = path === '' ? name : `${path}.${name}`;
  if (!isAbsent(value[name])) return misfitsOf(shape, value[name], at);
  return inChoice || written.endsWith('?') ? [] : [{ breach: 'required', says: `${at} is missing` }];
}

function choiceMisfits(members: Members, value: Record<string, unknown>, path: string): readonly Misfit[] {
  const names = Object.keys(members);
  const given = names.filter((name) => !isAbsent(value[name]));
  const says = `${path} has ${given.length === 0 ? 'none' : given.join(' and ')} of ${names.join(', ')}`;
  return given.length === 1 ? [] : [{ breach: 'one-of', says }];
}

function textMisfits(
  shape: Extract<Shape, { kind: 'text' }>,
  value: string,
  path: string,
): readonly Misfit[] {
  const misfits = [...outside('length', value.length, shape, `${path} has ${value.length} characters`)];
  if (shape.pattern !== undefined && !shape.pattern.test(value))
    misfits.push({ breach: 'pattern', says: `${path} is "${value}", which ${shape.pattern.source} forbids` });
  if (shape.oneOf !== undefined && !shape.oneOf.includes(value))
    misfits.push({
      breach: 'enum',
      says: `${path} is "${value}", allowed are ${shape.oneOf.join(', ')}`,
    });
  return misfits;
}

function outside(
  breach: Breach,
  size: number,
  { min = 0, max = Number.MAX_SAFE_INTEGER }: { readonly min?: number; readonly max?: number },
  says: string,
): readonly Misfit[] {
  const limits = max === Number.MAX_SAFE_INTEGER ? `at least ${min}` : `${min} to ${max}`;
  return size >= min && size <= max ? [] : [{ breach, says: `${says}, allowed are ${limits}` }];
}

function wrongType(wanted: string, value: unknown, path: string): Misfit {
  const shown = JSON.stringify(value) ?? 'nothing';
  return { breach: 'type', says: `${path === '' ? 'the request' : path} is ${shown}, not ${wanted}` };
}

function nameOf(written: string): string {
  return written.endsWith('?') ? written.slice(0, -1) : written;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
