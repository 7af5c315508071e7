import { basename, resolve } from 'node:path';
import { defined } from '../../core/base/properties';
import { questions, type Question, type Typed } from '../../core/scaffold';
import type { Session } from '../session';

type Name = keyof Typed;

const names = Object.keys(questions) as readonly Name[];

/** Every answer, valid; or what prevents that, in one line, or nothing more to say where the user gave up. */
export type Asked =
  | { readonly kind: 'answered'; readonly typed: Typed }
  | { readonly kind: 'refused'; readonly problem: string }
  | { readonly kind: 'given-up' };

/**
 * The answers: those of the options, else of the user at the terminal. Without a terminal, or with `--yes`, nobody is asked;
 * then what is not answered is usual, which without `--yes` is refused.
 */
export async function asked(session: Session): Promise<Asked> {
  const { io, yes, answers = {}, folder = '.' } = session;
  const open = names.filter((name) => questions[name].asks !== undefined && answers[name] === undefined);
  if (!yes && io.ask === undefined && open.length > 0) return { kind: 'refused', problem: unasked(open) };
  const region = io.env['AWS_REGION'] ?? io.env['AWS_DEFAULT_REGION'];
  const surroundings = { folder: basename(resolve(io.cwd, folder)), ...defined({ region }) };
  let typed: Partial<Typed> = {};
  for (const name of names) {
    const question: Question = questions[name];
    const usual = question.usual(surroundings, typed);
    const answer =
      answers[name] ??
      (yes || question.asks === undefined ? usual : await answerTo(session, question, usual));
    if (answer === undefined) return { kind: 'given-up' };
    typed = { ...typed, [name]: answer };
  }
  return { kind: 'answered', typed: typed as Typed };
}

/** Asks until the answer is valid. An empty one is the usual one. */
async function answerTo(
  { io }: Session,
  { asks = '', problemOf }: Question,
  usual: string,
): Promise<string | undefined> {
  for (;;) {
    const said = await io.ask?.(`${asks} (${usual}): `);
    if (said === undefined) return undefined;
    const answer = said.trim() === '' ? usual : said.trim();
    const problem = problemOf(answer);
    if (problem === undefined) return answer;
    io.err(`"${answer}" is no answer: ${problem}\n`);
  }
}

const unasked = (open: readonly Name[]): string =>
  `there is no terminal to ask at; answer with ${open.map((name) => `--${name}`).join(', ')}, or take what is usual with --yes`;
