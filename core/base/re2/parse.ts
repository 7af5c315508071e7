import { bracketed, escapedCharacter, escapedClass, not, word, type Fold } from './classes';
import { charactersOf, NotAPattern, Reader, type Holds, type Node, type Takes } from './syntax';

interface Flags {
  /** `i`: upper and lower case are the same. */
  readonly fold: boolean;
  /** `m`: ^ and $ also match at the ends of lines. */
  readonly lines: boolean;
  /** `s`: a dot also matches a line feed. */
  readonly dotAll: boolean;
}

/** Levels of parentheses, and repetitions of one part, beyond which RE2 refuses a pattern. */
const MOST_LEVELS = 1000;
const MOST_REPEATS = 1000;

const TOO_OFTEN = `it repeats a part more than ${MOST_REPEATS} times, or its maximum is below its minimum`;

const LINE_FEED = 10;
const isStart: Holds = (_text, at) => at === 0;
const isEnd: Holds = (text, at) => at === text.length;
const isLineStart: Holds = (text, at) => at === 0 || text[at - 1] === LINE_FEED;
const isLineEnd: Holds = (text, at) => at === text.length || text[at] === LINE_FEED;
const isWordBorder: Holds = (text, at) => word(text[at - 1] ?? -1) !== word(text[at] ?? -1);

const POSITIONS: Readonly<Record<string, Holds>> = {
  '\\A': isStart,
  '\\z': isEnd,
  '\\b': isWordBorder,
  '\\B': (text, at) => !isWordBorder(text, at),
};

const position = (holds: Holds): Node => ({ kind: 'position', holds });

/** The tree of a pattern; throws `NotAPattern`. */
export function parse(pattern: string): Node {
  const reader = new Reader(pattern);
  const node = choice(reader, { fold: false, lines: false, dotAll: false }, new Set(), 0);
  if (!reader.isAtEnd) throw new NotAPattern('a ")" has no "("');
  return node;
}

/** Alternatives up to a closing parenthesis, which stays. */
function choice(reader: Reader, given: Flags, names: Set<string>, level: number): Node {
  if (level > MOST_LEVELS) throw new NotAPattern('it nests too deeply');
  let flags = given;
  let parts: Node[] = [];
  const alternatives: Node[] = [];
  let wasRepeat = false;
  while (!reader.isAtEnd && reader.peek() !== ')') {
    const times = repetition(reader);
    if (times !== undefined) {
      const part = parts.pop();
      if (part === undefined) throw new NotAPattern('a repetition has nothing before it');
      if (wasRepeat) throw new NotAPattern('a repetition is repeated');
      const repeat = { kind: 'repeat', part, ...times } as const;
      if (!isRepeatable(repeat, MOST_REPEATS)) throw new NotAPattern(TOO_OFTEN);
      parts.push(repeat);
    } else if (reader.take('|')) {
      alternatives.push({ kind: 'sequence', parts });
      parts = [];
    } else if (reader.take('(')) {
      const opened = group(reader, flags, names, level);
      if ('fold' in opened) flags = opened;
      else parts.push(opened);
    } else {
      parts.push(...atoms(reader, flags));
    }
    wasRepeat = times !== undefined;
  }
  return alternatives.length === 0
    ? { kind: 'sequence', parts }
    : { kind: 'choice', parts: [...alternatives, { kind: 'sequence', parts }] };
}

/** Counted repetitions inside of each other multiply. */
function isRepeatable(node: Node, times: number): boolean {
  switch (node.kind) {
    case 'character':
    case 'position':
      return true;
    case 'sequence':
    case 'choice':
      return node.parts.every((part) => isRepeatable(part, times));
    case 'repeat': {
      const most = node.most === Number.POSITIVE_INFINITY ? node.least : node.most;
      return most <= times && isRepeatable(node.part, Math.floor(times / Math.max(most, 1)));
    }
  }
}

/** `*`, `+`, `?` or `{2,3}`, each with a `?` behind it or not. Braces of another kind are characters. */
function repetition(reader: Reader): { readonly least: number; readonly most: number } | undefined {
  const times = repeatedTimes(reader);
  if (times !== undefined) reader.take('?');
  return times;
}

