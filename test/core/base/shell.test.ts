import { spawnSync } from 'node:child_process';
import { shellWord, wordInLine } from '../../../core/base/shell';

const TEXTS = [
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
];

it.each(TEXTS)('a shell reads %j as one word', (text) => {
  const { stdout } = spawnSync('/bin/sh', ['-c', `printf '%s|' ${shellWord(text)}`], { encoding: 'utf8' });
  expect(stdout).toBe(`${text}|`);
});

it.each([...TEXTS, "it's\n\\two\tlines"])('bash reads %j as one word of one line', (text) => {
  const word = wordInLine(text);
  const { stdout } = spawnSync('/bin/bash', ['-c', `printf '%s|' ${word}`], { encoding: 'utf8' });
  expect({ stdout, lines: word.split('\n').length }).toEqual({ stdout: `${text}|`, lines: 1 });
});
