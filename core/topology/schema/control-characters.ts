import * as z from 'zod';

/** Control characters of ISO 8859-1, which no name, path or address has: a line break, a tab, the end of a text in C. */
const ALL = String.raw`\u0000-\u001F\u007F-\u009F`;
/** Those but tab, line feed and carriage return. */
const NOT_OF_LINES = String.raw`\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F`;

/** A text that is longer is not repeated in a fix. */
const MOST_SHOWN = 80;

/** @returns a check that refuses the characters, and says what the text is without them */
function without(characters: string, summary: string, instead: string) {
  const found = new RegExp(`[${characters}]+`, 'g');
  return z.regex(new RegExp(`^[^${characters}]*$`), {
    abort: true,
    error: ({ input }) => {
      const clean = typeof input === 'string' ? input.replaceAll(found, ' ').trim() : '';
      return `${summary}; write ${clean === '' || clean.length > MOST_SHOWN ? instead : JSON.stringify(clean)}`;
    },
  });
}

/** Refuses a line break and every other control character. */
export const inOneLine = without(
  ALL,
  'a line break, a tab or another control character in a text of one line',
  'it in one line, without control characters',
);

/** Refuses control characters that part no lines and no columns. */
export const inLines = without(
  NOT_OF_LINES,
  'a control character that is neither a line break nor a tab',
  'it without control characters',
);
