import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceStacks } from '../../cli/stacks-folder';
import { noteTopology } from '../../cli/stacks-topology';
import { writeFiles } from '../../sources/write-files';
import { untraced } from '../../stacks/untraced';
import { folderWith } from '../sources/folder';
import { meshspan, shop } from './world';

/** Every file below a folder with its text. */
function filesOf(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    names
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** A stack's file as synth writes it for a mesh. */
const of = (mesh: string, text: string): string => JSON.stringify({ '//': { meshspan: { mesh } }, text });

/** Writes such stacks of mesh "m" the way synth does. */
const writing =
  (stacks: Readonly<Record<string, string>>) =>
  (folder: string): void => {
    for (const [name, text] of Object.entries(stacks)) {
      mkdirSync(join(folder, 'stacks', name), { recursive: true });
      writeFileSync(join(folder, 'stacks', name, 'cdk.tf.json'), of('m', text));
    }
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ stacks }));
  };

const replaced = (out: string, stacks: Readonly<Record<string, string>>, write = writing(stacks)) =>
  replaceStacks(out, { label: 'm', stacks: Object.keys(stacks) }, write);

it('synth writes one module per stack, the same from two folders', async () => {
  const [one, two] = [folderWith({ 'topology.yaml': shop }), folderWith({ 'topology.yaml': shop })];
  const { code, out, err } = await meshspan(one, ['synth']);
  expect([code, out, err]).toEqual([
    0,
    'out/stacks/back/cdk.tf.json\nout/stacks/front/cdk.tf.json\nout/stacks/shop-shared/cdk.tf.json\n',
    '',
  ]);
  await meshspan(two, ['synth', '--out', 'deeper']);
  expect(filesOf(join(two, 'deeper'))).toEqual(filesOf(join(one, 'out')));
  expect(readdirSync(one)).toEqual(['out', 'topology.yaml']);
});

