import { charactersOf, NotAPattern, type Reader, type Takes } from './syntax';

const codeOf = (character: string): number => character.codePointAt(0) ?? -1;
const inRange =
  (first: string, last: string): Takes =>
  (character) =>
    character >= codeOf(first) && character <= codeOf(last);
const oneOf =
  (...classes: readonly Takes[]): Takes =>
  (character) =>
    classes.some((takes) => takes(character));
const oneIn = (characters: string): Takes => {
  const codes = new Set(charactersOf(characters).map(codeOf));
  return (character) => codes.has(character);
};
export const not =
  (takes: Takes): Takes =>
  (character) =>
    !takes(character);

const digit = inRange('0', '9');
const upper = inRange('A', 'Z');
const lower = inRange('a', 'z');
export const word = oneOf(digit, upper, lower, oneIn('_'));
const space = oneIn('\t\n\f\r ');

/** `\d` and its like: ASCII only. */
const PERL: Readonly<Record<string, Takes>> = { d: digit, s: space, w: word };

/** `[[:alpha:]]` and its like. */
const POSIX: Readonly<Record<string, Takes>> = {
  alnum: oneOf(digit, upper, lower),
  alpha: oneOf(upper, lower),
  ascii: inRange('\0', '\x7F'),
  blank: oneIn('\t '),
  cntrl: oneOf(inRange('\0', '\x1F'), inRange('\x7F', '\x7F')),
  digit,
  graph: inRange('!', '~'),
  lower,
  print: inRange(' ', '~'),
  punct: oneOf(inRange('!', '/'), inRange(':', '@'), inRange('[', '`'), inRange('{', '~')),
  space: oneIn('\t\n\v\f\r '),
  upper,
  word,
  xdigit: oneOf(digit, inRange('A', 'F'), inRange('a', 'f')),
};

/** General categories of Unicode that RE2 knows, and the scripts whose whole names are as short as an abbreviation. */
const CATEGORY = /^(?:C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/;
const SHORT_SCRIPT = /^(?:Ahom|Cham|Han|Kawi|Lao|Lisu|Modi|Mro|Newa|Nko|Thai|Toto|Vai|Yi)$/;

/** What makes a class one where case counts, or does not; a class is inverted after that. */
export type Fold = (takes: Takes) => Takes;

/** `\p{Greek}`, `\PN` and `\p{^L}`, after the letter p. */
function unicodeClass(reader: Reader, isNegative: boolean, fold: Fold): Takes {
  const named = reader.take('{') ? reader.until('}') : reader.next();
  const inverts = named?.startsWith('^') === true;
  const name = inverts ? named.slice(1) : (named ?? '');
  const takes = unicodeNamed(name);
  if (takes === undefined) throw new NotAPattern(`there is no class \\p{${name}}`);
  return isNegative === inverts ? fold(takes) : not(fold(takes));
}

function unicodeNamed(name: string): Takes | undefined {
  if (name === 'Any') return () => true;
  const isScript = SHORT_SCRIPT.test(name) || /^[A-Z][A-Za-z_]{4,}$/.test(name);
  const property = CATEGORY.test(name) ? name : isScript ? `Script=${name}` : undefined;
  if (property === undefined) return undefined;
  try {
    const one = new RegExp(`^\\p{${property}}$`, 'u');
    return (character) => one.test(String.fromCodePoint(character));
  } catch {
    return undefined;
  }
}

/** A class that begins with a backslash; nothing is taken where none comes. */
export function escapedClass(reader: Reader, fold: Fold): Takes | undefined {
  const letter = reader.peek(0) === '\\' ? reader.peek(1) : '';
  const key = letter.toLowerCase();
  const perl = Object.hasOwn(PERL, key) ? PERL[key] : undefined;
  if (perl === undefined && key !== 'p') return undefined;
  reader.take(`\\${letter}`);
  const isNegative = letter !== key;
  if (perl === undefined) return unicodeClass(reader, isNegative, fold);
  return isNegative ? not(fold(perl)) : fold(perl);
}

const NAMED: Readonly<Record<string, string>> = {
  a: '\x07',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** One character that is written with a backslash, after the backslash. */
export function escapedCharacter(reader: Reader): number {
  const letter = reader.next();
  if (/[1-7]/.test(letter) && !/[0-7]/.test(reader.peek()))
    throw new NotAPattern(`\\${letter} is a back-reference, which RE2 does not support`);
  if (/[0-7]/.test(letter)) return Number.parseInt(letter + reader.while(/[0-7]/, 2), 8);
  if (letter === 'x') {
    const digits = reader.take('{') ? (reader.until('}') ?? '') : reader.while(/[\dA-Fa-f]/, 2);
    const code = /^[\dA-Fa-f]{1,8}$/.test(digits) ? Number.parseInt(digits, 16) : Number.NaN;
    if (code <= 0x10_ff_ff && (digits.length === 2 || reader.peek(-1) === '}')) return code;
    throw new NotAPattern('\\x needs two hexadecimal digits, or some in braces');
  }
  const named = Object.hasOwn(NAMED, letter) ? NAMED[letter] : undefined;
  if (named !== undefined) return codeOf(named);
  if (letter !== '' && codeOf(letter) < 0x80 && !/[A-Za-z\d]/.test(letter)) return codeOf(letter);
  throw new NotAPattern(letter === '' ? 'it ends with a backslash' : `\\${letter} has no meaning in RE2`);
}

/** `[a-z]`, after the first bracket. */
export function bracketed(reader: Reader, fold: Fold): Takes {
  const isNegative = reader.take('^');
  const classes: Takes[] = [];
  for (let isFirst = true; isFirst || reader.peek() !== ']'; isFirst = false) {
    if (reader.isAtEnd) throw new NotAPattern('a "[" has no "]"');
    classes.push(posixClass(reader, fold) ?? escapedClass(reader, fold) ?? fold(range(reader)));
  }
  reader.next();
  const takes = oneOf(...classes);
  return isNegative ? not(takes) : takes;
}

function posixClass(reader: Reader, fold: Fold): Takes | undefined {
  const back = reader.mark();
  const name = reader.take('[:') ? reader.until(':]') : undefined;
  if (name === undefined) {
    back();
    return undefined;
  }
  const inverts = name.startsWith('^');
  const key = inverts ? name.slice(1) : name;
  const takes = Object.hasOwn(POSIX, key) ? POSIX[key] : undefined;
  if (takes === undefined) throw new NotAPattern(`there is no class [:${name}:]`);
  return inverts ? not(fold(takes)) : fold(takes);
}

function range(reader: Reader): Takes {
  const first = classCharacter(reader);
  if (reader.peek() !== '-' || reader.peek(1) === ']' || reader.peek(1) === '')
    return (character) => character === first;
  reader.next();
  const last = classCharacter(reader);
  if (last < first) throw new NotAPattern('a range ends before it begins');
  return (character) => character >= first && character <= last;
}

const classCharacter = (reader: Reader): number => {
  if (reader.isAtEnd) throw new NotAPattern('a "[" has no "]"');
  return reader.take('\\') ? escapedCharacter(reader) : codeOf(reader.next());
};
