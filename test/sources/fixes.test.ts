import { join } from 'node:path';
import { loadTopology } from '../../sources/load';
import { sourceRules } from '../../sources/rules';
import { folderWith } from './folder';

interface FileCase {
  readonly rule: keyof typeof sourceRules;
  readonly what: string;
  /** Default: topology.yaml. */
  readonly name?: string;
  readonly mistake: string | Uint8Array | undefined;
  /** The file after somebody has done what the fix says, and its name where that changes. */
  readonly typed: string;
  readonly renamed?: string;
  /** A word of the fix that asks for exactly that. */
  readonly asks: string;
}

const topology = 'mesh: shop\nregion: eu-west-1\n';
const json = '{ "mesh": "shop" }';
const program = "export default { mesh: 'shop' };\n";

/** Mistakes in the text of a file, each with the same file after its fix was followed. */
const cases: readonly FileCase[] = [
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
    rule: 'source/no-default',
    what: 'a named export',
    name: 'topology.ts',
    mistake: "export const mesh = { mesh: 'shop' };\n",
    typed: program,
    asks: 'export default',
  },
  {
    rule: 'source/pem',
    what: 'a number for a path',
    mistake: 'certificates: { a: { kind: sds, secret: s, pemFile: 5 } }\n',
    typed: 'certificates: { a: { kind: sds, secret: s } }\n',
    asks: 'path of a PEM file',
  },
];

/** What no text of a file can fix. */
const elsewhere: readonly (keyof typeof sourceRules)[] = [
  // A folder in the place of the file, permissions, and a program that is missing.
  'source/not-a-file',
  'source/unreadable',
  'source/bundler',
  // The program's own error, and an attack by aliases: what to write instead is the author's to know.
  'source/threw',
  'source/aliases',
];

describe('a fix of a file', () => {
  it.each(cases.map((each) => [`${each.rule}: ${each.what}`, each] as const))(
    'can be followed for %s',
    async (_, { rule, name = 'topology.yaml', mistake, typed, renamed = name, asks }) => {
      const before = folderWith(mistake === undefined ? {} : { [name]: mistake });
      const { findings } = await loadTopology(join(before, name), name);
      expect(findings.map((finding) => finding.rule)).toContain(rule);
      expect(findings.map(({ fix }) => fix).join('\n')).toContain(asks);

      const after = await loadTopology(join(folderWith({ [renamed]: typed }), renamed), renamed);
      expect(after).toMatchObject({ ok: true, findings: [] });
    },
  );

  it('is tried for every rule of files', () => {
    const tried = new Set([...cases.map(({ rule }) => rule), ...elsewhere]);
    expect(Object.keys(sourceRules).filter((id) => !tried.has(id as keyof typeof sourceRules))).toEqual([]);
  });
});
