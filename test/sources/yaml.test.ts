import { placed } from '../../core/source';
import { parseYaml } from '../../sources/yaml';
import type { Path } from '../../core/topology';

/** `line:column summary` of everything that is wrong with a text. */
const problemsOf = (text: string, json = false): readonly string[] =>
  parseYaml(text, 'topology.yaml', { json }).findings.map(
    ({ at, summary }) => `${at.line}:${at.column} ${summary}`,
  );

const writtenOf = (text: string): unknown => {
  const result = parseYaml(text, 'topology.yaml', { json: false });
  return result.ok ? result.value.written : result.findings;
};

it('everything that is wrong with a text is reported at once, in the order of the lines', () => {
  expect(problemsOf('mesh: yelb\nmesh: other\nregion: !here x\naccounts: [1,\n')).toEqual([
    '2:1 key "mesh" is already in this mapping, on line 1',
    '3:9 unresolved tag: !here',
    '4:11 this "[" is not closed',
  ]);
});

it.each([
  ['a tab as indentation', 'a:\n\t- 1\n', '2:1 tabs are not allowed as indentation'],
  ['a second document', 'a: 1\n---\nb: 2\n', '2:1 the file contains several documents'],
  ['a key that is a mapping', '? {a: 1}\n: 2\n', '1:3 this key is not a text'],
  ['an alias without an anchor', 'a: 1\nb: *nobody\n', '2:4 alias "*nobody" has no anchor'],
  [
    'an alias inside of its anchor',
    'a: &a\n  b: *a\n',
    '2:6 alias "*a" is inside the value that it stands for',
  ],
])('YAML is refused for %s', (_why, text, problem) => {
  expect(problemsOf(text)).toContain(problem);
});

const whole = `mesh: m
accounts:
  a: { id: "1", network: { cidr: 10.0.0.0/16 } }
  b: { id: "2" }
workloads:
  w:
    account: a
    calls: [x, y]
    entry: "z"
`;

it.each([
  ['a brace that is missing', '16 } }', '16 }', '3:6 this "{" is not closed'],
  ['a brace too many', '16 } }', '16 } } }', '3:50 this "}" closes nothing'],
  ['a bracket that is missing', '[x, y]', '[x, y', '8:12 this "[" is not closed'],
  ['a bracket closed by a brace', '[x, y]', '[x, y}', '8:12 this "[" is not closed'],
  ['a tab', '    calls', '\tcalls', '8:1 tabs are not allowed as indentation'],
  ['tabs everywhere', /^    /gm, '\t', '7:1 tabs are not allowed as indentation'],
  ['a quote that is not closed', '"2"', '"2', '4:16 missing closing "quote'],
  ['a colon that is missing', 'account: a', 'account a', '7:5 this line is not a key and its value'],
  [
    'a line that is indented less',
    '    calls',
    '   calls',
    '8:1 all mapping items must start at the same column',
  ],
  [
    'a line that is indented more',
    '    calls',
    '      calls',
    '7:14 a mapping begins in the line of its key',
  ],
  ['two mappings in one line', '{ id: "2" }', 'id: "2", x: y', '4:6 a mapping begins in the line of its key'],
  ['a list behind a key', '[x, y]', '- x', '8:12 unexpected block-seq-ind on same line with key'],
])('one mistake is one error: %s', (_what, from, to, problem) => {
  expect(problemsOf(whole.replace(from, to))).toEqual([problem]);
});

it.each([
  ['a text', '<<: nope', true],
  ['a number', '<<: 1', true],
  ['a list with a text in it', '<<: [*a, nope]', true],
  ['the alias of a text', '<<: *t', true],
  ['nothing', '<<:', true],
  ['a mapping', '<<: { y: 1 }', false],
  ['a list of aliases', '<<: [*a, *a]', false],
])('%s behind "<<" is refused or merged, and never a bug', (_what, merge, isRefused) => {
  const problems = problemsOf(`a: &a { x: 1 }\nt: &t text\nm:\n  ${merge}\n`);
  expect(problems).toEqual(isRefused ? ['4:3 what "<<" merges is not a mapping'] : []);
});

it.each([
  ['a comment', '{\n  // yelb\n  "a": 1}', 2],
  ['a YAML comment', '{\n  # yelb\n  "a": 1}', 2],
  ['single quotes', '{\n  "a": \'x\'}', 2],
  ['a bare word', '{\n  "a": yelb}', 2],
  ['a bare key', '{\n  a: 1}', 2],
  ['a trailing comma', '{\n  "a": 1,\n}', 3],
  ['block style', 'a: 1\nb: 2', 1],
  ['a leading zero', '{\n  "a": 012}', 2],
  ['an anchor', '{\n  "a": &x 1}', 2],
  ['a number of YAML', '{\n  "a": 0x10}', 2],
  ['a second value', '{"a": 1}\n{"b": 2}', 2],
  ['a key that stands twice', '{"a": 1,\n "a": 2}', 2],
])('JSON is refused for %s', (_why, text, line) => {
  const [first] = parseYaml(text, 'topology.json', { json: true }).findings;
  expect(first).toMatchObject({ rule: 'source/syntax', at: { file: 'topology.json', line } });
});

