/** `"a", "b"`, as a sentence names them; `between` may be ` or ` or ` and `. */
export const quotedList = (names: readonly string[], between = ', '): string =>
  names.map((name) => `"${name}"`).join(between);

/** `1 stack`, `3 stacks`; `plural` is for a noun that takes more than an `s`. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;
