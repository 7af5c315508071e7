import type { FileCase } from './file-fixes';

/** Mistakes in files of values, each with the same file after its fix was followed. */
export const valuesFixes: readonly FileCase[] = [
  {
    rule: 'source/missing',
    what: 'no file of values',
    name: 'values.yaml',
    mistake: undefined,
    typed: 'PORT: 80\n',
    asks: 'name a YAML, JSON or .env file',
  },
  {
    rule: 'source/values',
    what: 'a list',
    name: 'values.yaml',
    mistake: '- PORT\n',
    typed: 'PORT: 80\n',
    asks: 'write NAME: value',
  },
  {
    rule: 'source/values',
    what: 'a list for a value',
    name: 'values.yaml',
    mistake: 'PORT: [80]\n',
    typed: 'PORT: 80\n',
    asks: 'a number',
  },
  {
    rule: 'source/values',
    what: 'a line without a value',
    name: 'dev.env',
    mistake: 'PORT 80\n',
    typed: 'PORT=80\n',
    asks: 'NAME=value',
  },
  {
    rule: 'source/values',
    what: 'a line that is meant for people',
    name: '.env',
    mistake: 'ports of the shop\nPORT=80\n',
    typed: '# ports of the shop\nPORT=80\n',
    asks: '# before it',
  },
  {
    rule: 'source/syntax',
    what: 'a comment in a JSON of values',
    name: 'values.json',
    mistake: '// ports\n{ "PORT": 80 }',
    typed: '{ "PORT": 80 }',
    asks: 'remove the comment',
    findings: 1,
  },
];
