import {
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
  rmSync,
} from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { ownOut } from '../../cli/out';
import { fieldOf, recordOf } from '../../core/base/json';
import { planned } from '../cases/synthesized';
import { folderWith } from '../sources/folder';
import { meshspan, shop } from './world';

const fleet = shop.replace('mesh: shop', 'mesh: fleet').replaceAll('shop root', 'fleet root');
const staged = shop
  .replace('mesh: shop', 'mesh: shop\nenvironment: {parameter: stage}')
  .replace('parameters:', 'parameters:\n  stage: {}');

/** Where the states of a stack below `out` are, as Terraform would find them from its folder. */
function statesOf(out: string, stack: string): readonly string[] {
  const folder = join(realpathSync(out), 'stacks', stack);
  const text: unknown = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'));
  const read = Object.values(recordOf(fieldOf(text, 'data', 'terraform_remote_state')));
  const paths = [
    fieldOf(text, 'terraform', 'backend', 'local', 'path'),
    ...read.map((each) => fieldOf(each, 'config', 'path')),
  ];
  return paths.map((path) => resolve(folder, String(path)));
}

/** Everything below a folder, with its text. */
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted()
    .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]);

describe('local states', () => {
  it.each([
    ['its own folder', 'mesh', 'topology.yaml', 'out'],
    ['a folder in its own', 'mesh/inner', '../topology.yaml', 'out'],
    ['a folder beside it', 'beside', '../mesh/topology.yaml', 'a/b'],
    ['anywhere, through a link to its folder', 'far', '../link/topology.yaml', 'out'],
    ['anywhere, through a link to the file', 'far', '../linked.yaml', 'out'],
    ['a folder of links, with stacks behind one', 'mesh', 'topology.yaml', '../linked-out'],
  ])('are beside the topology when the command runs in %s', async (_, cwd, file, out) => {
    const root = realpathSync(folderWith({ 'mesh/topology.yaml': shop, 'real/out/x': '' }));
    for (const folder of ['mesh/inner', 'beside', 'far']) mkdirSync(join(root, folder), { recursive: true });
    symlinkSync(join(root, 'mesh'), join(root, 'link'));
    symlinkSync(join(root, 'mesh/topology.yaml'), join(root, 'linked.yaml'));
    symlinkSync(join(root, 'real/out'), join(root, 'linked-out'));
    for (const word of [file, resolve(root, cwd, file)]) {
      expect(await meshspan(join(root, cwd), ['synth', word, '--out', out])).toMatchObject({ code: 0 });
      const states = join(root, 'mesh/.meshspan/state');
      expect(statesOf(join(root, cwd, out), 'front')).toEqual([
        join(states, 'shop-front.tfstate'),
        join(states, 'shop-back.tfstate'),
        join(states, 'shop-shared.tfstate'),
      ]);
    }
  });

  it('are named without anything of the machine where the stacks are below the topology', async () => {
    const root = folderWith({ 'mesh/topology.yaml': shop });
    for (const out of ['mesh/out', 'mesh/deep/er', 'beside'])
      expect(await meshspan(root, ['synth', 'mesh/topology.yaml', '--out', out])).toMatchObject({ code: 0 });
    for (const out of ['mesh/out', 'mesh/deep/er', 'beside'])
      for (const [, text] of filesIn(join(root, out))) expect(text).not.toContain(realpathSync(root));
    const deep = readFileSync(join(root, 'mesh/deep/er/stacks/back/cdk.tf.json'), 'utf8');
    expect(deep).toContain('"path": "../../../../.meshspan/state/shop-back.tfstate"');
  });

  it('at the place of earlier versions are reported, with how to move them, and nothing is written', async () => {
    const state = JSON.stringify({ version: 4, serial: 1, resources: [{ mode: 'managed' }] });
    const files = { 'mesh/topology.yaml': shop, '.meshspan/state/shop-back.tfstate': state };
    const root = realpathSync(folderWith(files));
    const before = filesIn(root);
    const { code, out, err } = await meshspan(root, ['synth', 'mesh/topology.yaml']);
    expect([code, out]).toEqual([1, '']);
    const [old, now] = [join(root, '.meshspan/state'), join(root, 'mesh/.meshspan/state')];
    const move = `mkdir -p ${now} && mv ${old}/shop-back.tfstate ${now}`;
    expect(err).toBe(
      `meshspan: there are states of "back" in ${old}, and none beside the topology, in ${now}, where they belong; if they belong to this topology, move them: ${move}; if they belong to another, run this from the folder of the topology\n`,
    );
    expect(filesIn(root)).toEqual(before);
    // What it says to do is enough; so is the other thing.
    expect((await meshspan(join(root, 'mesh'), ['synth'])).code).toBe(0);
    mkdirSync(now, { recursive: true });
    writeFileSync(join(now, 'shop-back.tfstate'), state);
    expect((await meshspan(root, ['synth', 'mesh/topology.yaml'])).code).toBe(0);
  });

  it('that are empty are ignored', async () => {
    const state = JSON.stringify({ version: 4, serial: 9, resources: [] });
    const root = folderWith({ 'mesh/topology.yaml': shop, '.meshspan/state/shop-back.tfstate': state });
    expect((await meshspan(root, ['synth', 'mesh/topology.yaml'])).code).toBe(0);
  });
});

