import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { journalIn, readJournal } from '../../local/journal';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const written = (...entries: readonly unknown[]): string => {
  const file = join(folder, 'deep/aws.json');
  const journal = journalIn(file);
  journal.start('first');
  for (const entry of entries) journal.append(entry);
  return file;
};

test('entries are read in the order in which they were added', () => {
  const file = written({ a: 'line\nbreak\u2028 \u2029 "quoted"' }, ['b']);
  expect(readJournal(file)).toEqual({
    entries: ['first', { a: 'line\nbreak\u2028 \u2029 "quoted"' }, ['b']],
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(existsSync(`${file}.draft`)).toBe(false);
});

test('each line is JSON', () => {
  const lines = readFileSync(written('b'), 'utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    [expect.stringMatching(/^[0-9a-f]{16}$/), 'first'],
    [expect.stringMatching(/^[0-9a-f]{16}$/), 'b'],
  ]);
});

test('an entry of which only some was written is dropped, wherever it was cut', () => {
  const file = written('b', 'third');
  const whole = readFileSync(file);
  const start = whole.lastIndexOf('\n', -2) + 1;
  for (let end = start; end < whole.length; end += 1) {
    writeFileSync(file, whole.subarray(0, end));
    expect(readJournal(file)).toEqual({ entries: ['first', 'b'] });
  }
});

test.each([
  [1, []],
  [2, ['first']],
  [3, ['first', 'b']],
])('a damaged line %d is named, and what follows is left out', (number, entries) => {
  const file = written('b', 'c');
  const lines = readFileSync(file, 'utf8').split('\n');
  // Still JSON, but not what was written.
  const damaged = lines.map((line, index) =>
    index === number - 1 ? line.replace(/"(\w)(\w*)"\]/, '"x$2"]') : line,
  );
  writeFileSync(file, damaged.join('\n'));
  expect(readJournal(file)).toEqual({ entries, damaged: number });
});

test.each([['nothing'], ['{}'], ['[]'], ['']])('a line "%s" is not an entry', (line) => {
  const file = written();
  appendFileSync(file, `${line}\n`);
  expect(readJournal(file)).toEqual({ entries: ['first'], damaged: 2 });
});

test('it is started before entries are added, and again after it was removed', () => {
  const file = join(folder, 'aws.json');
  const journal = journalIn(file);
  expect(journal.isStarted()).toBe(false);
  writeFileSync(file, 'of another process');
  expect(journal.isStarted()).toBe(false);
  journal.start('first');
  expect(journal.isStarted()).toBe(true);
  expect(readJournal(file)).toEqual({ entries: ['first'] });
  rmSync(file);
  expect(journal.isStarted()).toBe(false);
  journal.remove();
});

test('it is long once more was added than a new start would write, and never below 4 MiB', () => {
  const journal = journalIn(join(folder, 'aws.json'));
  const mebibyte = 'x'.repeat(1024 * 1024);
  const addedUntilLong = (): number => {
    let added = 0;
    for (; !journal.isLong(); added += 1) journal.append(mebibyte);
    return added;
  };
  journal.start('small');
  expect(addedUntilLong()).toBe(4);
  journal.start(mebibyte.repeat(6));
  expect(addedUntilLong()).toBe(6);
});