describe('a feature that the data plane does not have', () => {
  const lossy = shop
    .replace(
      'listens: {protocol: tcp',
      'discovery: {kind: cloud-map, attributes: {track: blue}}, listens: {protocol: tcp',
    )
    .replace('dataPlane: app-mesh\nacceptEnded: true', 'dataPlane: envoy');
  const accepted = `${lossy}acceptLosses: [discovery.attributes]\n`;

  it('is refused before anything is written', async () => {
    const cwd = folderWith({ 'topology.yaml': lossy });
    const { code, out, err } = await meshspan(cwd, ['synth', '--fail-on', 'none']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('error[data-plane/loss] topology.yaml:16:52 workloads.db.discovery.attributes');
    expect(readdirSync(cwd)).toEqual(['topology.yaml']);
  });

  it('is printed where its loss is accepted', async () => {
    const cwd = folderWith({ 'topology.yaml': accepted });
    const line =
      'lost, as acceptLosses allows: discovery.attributes (workloads.db.discovery.attributes): callers reach';
    expect((await meshspan(cwd, ['synth'])).err).toContain(line);
    expect((await meshspan(cwd, ['plan'])).out).toMatch(/^discovery.attributes +lost +workloads.db/m);
  });
});

describe('an output that is there', () => {
  it('gets the new stacks, keeps other files, and loses the stacks that left', () => {
    const out = join(folderWith({}), 'out');
    replaced(out, { a: 'old', b: 'old', c: 'old' });
    writeFileSync(join(out, 'stacks/a/.terraform.lock.hcl'), 'lock');
    writeFileSync(join(out, 'stacks/c/terraform.tfstate'), 'state');
    expect(replaced(out, { a: 'new' })).toEqual({
      stacks: ['a'],
      files: [],
      removed: ['b', 'c'],
      left: ['c'],
    });
    expect(filesOf(out)).toEqual({
      'manifest.json': '{"stacks":{"a":"new"}}',
      'stacks/a/.terraform.lock.hcl': 'lock',
      'stacks/a/cdk.tf.json': of('m', 'new'),
      'stacks/c/terraform.tfstate': 'state',
    });
  });

  it('stays whole where writing fails', () => {
    const parent = folderWith({});
    const out = join(parent, 'out');
    replaced(out, { a: 'old' });
    const before = filesOf(parent);
    const failing = (folder: string): void => {
      writing({ a: 'new' })(folder);
      throw new Error('half way');
    };
    expect(() => replaced(out, { a: 'new' }, failing)).toThrow('half way');
    expect(filesOf(parent)).toEqual(before);
  });

  it('is cleared of what a killed run left beside it, and of no other run', () => {
    const parent = folderWith({ 'out.draft-999999999/x': '', 'out.draft-1/x': '', 'out.drafts/x': '' });
    replaced(join(parent, 'out'), {});
    expect(readdirSync(parent)).toEqual(['out', 'out.draft-1', 'out.drafts']);
  });

  it('is only touched where an earlier run recorded that it wrote', () => {
    const parent = folderWith({
      'precious/cdk.tf.json': 'theirs',
      'out/stacks/theirs/cdk.tf.json': 'theirs',
      'out/manifest.json': '{"stacks": {"../../precious": {}, "..": {}}}',
    });
    replaced(join(parent, 'out'), {});
    expect(filesOf(parent)).toMatchObject({
      'precious/cdk.tf.json': 'theirs',
      'out/stacks/theirs/cdk.tf.json': 'theirs',
    });
  });
});

describe('files of a data plane', () => {
  const note = 'meshspan.json';
  /** Writes a stack and these files the way synth does. */
  const put = (out: string, files: Readonly<Record<string, string>>, ends: () => void = () => undefined) =>
    replaceStacks(out, { label: 'm', stacks: ['a'], files: Object.keys(files) }, (draft) => {
      writing({ a: 'new' })(draft);
      writeFiles(
        draft,
        Object.entries(files).map(([path, text]) => ({ path, text })),
      );
      noteTopology(draft, out, join(out, '../topology.yaml'), Object.keys(files));
      ends();
    });
  /** All files in the folder but those of the stack. */
  const beside = (out: string) =>
    Object.fromEntries(
      Object.entries(filesOf(out)).filter(([path]) => !/^(?:stacks|manifest|meshspan)/.test(path)),
    );

  it('are written, replaced, and removed with the folders that are empty then', () => {
    const out = join(folderWith({}), 'out');
    put(out, {
      'proxies/ui/bootstrap.json': 'one',
      'proxies/ui/sds/trust.json': 'one',
      'proxies/db/a.json': 'a',
    });
    writeFileSync(join(out, 'proxies/db/notes.txt'), 'theirs');
    expect(put(out, { 'proxies/ui/bootstrap.json': 'two' })).toMatchObject({
      files: ['proxies/ui/bootstrap.json'],
    });
    expect(beside(out)).toEqual({ 'proxies/db/notes.txt': 'theirs', 'proxies/ui/bootstrap.json': 'two' });
    expect(readdirSync(join(out, 'proxies/ui'))).toEqual(['bootstrap.json']);
    put(out, {});
    expect(beside(out)).toEqual({ 'proxies/db/notes.txt': 'theirs' });
    expect(JSON.parse(filesOf(out)[note] ?? '')).toEqual({ version: 1, topology: '../topology.yaml' });
  });

  it('have the names that a data plane gives them', async () => {
    const topology = shop
      .replace('dataPlane: app-mesh\nacceptEnded: true', 'dataPlane: envoy')
      .replace(
        'authority: {kind: private-ca, commonName: shop root}',
        'authorities: {root: {kind: private-ca, commonName: root}, old: {kind: private-ca, commonName: old}}',
      )
      .replace(
        'calls: [db]',
        'calls: [{service: db, policy: {trust: {kind: private-ca, authorities: [root, old]}}}]',
      );
    const { code, err } = await meshspan(folderWith({ 'topology.yaml': topology }), ['synth']);
    expect([code, err]).toEqual([0, '']);
  });

  it('stay whole where writing fails', () => {
    const out = join(folderWith({}), 'out');
    put(out, { 'proxies/ui/a.json': 'one' });
    const before = filesOf(out);
    const failing = () => {
      throw new Error('half way');
    };
    expect(() => put(out, { 'proxies/ui/a.json': 'two' }, failing)).toThrow('half way');
    expect(filesOf(out)).toEqual(before);
  });

  it('do not replace files that meshspan did not write', () => {
    const out = join(folderWith({ 'out/proxies/ui/a.json': 'theirs' }), 'out');
    expect(put(out, { 'proxies/ui/a.json': 'ours' })).toEqual({
      kind: 'other',
      what: 'proxies/ui/a.json is not from meshspan',
    });
    expect(filesOf(out)).toEqual({ 'proxies/ui/a.json': 'theirs' });
  });

  it('are only removed where an earlier run recorded that it wrote them, and inside the folder', () => {
    const parent = folderWith({
      'precious.json': 'theirs',
      'out/proxies/ui/a.json': 'theirs',
      'out/stacks/a/terraform.tfstate': 'state',
      'out/meshspan.json': JSON.stringify({
        files: [
          '../precious.json',
          'proxies/../../precious.json',
          'stacks/a/terraform.tfstate',
          'manifest.json',
          7,
        ],
      }),
    });
    put(join(parent, 'out'), { 'proxies/db/a.json': 'ours' });
    expect(filesOf(parent)).toMatchObject({
      'precious.json': 'theirs',
      'out/proxies/ui/a.json': 'theirs',
      'out/proxies/db/a.json': 'ours',
      'out/stacks/a/terraform.tfstate': 'state',
    });
  });

  it('a plane that would write into a stack is a mistake of ours', () => {
    const out = join(folderWith({}), 'out');
    expect(() => put(out, { 'stacks/a/more.tf.json': '{}' })).toThrow('which is not in a folder of its own');
  });
});

it('a stack that left the topology is reported, and its state stays', async () => {
  const cwd = folderWith({ 'topology.yaml': shop });
  await meshspan(cwd, ['synth']);
  mkdirSync(join(cwd, '.meshspan/state'), { recursive: true });
  writeFileSync(join(cwd, '.meshspan/state/back.tfstate'), '{}');
  const alone = shop
    .replace(/\n {2}back: .*/, '')
    .replace(/\n {2}db: .*/, '')
    .replace(', calls: [db]', '');
  writeFileSync(join(cwd, 'topology.yaml'), alone);
  const { code, err } = await meshspan(cwd, ['synth', '--fail-on', 'none']);
  expect(code).toBe(0);
  expect(err).toContain(
    'deleted the generated files of stack "back" (not in this topology); nothing deployed was touched\n',
  );
  expect(existsSync(join(cwd, 'out/stacks/back'))).toBe(false);
  expect(existsSync(join(cwd, '.meshspan/state/back.tfstate'))).toBe(true);
});

describe('without stack traces', () => {
  const capture = Object.getOwnPropertyDescriptor(Error, 'captureStackTrace');

  it('a build is the same, and errors elsewhere keep theirs', () => {
    const target: { stack?: string } = {};
    untraced(() => {
      Error.captureStackTrace(target);
    });
    expect(target.stack).toBeUndefined();
    expect(Object.getOwnPropertyDescriptor(Error, 'captureStackTrace')).toEqual(capture);
  });

  it('a build that fails runs once more with them', () => {
    const traces: (string | undefined)[] = [];
    const build = (): void => {
      const target: { stack?: string } = {};
      Error.captureStackTrace(target);
      traces.push(target.stack);
      throw new Error('unresolvable');
    };
    expect(() => untraced(build)).toThrow('unresolvable');
    expect(traces).toEqual([undefined, expect.stringContaining('synth.test')]);
    expect(Object.getOwnPropertyDescriptor(Error, 'captureStackTrace')).toEqual(capture);
  });
});

it.each([
  [
    'an authority that a file is to sign',
    'authority: {',
    'authorities:\n  root: {kind: file, chain: /certs/root.pem}\n  sub: {level: subordinate, parent: root, ',
    'authority/signer',
  ],
  [
    'a pool without connections',
    'protocol: tcp, port: 5432',
    'protocol: tcp, port: 5432, connectionPool: {}',
    'app-mesh/connection-pool',
  ],
])('what no stack can express cannot be accepted: %s', async (_, written, instead, rule) => {
  const cwd = folderWith({ 'topology.yaml': shop.replace(written, instead) });
  const { code, out, err } = await meshspan(cwd, ['synth', '--fail-on', 'none']);
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain(`error[${rule}]`);
  expect(existsSync(join(cwd, 'out'))).toBe(false);
});
