import * as z from 'zod';
import { A_PARAMETER } from './expectations';
import { inLines, inOneLine } from './control-characters';
import { quotedList } from '../../base/text';
import { didYouMean } from '../did-you-mean';

/** `{ parameter: NAME }`, in place of a scalar. */
export const parameterRef = z
  .strictObject(
    {
      parameter: z
        .string()
        .regex(
          /^[A-Za-z_][A-Za-z0-9_]*$/,
          'a parameter name is letters, digits and _; write one like IMAGE_TAG',
        ),
    },
    {
      error: (issue) =>
        issue.code === 'invalid_type'
          ? A_PARAMETER
          : issue.code === 'unrecognized_keys'
            ? issue.keys.map((key) => `unknown key "${key}"; write { parameter: NAME } alone`).join('\n')
            : undefined,
    },
  )
  .meta({ id: 'parameter-ref', description: 'The value of a parameter that the topology declares.' });

/** What is written in place of an object, as a person meant it: the fix, or nothing. */
type Meant = (written: unknown) => string | undefined;

/**
 * An object that refuses unknown keys and says which one was probably meant.
 * @param elsewhere keys of other tools, and the key here that says the same
 */
export function object<Shape extends z.ZodRawShape>(
  shape: Shape,
  meant?: Meant,
  elsewhere: Readonly<Record<string, string>> = {},
) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'invalid_type')
        return `expected an object; ${meant?.(issue.input) ?? `write ${outline(shape)}`}`;
      if (issue.code !== 'unrecognized_keys') return undefined;
      const all = `known here: ${known.join(', ')}`;
      return issue.keys
        .map(
          (key, index) =>
            `unknown key "${key}"; ${otherName(elsewhere, key) ?? (index < MOST_MEANT ? meantKey(key, known) : undefined) ?? all}`,
        )
        .join('\n');
    },
  });
}

/** `{ port: …, protocol: … }`: what has to be there, or what may be. */
function outline(shape: z.ZodRawShape): string {
  const keys = Object.entries(shape);
  const required = keys.filter(([, part]) => !z.safeParse(part, undefined).success);
  const shown = (required.length > 0 ? required : keys.slice(0, 3)).map(([key, part]) => {
    // A kind that has one word is that word.
    const words = part instanceof z.ZodEnum ? part.options : [];
    return `${key}: ${words.length === 1 ? `"${words[0]}"` : '…'}`;
  });
  return `{ ${shown.join(', ')} }`;
}

/** `port:80` is a key in YAML: a colon without a space behind it parts nothing. */
function meantKey(key: string, known: readonly string[]): string | undefined {
  const [, name = '', value = ''] = /^([\w$-]+):(\S*)$/.exec(key) ?? [];
  if (known.includes(name))
    return `write ${name}: ${value === '' ? '…' : value}, with a space after the colon`;
  return didYouMean(key, known);
}

/** Unknown keys of one object for which a known one is looked for: a person misspells no more, and each is compared with all. */
const MOST_MEANT = 100;

