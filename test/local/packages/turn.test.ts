import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { turnNow } from '../../../local/packages';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'turn-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('only one process at a time has the lock, which is free when the process exits', () => {
  const file = join(folder, 'one/lock');
  const turn = turnNow(file);
  expect(turn).toBeDefined();
  expect(turnNow(file)).toBeUndefined();
  turn?.end();
  expect(existsSync(file)).toBe(false);
  turnNow(file)?.end();
});

test('that of a process which was killed is taken over', () => {
  const file = join(folder, 'lock');
  // The greatest number that Linux gives to a process is smaller.
  writeFileSync(file, '4194999');
  expect(turnNow(file)).toBeDefined();
});
