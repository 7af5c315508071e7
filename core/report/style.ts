import { visible } from '../base/text';
import type { Severity } from '../topology';
import type { Verdict } from '../checker';

/** How a piece of text is dressed. A report never decides on colours; the program that prints it does. */
export type Dress = 'strong' | 'faint' | 'good' | 'doubtful' | 'bad';
export type Style = Readonly<Record<Dress, (text: string) => string>>;

const same = (text: string): string => text;

/** No dress at all: for files, pipes and `NO_COLOR`. */
export const plain: Style = { strong: same, faint: same, good: same, doubtful: same, bad: same };

const ESCAPE = '\u001B';

const wrapped =
  (code: number) =>
  (text: string): string =>
    `${ESCAPE}[${code}m${text}${ESCAPE}[0m`;

/** The eight colours that every terminal has. */
export const ansi: Style = {
  strong: wrapped(1),
  faint: wrapped(2),
  good: wrapped(32),
  doubtful: wrapped(33),
  bad: wrapped(31),
};

const DRESS = new RegExp(`(${ESCAPE}\\[(?:[012]|3[123])m)`);

/** What may go to a terminal: no control sequence in it has an effect but our own dress, and that only on a terminal. */
export const printable = (text: string, isDressed: boolean): string =>
  isDressed
    ? text
        .split(DRESS)
        .map((part, index) => (index % 2 === 1 ? part : visible(part)))
        .join('')
    : visible(text);

export const dressOfVerdict: Readonly<Record<Verdict, Dress>> = {
  mutual: 'good',
  verified: 'good',
  encrypted: 'doubtful',
  application: 'doubtful',
  plaintext: 'bad',
  broken: 'bad',
  undecided: 'doubtful',
};

export const dressOfSeverity: Readonly<Record<Severity, Dress>> = { error: 'bad', warning: 'doubtful' };
