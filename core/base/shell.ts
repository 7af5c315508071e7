/** What would begin a line of its own, and so end the input of a command, or a comment. */
const CONTROL = /[^ -~\u0080-\u{10FFFF}]/gu;

/** A text as one word of bash, in one line; without signs of control one of any POSIX shell. */
export function shellWord(text: string): string {
  if (text.search(CONTROL) < 0) return posixWord(text);
  return `$'${text.replaceAll(/[\\']/g, String.raw`\$&`).replaceAll(CONTROL, octal)}'`;
}

/** A text as one word of any POSIX shell, in as many lines as the text. */
export const posixWord = (text: string): string =>
  /^[\w./:@=,+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

const octal = (sign: string): string => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`;