describe('stacks of one mesh', () => {
  it('are apart from those of another in the same folder, whichever comes first', async () => {
    const cwd = folderWith({ 'shop.yaml': shop, 'fleet.yaml': fleet });
    const paths: string[] = [];
    for (const file of ['shop.yaml', 'fleet.yaml', 'shop.yaml', 'fleet.yaml']) {
      const { code, out, err } = await meshspan(cwd, ['synth', file]);
      expect([code, err]).toEqual([0, '']);
      paths.push(...out.trim().split('\n').slice(0, 1));
    }
    expect(paths).toEqual([
      'out/stacks/back/cdk.tf.json',
      'out/fleet/stacks/back/cdk.tf.json',
      'out/stacks/back/cdk.tf.json',
      'out/fleet/stacks/back/cdk.tf.json',
    ]);
    expect(statesOf(join(cwd, 'out/fleet'), 'back')[0]).toBe(
      join(realpathSync(cwd), '.meshspan/state/fleet-back.tfstate'),
    );
  });

  it('are apart by environment, whose name may be a parameter, an option or in the surroundings', async () => {
    const cwd = folderWith({ 'topology.yaml': shop, 'staged.yaml': staged });
    const folderOf = async (words: readonly string[], env = {}) =>
      (await meshspan(cwd, ['synth', ...words], { env })).out.split('/stacks/')[0];
    expect(await folderOf([])).toBe('out');
    expect(await folderOf(['--environment', 'dev'])).toBe('out/shop_dev');
    expect(await folderOf([], { MESHSPAN_ENVIRONMENT: 'test' })).toBe('out/shop_test');
    expect(await folderOf(['staged.yaml', '--set', 'stage=prod'])).toBe('out/shop_prod');
    expect(await folderOf(['staged.yaml', '--environment', 'x'])).toBe('out/shop_x');
    const contradiction = ['synth', 'staged.yaml', '--set', 'stage=prod', '--environment', 'x'];
    expect(await meshspan(cwd, contradiction)).toMatchObject({
      out: '',
      err: expect.stringContaining('error[topology/environment]') as string,
    });
    expect(statesOf(join(cwd, 'out/shop_prod'), 'shop-shared')[0]).toMatch(
      /\/state\/shop_prod-shared\.tfstate$/,
    );
    const text = readFileSync(join(cwd, 'out/shop_prod/stacks/back/cdk.tf.json'), 'utf8');
    expect(text).toContain('"meshspan:environment": "prod"');
  });

  it.each([
    ['another mesh', ['fleet.yaml'], 'has the stacks of another mesh or environment ("fleet")'],
    [
      'another environment',
      ['shop.yaml', '--environment', 'dev'],
      'or environment ("shop, environment dev")',
    ],
  ])('do not go to a folder of %s that is named', async (_, words, says) => {
    const cwd = folderWith({ 'shop.yaml': shop, 'fleet.yaml': fleet });
    await meshspan(cwd, ['synth', ...words, '--out', 'named']);
    const before = filesIn(join(cwd, 'named'));
    const { code, err } = await meshspan(cwd, ['synth', 'shop.yaml', '--out', 'named']);
    expect(code).toBe(1);
    expect(err).toContain(says);
    expect(err).toContain('nothing was written: name another folder with --out DIR\n');
    expect(filesIn(join(cwd, 'named'))).toEqual(before);
  });

  it('are not replaced by those of another topology of the same mesh, while its file is there', async () => {
    const cwd = folderWith({ 'shop.yaml': shop, 'copy.yaml': shop });
    await meshspan(cwd, ['synth', 'shop.yaml']);
    const before = filesIn(join(cwd, 'out'));
    const { code, err } = await meshspan(cwd, ['synth', 'copy.yaml']);
    expect([code, err]).toEqual([
      1,
      'meshspan: folder "out" has the stacks of the topology shop.yaml, which has the same mesh; nothing was written: name another folder with --out DIR, or set environment in one of the two\n',
    ]);
    expect(filesIn(join(cwd, 'out'))).toEqual(before);
    expect((await meshspan(cwd, ['synth', 'copy.yaml', '--out', 'other'])).code).toBe(0);
    expect((await meshspan(cwd, ['synth', 'copy.yaml', '--environment', 'dev'])).code).toBe(0);
    expect((await meshspan(cwd, ['synth', './shop.yaml'])).code).toBe(0);
    rmSync(join(cwd, 'shop.yaml'));
    expect((await meshspan(cwd, ['synth', 'copy.yaml'])).code).toBe(0);
  });

  it.each([
    [
      "another CDKTF app's stacks",
      { 'out/stacks/web/cdk.tf.json': '{}', 'out/manifest.json': '{"stacks":{"web":{}}}' },
    ],
    ['a stack of another app under a name of ours', { 'out/stacks/back/cdk.tf.json': '{"//":{}}' }],
    ['modules that somebody wrote', { 'out/stacks/back/main.tf': 'locals {}' }],
    ["somebody's manifest.json", { 'out/manifest.json': '{"name":"an app"}' }],
    ['a manifest that is not JSON', { 'out/manifest.json': '<html>' }],
  ])('leave a folder with %s as it is', async (_, files) => {
    const cwd = folderWith({ 'topology.yaml': shop, ...files });
    const before = filesIn(cwd);
    const { code, err } = await meshspan(cwd, ['synth']);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^meshspan: folder "out" has files that meshspan did not write \(.+\); nothing was written/,
    );
    expect(filesIn(cwd)).toEqual(before);
  });

  it('replace those of an earlier version, which do not record their mesh', async () => {
    const cwd = folderWith({ 'topology.yaml': shop });
    await meshspan(cwd, ['synth']);
    for (const stack of ['back', 'front', 'shop-shared']) {
      const file = join(cwd, 'out/stacks', stack, 'cdk.tf.json');
      const { '//': _, ...text } = JSON.parse(readFileSync(file, 'utf8')) as Readonly<
        Record<string, unknown>
      >;
      writeFileSync(file, JSON.stringify(text));
    }
    const other = folderWith({});
    expect((await meshspan(cwd, ['synth'])).code).toBe(0);
    expect(readFileSync(join(cwd, 'out/stacks/back/cdk.tf.json'), 'utf8')).toContain('"mesh": "shop"');
    expect(readdirSync(other)).toEqual([]);
  });

  it('are also separate in the local AWS of a folder', () => {
    const file = JSON.stringify({ '//': { meshspan: { mesh: 'fleet' } } });
    const usual = '.meshspan/local/out';
    const cwd = folderWith({ [`${usual}/stacks/back/cdk.tf.json`]: file });
    const colours = { out: false, err: false };
    const io = { out: () => undefined, err: () => undefined, env: {}, cwd, colours };
    const topologyOf = (mesh: string) =>
      planned({ mesh, region: 'us-west-2', accounts: { a: { id: '111111111111' } } }).topology;
    expect(ownOut(io, topologyOf('fleet'), usual)).toBe(usual);
    expect(ownOut(io, topologyOf('shop'), usual)).toBe(`${usual}/shop`);
  });
});
