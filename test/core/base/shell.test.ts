import { spawnSync } from 'node:child_process';
import { posixWord, shellWord } from '../../../core/base/shell';

it.each([
  'plain',
  '',
  'two words',
  "it's",
  '$HOME',
  '`id`',
  '"a" \\ b',
  'a;b',
  '*',
  '--set=a=b',
  'line\nbreak',
])('a shell reads %j as one word', (text) => {
  const read = (shell: string, word: string) =>
    spawnSync(shell, ['-c', `printf '%s|' ${word}`], { encoding: 'utf8' }).stdout;
  expect(read('bash', shellWord(text))).toBe(`${text}|`);
  expect(read('/bin/sh', posixWord(text))).toBe(`${text}|`);
});