function repeatedTimes(reader: Reader): { readonly least: number; readonly most: number } | undefined {
  if (reader.take('*')) return { least: 0, most: Number.POSITIVE_INFINITY };
  if (reader.take('+')) return { least: 1, most: Number.POSITIVE_INFINITY };
  if (reader.take('?')) return { least: 0, most: 1 };
  const back = reader.mark();
  const braces = reader.take('{') ? reader.while(/[\d,]/) : '';
  const [, from, comma, to = ''] = /^(0|[1-9]\d*)(,(0|[1-9]\d*)?)?$/.exec(braces) ?? [];
  if (from === undefined || !reader.take('}')) {
    back();
    return undefined;
  }
  const least = Number(from);
  const most = comma === undefined ? least : to === '' ? Number.POSITIVE_INFINITY : Number(to);
  if (least > MOST_REPEATS || (most > MOST_REPEATS && most !== Number.POSITIVE_INFINITY) || most < least)
    throw new NotAPattern(TOO_OFTEN);
  return { least, most };
}

/** What is in parentheses, or the flags that apply from here on; reads after the opening parenthesis. */
function group(reader: Reader, flags: Flags, names: Set<string>, level: number): Node | Flags {
  let inside = flags;
  if (reader.take('?')) {
    if (reader.take('P<') || (reader.peek() === '<' && !/[=!]/.test(reader.peek(1)) && reader.take('<'))) {
      const name = reader.until('>') ?? '';
      if (!/^\w+$/.test(name) || names.has(name))
        throw new NotAPattern(`"${name}" is not a valid group name`);
      names.add(name);
    } else {
      inside = flagsOf(reader, flags);
      if (reader.take(')')) return inside;
      if (!reader.take(':')) throw new NotAPattern('RE2 does not support look-around');
    }
  }
  const node = choice(reader, inside, names, level + 1);
  if (!reader.take(')')) throw new NotAPattern('a "(" has no ")"');
  return node;
}

function flagsOf(reader: Reader, flags: Flags): Flags {
  const written = reader.while(/[imsU-]/);
  const [, on = '', minus, off = ''] = /^([imsU]*)(-([imsU]+))?$/.exec(written) ?? [];
  const isWhole = `${on}${minus ?? ''}` === written;
  if (!isWhole) throw new NotAPattern('RE2 does not support look-around');
  const has = (letter: string, before: boolean): boolean =>
    !off.includes(letter) && (on.includes(letter) || before);
  return { fold: has('i', flags.fold), lines: has('m', flags.lines), dotAll: has('s', flags.dotAll) };
}

/** One character, class or position; `\Q…\E` contains several. */
function atoms(reader: Reader, flags: Flags): readonly Node[] {
  const fold: Fold = flags.fold ? folded : (takes) => takes;
  const one = (takes: Takes): readonly Node[] => [{ kind: 'character', takes }];
  if (reader.take('\\Q')) {
    const text = reader.until('\\E');
    // Terraform puts the pattern into parentheses of its own, which would be quoted as well.
    if (text === undefined) throw new NotAPattern('a "\\Q" has no "\\E"');
    return charactersOf(text).flatMap((character) =>
      one(fold((other) => other === character.codePointAt(0))),
    );
  }
  const holds = POSITIONS[`${reader.peek()}${reader.peek(1)}`];
  if (holds !== undefined) {
    reader.take(`${reader.peek()}${reader.peek(1)}`);
    return [position(holds)];
  }
  const escaped = escapedClass(reader, fold);
  if (escaped !== undefined) return one(escaped);
  const character = reader.next();
  switch (character) {
    case '\\': {
      const code = escapedCharacter(reader);
      return one(fold((other) => other === code));
    }
    case '[':
      return one(bracketed(reader, fold));
    case '.':
      return one(flags.dotAll ? () => true : not((other) => other === LINE_FEED));
    case '^':
      return [position(flags.lines ? isLineStart : isStart)];
    case '$':
      return [position(flags.lines ? isLineEnd : isEnd)];
    default:
      return one(fold((other) => other === character.codePointAt(0)));
  }
}

const folded =
  (takes: Takes): Takes =>
  (character) => {
    const text = String.fromCodePoint(character);
    const cases = [text.toLowerCase(), text.toUpperCase()].map((each) => each.codePointAt(0) ?? -1);
    return takes(character) || cases.some(takes);
  };
