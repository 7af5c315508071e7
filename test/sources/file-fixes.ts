import type { sourceRules } from '../../sources/rules';

export interface FileCase {
  readonly rule: keyof typeof sourceRules;
  readonly what: string;
  /** Default: topology.yaml. */
  readonly name?: string;
  readonly mistake: string | Uint8Array | undefined;
  /** The file after somebody has done what the fix says, and its name where that changes. */
  readonly typed: string;
  readonly renamed?: string;
  /** How many findings there are. @default one or more */
  readonly findings?: number;
  /** A word of the fix that asks for exactly that. */
  readonly asks: string;
}

const topology = 'mesh: shop\nregion: eu-west-1\n';
const json = '{ "mesh": "shop" }';

/** Mistakes in the text of a topology, each with the same file after its fix was followed. */
export const fileFixes: readonly FileCase[] = [
  { rule: 'source/missing', what: 'no file', mistake: undefined, typed: topology, asks: 'create it' },
  {
    rule: 'source/empty',
    what: 'nothing in it',
    mistake: '# later\n',
    typed: topology,
    asks: 'write a topology into it',
  },
  {
    rule: 'source/encoding',
    what: 'Latin-1',
    mistake: new Uint8Array([0x6d, 0x3a, 0x20, 0xe9]),
    typed: 'm: é',
    asks: 'UTF-8',
  },
  {
    rule: 'source/ending',
    what: 'another ending',
    name: 'topology.txt',
    mistake: topology,
    typed: topology,
    renamed: 'topology.yaml',
    asks: '.yaml',
  },
  {
    rule: 'source/syntax',
    what: 'two documents',
    mistake: `${topology}---\nmesh: other\n`,
    typed: topology,
    asks: 'remove "---"',
  },
  {
    rule: 'source/syntax',
    what: 'a tab',
    mistake: 'mesh:\n\tname: shop\n',
    typed: 'mesh:\n  name: shop\n',
    asks: 'spaces',
  },
  {
    rule: 'source/syntax',
    what: 'a key twice',
    mistake: 'mesh: a\nmesh: b\n',
    typed: 'mesh: a\n',
    asks: 'remove one',
  },
  {
    rule: 'source/syntax',
    what: 'a tag',
    mistake: 'mesh: !Ref shop\n',
    typed: "mesh: 'shop'\n",
    asks: 'without a tag',
  },
  {
    rule: 'source/syntax',
    what: 'an alias without an anchor',
    mistake: 'mesh: *name\n',
    typed: 'tags: { a: &name shop }\nmesh: *name\n',
    asks: '&name',
  },
  {
    rule: 'source/syntax',
    what: 'a comment in JSON',
    name: 'topology.json',
    mistake: `// shop\n${json}`,
    typed: json,
    asks: 'remove the comment',
    findings: 1,
  },
  {
    rule: 'source/syntax',
    what: 'single quotes in JSON',
    name: 'topology.json',
    mistake: "{ 'mesh': 'shop' }",
    typed: json,
    asks: 'double quotes',
  },
  {
    rule: 'source/syntax',
    what: 'YAML in a .json file',
    name: 'topology.json',
    mistake: topology,
    typed: topology,
    renamed: 'topology.yaml',
    asks: '.yaml',
  },
  {
    rule: 'source/empty',
    what: 'nothing at all',
    mistake: '',
    typed: topology,
    asks: 'write a topology into it',
  },
  {
    rule: 'source/too-large',
    what: 'more than 16 MiB',
    mistake: `${topology}# ${'x'.repeat(16 * 2 ** 20)}\n`,
    typed: topology,
    asks: 'smaller file',
  },
  {
    rule: 'source/syntax',
    what: 'a comment at the end of JSON',
    name: 'topology.json',
    mistake: `${json} # shop`,
    typed: topology,
    renamed: 'topology.yaml',
    asks: '.yaml',
    findings: 1,
  },
  {
    rule: 'source/syntax',
    what: 'a comment inside of JSON',
    name: 'topology.json',
    mistake: '{\n  "mesh": "http://shop", /* ours */\n  "region": "eu-west-1" // Ireland\n}',
    typed: '{\n  "mesh": "http://shop", # ours\n  "region": "eu-west-1" # Ireland\n}',
    renamed: 'topology.yaml',
    asks: 'begin comments with #',
    findings: 1,
  },
  {
    rule: 'source/syntax',
    what: 'a comma too many in JSON',
    name: 'topology.json',
    mistake: '{ "mesh": "shop", }',
    typed: json,
    asks: 'no comma after the last',
    findings: 1,
  },
  {
    rule: 'source/syntax',
    what: 'keys without quotes in JSON',
    name: 'topology.json',
    mistake: '{ mesh: "shop" }',
    typed: '{ mesh: "shop" }',
    renamed: 'topology.yaml',
    asks: '.yaml',
  },
  {
    rule: 'source/syntax',
    what: 'a backslash in double quotes',
    mistake: 'mesh: "a\\q"\n',
    typed: 'mesh: "a\\\\q"\n',
    asks: 'backslash twice',
  },
  {
    rule: 'source/syntax',
    what: 'a directive',
    mistake: '%SHOP 1\n---\nmesh: shop\n',
    typed: '---\nmesh: shop\n',
    asks: 'remove the line',
  },
  {
    rule: 'source/syntax',
    what: 'two anchors',
    mistake: 'mesh: &a &b shop\n',
    typed: 'mesh: &a shop\n',
    asks: 'keep one',
  },
  {
    rule: 'source/syntax',
    what: 'an alias with an anchor',
    mistake: 'region: &r eu-west-1\nmesh: &m *r\n',
    typed: 'region: &r eu-west-1\nmesh: *r\n',
    asks: 'the alias alone',
  },
  {
    rule: 'source/syntax',
    what: 'a brace that is not closed',
    mistake: 'mesh: { name: shop\n',
    typed: 'mesh: { name: shop }\n',
    asks: 'close it with "}"',
  },
  {
    rule: 'source/syntax',
    what: 'a brace that closes nothing',
    mistake: 'mesh: shop }\nregion: { }}\n',
    typed: 'mesh: shop\nregion: { }\n',
    asks: 'remove it',
  },
  {
    rule: 'source/syntax',
    what: 'a line that is not a key and its value',
    mistake: 'mesh: shop\nregion\naccounts: {}\n',
    typed: 'mesh: shop\nregion: eu-west-1\naccounts: {}\n',
    asks: 'KEY: VALUE',
  },
  {
    rule: 'source/syntax',
    what: 'a mapping in the line of its key',
    mistake: 'mesh: name: shop\n',
    typed: 'mesh: { name: shop }\n',
    asks: 'in braces',
  },
  {
    rule: 'source/syntax',
    what: 'a text that begins with a sign of YAML',
    mistake: 'mesh: @shop\n',
    typed: 'mesh: "@shop"\n',
    asks: 'into quotes',
  },
  {
    rule: 'source/syntax',
    what: 'what cannot be merged',
    mistake: 'mesh:\n  <<: shop\n',
    typed: 'tags: &NAME { a: b }\nmesh:\n  <<: *NAME\n',
    asks: '<<: *NAME',
  },
];
