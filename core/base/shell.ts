/** What would begin a line of its own, and so end the input of a command, or a comment. */
const CONTROL = /[^ -~\u0080-\u{10FFFF}]/gu;

/** A text as one word of bash, in one line; without signs of control one of any POSIX shell. */
export function shellWord(text: string): string {
  if (/^[\w./:@=,+-]+$/.test(text)) return text;
  if (text.search(CONTROL) < 0) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  return `$'${text.replaceAll(/[\\']/g, String.raw`\$&`).replaceAll(CONTROL, octal)}'`;
}

const octal = (sign: string): string => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`;
