import { spawnSync } from 'node:child_process';
import { shellWord } from '../../../core/base/shell';

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
  const { stdout } = spawnSync('/bin/sh', ['-c', `printf '%s|' ${shellWord(text)}`], { encoding: 'utf8' });
  expect(stdout).toBe(`${text}|`);
});
