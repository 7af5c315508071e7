/** A text as one word of any POSIX shell. */
export const shellWord = (text: string): string =>
  /^[\w./:@=,+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** What would begin a line of its own, and so end the input of a command, or a comment. */
const CONTROL = /[^ -~\u0080-\u{10FFFF}]/gu;

/** A text as one word of bash, in one line whatever it contains. */
export const wordInLine = (text: string): string =>
  text.search(CONTROL) < 0
    ? shellWord(text)
    : `$'${text.replaceAll(/[\\']/g, String.raw`\$&`).replaceAll(CONTROL, octal)}'`;

const octal = (sign: string): string => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`;