const otherName = (meant: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(meant, key) ? `write ${meant[key]}` : undefined;

const WRONG_TYPE: Readonly<Record<string, string>> = {
  number: 'a number where text belongs; put it in quotes',
  boolean: 'true or false where text belongs; put it in quotes',
};

const plainText = () =>
  z
    .string({ error: (issue) => WRONG_TYPE[typeof issue.input] })
    .min(1, { error: 'empty text; write a text, or leave the key out', abort: true })
    .check(inOneLine);
const anyText = z
  .union([plainText(), parameterRef])
  .meta({ id: 'text', description: 'Text, or a parameter; it may contain ${parameter.NAME}.' });

type TextRule = readonly [pattern: RegExp, rule: string];

/** Text that is only copied through; it may be a parameter. It follows a rule, or several that are reported one by one. */
export function text(): typeof anyText;
export function text(pattern: RegExp, rule: string): typeof anyText;
export function text(...rules: readonly TextRule[]): typeof anyText;
export function text(...given: readonly (RegExp | string | TextRule)[]) {
  const [first, rule] = given;
  const rules = first instanceof RegExp ? [[first, String(rule)] as const] : given.filter(isTextRule);
  if (rules.length === 0) return anyText;
  const checked = rules.reduce((all, [pattern, says]) => all.regex(openOr(pattern), says), plainText());
  return z.union([checked, parameterRef]);
}

/** Text of one line or several, which a program reads: a command, or the value of an environment variable. */
export const lines = z
  .union([
    z
      .string({ error: (issue) => WRONG_TYPE[typeof issue.input] })
      .min(1, { error: 'empty text; write a text, or leave the key out', abort: true })
      .check(inLines),
    parameterRef,
  ])
  .meta({
    id: 'lines',
    description: 'Text that may have several lines, or a parameter; it may contain ${parameter.NAME}.',
  });

/** A name that others give, such as that of a header, a tag or an environment variable. */
export const name = z.string().min(1).check(inOneLine);

/** Text that is compared with a request, and may be empty: whether that can be asked, a data plane knows. */
export const compared = z
  .union([z.string({ error: (issue) => WRONG_TYPE[typeof issue.input] }).check(inOneLine), parameterRef])
  .meta({ id: 'compared', description: 'Text that may be empty, or a parameter.' });
const isTextRule = (given: unknown): given is TextRule => Array.isArray(given);

/** The pattern, or a text that contains an open parameter (whose value is checked when it has one). */
const openOr = (pattern: RegExp) => new RegExp(`\\$\\{parameter\\.|${pattern.source}`, pattern.flags);

/** Twelve digits. A number has already lost a leading zero, so it has its own message. */
export const accountId = z
  .union([
    z
      .string({
        error: (issue) =>
          typeof issue.input === 'number'
            ? 'an account id must be in quotes: as a number it loses a leading zero'
            : undefined,
      })
      .regex(
        openOr(/^\d{12}$/),
        'an account id has twelve digits; write all of them, in quotes: "111111111111"',
      ),
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

/** A whole number, negative or not; it may be a parameter. How large it may be, a data plane knows. */
export function integer() {
  const rule = 'expected a whole number';
  return z.union([z.number({ error: rule }).int(rule), parameterRef]);
}

export const flag = z
  .union([z.boolean({ error: 'expected true or false' }), parameterRef])
  .meta({ id: 'flag', description: 'true, false, or a parameter.' });

/** One of a few words. */
export function word<const Words extends readonly [string, ...string[]]>(
  words: Words,
  /** What to write in place of a word that is not one of them, where another key says what is meant. */
  instead: Readonly<Record<string, string>> = {},
) {
  return z.enum(words, {
    error: ({ input }) => {
      const written = typeof input === 'string' ? input : '';
      const hint = Object.hasOwn(instead, written.toLowerCase())
        ? instead[written.toLowerCase()]
        : didYouMean(written, words);
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
    'a key is a DNS label: a lower-case letter, then letters, digits and hyphens, at most 63; write one like web-1',
  )
  .meta({ id: 'key', description: 'Names a thing of the topology: a DNS label that starts with a letter.' });

export const duration = z
  .union([
    z
      .string({
        error: ({ input }) =>
          typeof input === 'number'
            ? `a duration needs its unit; write "${input}s" or "${input}ms"`
            : undefined,
      })
      .regex(/^\d+(ms|s)$/, 'a duration is a whole number with its unit; write it like "500ms" or "2s"'),
    parameterDuration(),
  ])
  .describe('A whole number with its unit, "500ms" or "2s".');

function parameterDuration() {
  return object({
    value: count(),
    unit: word(['ms', 's']),
  });
}

export const byKey = <T extends z.ZodType>(thing: T) =>
  z.record(key, thing, { error: 'expected an object with keys; write { KEY: … }' });
export const oneOrMore = <T extends z.ZodType>(thing: T) => z.union([thing, z.array(thing)]);
export const texts = z.record(name, text()).meta({ id: 'texts', description: 'Texts by name.' });
export const linesByName = z
  .record(name, lines)
  .meta({ id: 'lines-by-name', description: 'Texts by name, which may have several lines.' });

/** An IPv4 block. Not just text: networks are laid out from it. */
export const cidr = text(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/, 'expected an IPv4 block such as 10.0.0.0/16');

export const region = text(
  /^[a-z]{2,4}(-[a-z]+)+-\d+$/,
  'expected a region, without the letter of a zone; write one like us-west-2',
);
