/** `"a", "b"`, as a sentence names them; `between` may be ` or ` or ` and `. */
export const quotedList = (names: readonly string[], between = ', '): string =>
  names.map((name) => `"${name}"`).join(between);

/** The first names, and the number of the others. */
export function firstOf(names: readonly string[], most = 20): string {
  const more = names.length - most;
  return `${quotedList(names.slice(0, most))}${more > 0 ? ` and ${more} more` : ''}`;
}

/** `1 stack`, `3 stacks`; `plural` is for a noun that takes more than an `s`. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;

/** The text, or its beginning where it is longer than a sentence can be. */
export const shortened = (text: string, most = 80): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;

/** What a terminal interprets instead of showing, or does not show: control, format and bidirectional characters, but no line feed and no tab. */
const HIDDEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** The text with everything that a terminal would interpret written out, as `\u202E`: inside of JSON that means the same. */
export const visible = (text: string): string => text.replaceAll(HIDDEN, writtenOut);

const writtenOut = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16).toUpperCase();
    return `\\u${unit.padStart(4, '0')}`;
  }).join('');
