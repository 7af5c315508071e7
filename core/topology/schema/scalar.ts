import * as z from 'zod';
import { quotedList } from '../../base/text';
import { didYouMean } from '../did-you-mean';

/** `{ parameter: NAME }`, wherever a scalar stands. */
export const parameterRef = z
  .strictObject({
    parameter: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'a parameter name is letters, digits and _'),
  })
  .meta({ id: 'parameter-ref', description: 'Left to a parameter that the topology declares.' });

/**
 * An object that refuses unknown keys and says which one was probably meant.
 * @param meant keys of other tools, and the key here that says the same
 */
export function object<Shape extends z.ZodRawShape>(
  shape: Shape,
  meant: Readonly<Record<string, string>> = {},
) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return undefined;
      return issue.keys
        .map(
          (key) =>
            `unknown key "${key}"; ${otherName(meant, key) ?? didYouMean(key, known) ?? `known here: ${known.join(', ')}`}`,
        )
        .join('\n');
    },
  });
}

const otherName = (meant: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(meant, key) ? `write ${meant[key]}` : undefined;

const WRONG_TYPE: Readonly<Record<string, string>> = {
  number: 'a number where text belongs; put it in quotes',
  boolean: 'true or false where text belongs; put it in quotes',
};

const plainText = () => z.string({ error: (issue) => WRONG_TYPE[typeof issue.input] }).min(1, 'empty text');
const anyText = z
  .union([plainText(), parameterRef])
  .meta({ id: 'text', description: 'Text, or a parameter; ${parameter.NAME} may stand inside it.' });

/** Text that is only copied through; it may be a parameter. */
export function text(pattern?: RegExp, rule?: string) {
  return pattern === undefined ? anyText : z.union([plainText().regex(openOr(pattern), rule), parameterRef]);
}

/** The pattern, or a text that holds an open parameter (whose value is checked when it has one). */
const openOr = (pattern: RegExp) => new RegExp(`\\$\\{parameter\\.|${pattern.source}`, pattern.flags);

/** Twelve digits. A number has already lost a leading zero, so it is told apart. */
export const accountId = z
  .union([
    z
      .string({
        error: (issue) =>
          typeof issue.input === 'number'
            ? 'an account id must be in quotes: as a number it loses a leading zero'
            : undefined,
      })
      .regex(openOr(/^\d{12}$/), 'an account id has twelve digits'),
    parameterRef,
  ])
  .describe('AWS account id, twelve digits, in quotes.');

/** A whole number in a range; it may be a parameter. */
export function whole(least: number, most: number) {
  const rule = `expected a whole number from ${least} to ${most}`;
  return z.union([z.number({ error: rule }).int(rule).min(least, rule).max(most, rule), parameterRef]);
}

/** A whole number that is not negative; it may be a parameter. How large it may be, a data plane knows. */
export function count() {
  const rule = 'expected a whole number that is not negative';
  return z.union([z.number({ error: rule }).int(rule).min(0, rule), parameterRef]);
}

export const flag = z
  .union([z.boolean({ error: 'expected true or false' }), parameterRef])
  .meta({ id: 'flag', description: 'true, false, or a parameter.' });

/** One of a few words; a parameter only where `open`. */
export function word<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, {
    error: (issue) => {
      const hint = typeof issue.input === 'string' ? didYouMean(issue.input, words) : undefined;
      return `expected ${quotedList(words, ' or ')}${hint ? `; ${hint}` : ''}`;
    },
  });
}

export function openWord<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.union([word(words), parameterRef]);
}

export const port = whole(1, 65535).meta({ id: 'port', description: 'A port, or a parameter.' });

/** Names things in the file; becomes a DNS label, a Terraform address and a provider alias. */
export const key = z
  .string()
  .regex(
    /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
    'a key is a DNS label: a lower-case letter, then letters, digits and hyphens, at most 63',
  )
  .meta({ id: 'key', description: 'Names a thing of the topology: a DNS label that starts with a letter.' });

export const duration = z
  .union([
    z.string().regex(/^\d+(ms|s)$/, 'a duration is a whole number with its unit: "500ms", "2s"'),
    parameterDuration(),
  ])
  .describe('A whole number with its unit, "500ms" or "2s".');

function parameterDuration() {
  return z.strictObject({
    value: z.union([z.number().int().min(0), parameterRef]),
    unit: z.enum(['ms', 's']),
  });
}

export const byKey = <T extends z.ZodType>(thing: T) => z.record(key, thing);
export const oneOrMore = <T extends z.ZodType>(thing: T) => z.union([thing, z.array(thing)]);
export const texts = z.record(z.string().min(1), text()).meta({ id: 'texts', description: 'Texts by name.' });

/** An IPv4 block. Not a plain text: networks are laid out from it. */
export const cidr = text(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/, 'expected an IPv4 block such as 10.0.0.0/16');
