/** `"a", "b"`, as a sentence names them; `between` may be ` or ` or ` and `. */
export const quotedList = (names: readonly string[], between = ', '): string =>
  names.map((name) => `"${name}"`).join(between);

/** `1 stack`, `3 stacks`; `plural` is for a noun that takes more than an `s`. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;

/** The text, or its beginning where it is longer than a sentence can hold. */
export const shortened = (text: string, most = 80): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;
