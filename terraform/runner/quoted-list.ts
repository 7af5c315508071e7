/** Names as a sentence lists them. */
export const quotedList = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
