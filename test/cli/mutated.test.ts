import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, assert, asyncProperty, constantFrom, nat, oneof, record, constant } from 'fast-check';
import { parse } from 'yaml';
import { fieldOf, isRecord, parsedJson } from '../../core/base/json';
import { folderWith } from '../sources/folder';
import { meshspan, shop } from './world';

const examples = join(__dirname, '../../examples');
const texts = readdirSync(examples, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [readFileSync(join(examples, entry.name, 'topology.yaml'), 'utf8')] : [],
);
const folder = folderWith({});

/** What no schema expects, and what a schema expects elsewhere. */
const odd: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  70_000,
  1e300,
  0.5,
  '',
  ' ',
  'x',
  'none',
  '${parameter.P}',
  '${x}',
  '\u0000\u001B[2J',
  'é'.repeat(300),
  'a.b',
  '*',
  '10.0.0.0/33',
  '10.0.0.0/16',
  '111111111111',
  [],
  {},
  [[]],
  [{}],
  { parameter: 'P' },
  { parameter: 1 },
  { kind: 'x' },
  { '': 1 },
  { constructor: 1 },
  { toString: 1 },
  ['a', 'a'],
  'http',
  { prefix: '/', to: 'x' },
  { port: 80, protocol: 'tcp' },
];

interface Change {
  readonly at: number;
  readonly how: 'replace' | 'drop' | 'add' | 'copy' | 'rename';
  readonly value: unknown;
}

/** Changes one thing of a tree, in place: whichever comes at that number in a walk. */
function change(tree: unknown, { at, how, value }: Change): void {
  const places: { readonly parent: Record<string, unknown>; readonly key: string }[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      places.push({ parent: node as Record<string, unknown>, key });
      walk((node as Record<string, unknown>)[key]);
    }
  };
  walk(tree);
  const place = places[at % Math.max(places.length, 1)];
  if (place === undefined) return;
  const { parent, key } = place;
  const other = places[(at * 7) % places.length];
  if (how === 'replace') parent[key] = value;
  if (how === 'drop') Reflect.deleteProperty(parent, key);
  if (how === 'add' && isRecord(parent[key])) Object.assign(parent[key], { 'a-key': value });
  if (how === 'copy' && other !== undefined) parent[key] = structuredClone(other.parent[other.key]);
  if (how === 'rename') {
    parent[`${key}x`] = parent[key];
    Reflect.deleteProperty(parent, key);
  }
}

/** A command exits with one of its codes, reports no bug, shows no stack trace, and does not refer to a document. */
async function complaintsAbout(name: string, text: string): Promise<readonly string[]> {
  writeFileSync(join(folder, name), text);
  const ran = async (...words: readonly string[]) => meshspan(folder, [...words, name]);
  const results = [
    await ran('check'),
    await ran('check', '--json'),
    await ran('plan', '--json', '--fail-on', 'none'),
  ];
  const json = parsedJson(results[1]?.out ?? '');
  return [
    ...results.flatMap(({ code, out, err }) => [
      ...([0, 1, 2].includes(code) ? [] : [`exit code ${code}`]),
      ...(/bug in meshspan|^ {4}at |docs\/topology\.md/m.exec(out + err) ?? []),
      ...(out + err === '' ? ['nothing was said'] : []),
    ]),
    ...(fieldOf(json, 'version') === 1 ? [] : ['check --json is not JSON']),
  ];
}

const limits = { interruptAfterTimeLimit: 4000, seed: 20261128, markInterruptAsFailure: false };

test('a topology with anything changed in it is judged or refused, and never a bug', async () => {
  const changes = array(
    record({
      at: nat(),
      how: constantFrom('replace', 'replace', 'drop', 'add', 'copy', 'rename'),
      value: constantFrom(...odd),
    }),
    { minLength: 1, maxLength: 4 },
  );
  await assert(
    asyncProperty(constantFrom(...texts, shop), changes, async (text, all) => {
      const tree: unknown = parse(text);
      for (const each of all) change(tree, each);
      expect(await complaintsAbout('topology.json', JSON.stringify(tree))).toEqual([]);
    }),
    { ...limits, numRuns: 150 },
  );
}, 30_000);

test('a text with anything cut, doubled or put in is read or refused, and never a bug', async () => {
  const bit = oneof(
    constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ': ',
      '- ',
      '\t',
      '"',
      "'",
      '&a ',
      '*a',
      '<<: ',
      '!x ',
      '|',
      '#',
      '\n',
      '---\n',
      '?',
      '\u202E',
      '\uFEFF',
      '%',
    ),
    constant(''),
  );
  await assert(
    asyncProperty(constantFrom(...texts, shop), nat(), nat(40), bit, async (text, at, length, put) => {
      const from = at % text.length;
      const cut = text.slice(0, from) + put + text.slice(from + length);
      expect(await complaintsAbout('topology.yaml', cut)).toEqual([]);
    }),
    { ...limits, numRuns: 150 },
  );
}, 30_000);