it('aliases and merge keys are unfolded', () => {
  const text = 'a: &tls {mode: STRICT}\nb: *tls\nc: {<<: *tls, port: 80}\n';
  expect(writtenOf(text)).toEqual({
    a: { mode: 'STRICT' },
    b: { mode: 'STRICT' },
    c: { mode: 'STRICT', port: 80 },
  });
});

it('a bomb of aliases is refused, and a thousand plain ones are not', () => {
  const levels = 'bcdefghij'.split('').map((name, index) => {
    const inner = String.fromCharCode('a'.charCodeAt(0) + index);
    return `${name}: &${name} [${Array(9).fill(`*${inner}`).join(',')}]`;
  });
  expect(parseYaml(`a: &a [x]\n${levels.join('\n')}\n`, 't.yaml', { json: false }).findings).toMatchObject([
    { rule: 'source/aliases' },
  ]);
  expect(problemsOf(`a: &a {x: 1}\nb:\n${'  - *a\n'.repeat(1000)}`)).toEqual([]);
});

it('5,000 anchors and 5,000 aliases are read', () => {
  const pairs = Array.from({ length: 5000 }, (_, n) => `  a${n}: &a${n} { x: [1, 2] }\n  b${n}: *a${n}\n`);
  expect(problemsOf(`m:\n${pairs.join('')}`)).toEqual([]);
});

it('aliases that reach deeper than any text may are refused', () => {
  const links = (count: number) =>
    Array.from({ length: count }, (_, index) => `k${index + 1}: &k${index + 1} [*k${index}]\n`).join('');
  expect(problemsOf(`k0: &k0 [x]\n${links(100)}`)).toEqual([]);
  const { findings } = parseYaml(`k0: &k0 [x]\n${links(300)}`, 't.yaml', { json: false });
  expect(findings).toMatchObject([{ rule: 'source/aliases' }]);
});

it.each([
  ['inline lists', (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`],
  ['inline mappings', (levels: number) => `${'{"a": '.repeat(levels)}1${'}'.repeat(levels)}`],
  ['lists in one line', (levels: number) => `${'- '.repeat(levels)}a`],
])('%s that are nested without end are refused, and a hundred levels are not', (_what, nested) => {
  for (const json of [false, true]) {
    expect(problemsOf(nested(5000), json)).toEqual([
      expect.stringMatching(/^1:\d+ the text is nested too deeply$/),
    ]);
  }
  expect(problemsOf(nested(100))).toEqual([]);
});

it('words of YAML 1.1 stay texts, and keys are texts', () => {
  expect(writtenOf('a: yes\nb: 2026-11-21\n80: x\n"012": y\n')).toEqual({
    a: 'yes',
    b: '2026-11-21',
    '80': 'x',
    '012': 'y',
  });
});

describe('a finding is placed', () => {
  const text = [
    '# Yelb',
    'workloads:',
    '  yelb-ui: &ui',
    '    listens: {protocol: http, port: 80}',
    '    calls:',
    '      - yelb-appserver',
    '      - to: yelb-db',
    '  other: *ui',
  ].join('\n');
  const rows: readonly (readonly [string, Path, number, number])[] = [
    ['at the key of a mapping', ['workloads', 'yelb-ui'], 3, 3],
    ['at a key of an inline mapping', ['workloads', 'yelb-ui', 'listens', 'port'], 4, 31],
    ['at an item of a list', ['workloads', 'yelb-ui', 'calls', 0], 6, 9],
    ['at a key inside an item', ['workloads', 'yelb-ui', 'calls', 1, 'to'], 7, 9],
    ['behind an alias, at the anchor', ['workloads', 'other', 'calls', 0], 6, 9],
    ['at the nearest thing around what is missing', ['workloads', 'yelb-ui', 'account'], 3, 3],
    ['at the list for an item that is missing', ['workloads', 'yelb-ui', 'calls', 7], 5, 5],
    ['at the first line for what is not there at all', ['mesh'], 2, 1],
  ];
  it.each(rows)('%s', (_where, path, line, column) => {
    const source = parseYaml(text, 'topology.yaml', { json: false });
    const finding = { rule: 'a/b', severity: 'error', at: { path }, summary: 's', fix: 'f' } as const;
    const positions = source.ok ? source.value.positions : () => undefined;
    expect(placed([finding], { positions, file: 'topology.yaml' })[0]?.at).toEqual({
      path,
      file: 'topology.yaml',
      line,
      column,
    });
  });

  it('where it stood, when it has a file already', () => {
    const at = { path: [], file: 'certs/db.pem' };
    const finding = { rule: 'a/b', severity: 'error', at, summary: 's', fix: 'f' } as const;
    expect(placed([finding], { positions: () => ({ line: 1, column: 1 }), file: 'topology.yaml' })).toEqual([
      finding,
    ]);
  });
});
