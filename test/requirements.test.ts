import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');

interface Row {
  readonly number: number;
  readonly what: string;
  readonly answer: string;
  /** The tests that show it, or why it is refused. */
  readonly because: string;
}

/** The rows of all tables. */
const rowsOf = (text: string): readonly Row[] =>
  text.split('\n').flatMap((line) => {
    const [number = '', what = '', answer = '', because = ''] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return /^\d+$/.test(number) ? [{ number: Number(number), what, answer, because }] : [];
  });

const rows = rowsOf(readFileSync(join(root, 'docs/requirements.md'), 'utf8'));

/** How many the documents have. */
const COUNT = 96;

/** Why a row answers nothing; nothing where it does. */
function problemOf({ what, answer, because }: Row): string | undefined {
  if (what === '') return 'says nothing';
  if (answer === 'refused') return because.length > 20 ? undefined : 'is refused without a reason';
  if (answer !== 'done') return `is ${answer}`;
  const tests = [...because.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
  if (tests.length === 0) return 'names no test';
  const missing = tests.find((path) => !/^test\/.*\.test\.ts$/.test(path) || !existsSync(join(root, path)));
  return missing === undefined ? undefined : `names ${missing}, which is not there`;
}

test('each requirement is there once, in order', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: COUNT }, (_none, at) => at + 1));
});

test('each is done, as tests that exist show, or refused with a reason', () => {
  expect(
    rows.flatMap((row) => {
      const problem = problemOf(row);
      return problem === undefined ? [] : [`#${row.number} ${problem}`];
    }),
  ).toEqual([]);
});

test.each([
  ['open', '', 'is open'],
  ['done', 'it works', 'names no test'],
  ['done', '`test/no-such.test.ts`', 'names test/no-such.test.ts, which is not there'],
  ['done', '`core/judge.ts`', 'names core/judge.ts, which is not there'],
  ['refused', 'no', 'is refused without a reason'],
])('a row that is %s because of "%s" %s', (answer, because, problem) => {
  expect(problemOf({ number: 1, what: 'It works.', answer, because })).toBe(problem);
});
