import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { inventoryOf } from '../../local/inventory';
import { meshspan, type Told } from '../cli/world';
import { frontOf } from './front';
import { newGround, type Ground } from './ground';
import { smallMesh, smallMeshAccounts } from './small-mesh';

// The command, the real Terraform and the real provider: minutes.
jest.setTimeout(900_000);

let ground: Ground;
let front: Awaited<ReturnType<typeof frontOf>>;
let root = '';
beforeAll(async () => {
  ground = await newGround();
  front = await frontOf(ground.aws.url);
  root = realpathSync(mkdtempSync(join(tmpdir(), 'places-')));
});
afterAll(async () => {
  front.close();
  await ground.end();
  rmSync(root, { recursive: true });
});

/** A folder of the test's own, in which the command's own downloads are those of this checkout. */
function folder(name: string): string {
  const path = join(root, name);
  mkdirSync(path, { recursive: true });
  return path;
}

function write(path: string, topology: object): string {
  const file = join(root, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, JSON.stringify(topology));
  return file;
}

const run = (cwd: string, ...words: readonly string[]): Promise<Told> =>
  meshspan(cwd, words, {
    env: { ...process.env, ...ground.aws.environment, AWS_ENDPOINT_URL: front.url },
  });

async function done(cwd: string, ...words: readonly string[]): Promise<Told> {
  const result = await run(cwd, ...words);
  expect({ code: result.code, err: result.code === 0 ? '' : result.err }).toEqual({ code: 0, err: '' });
  return result;
}

const statesIn = (path: string): readonly string[] =>
  readdirSync(join(path, '.meshspan/state')).filter((name) => name.endsWith('.tfstate'));
const inventory = (): Promise<readonly string[]> =>
  inventoryOf(ground.aws.url, smallMeshAccounts, smallMesh.region as string);
const states = (name: string) => ['back', 'front', 'shared'].map((stack) => `${name}-${stack}.tfstate`);
const nothing = 'nothing to deploy; ';

describe('one topology', () => {
  let file = '';
  beforeAll(() => {
    file = write('mesh/topology.json', smallMesh);
  });

  test('is one mesh from three folders, by relative and absolute path, and through a link', async () => {
    const [own, beside, far] = [folder('mesh'), folder('beside'), folder('far/away')];
    expect((await done(own, 'deploy', '--yes')).out).toContain('deployed 3 stacks: 19 added');
    const once = await inventory();
    expect((await done(beside, 'deploy', relative(beside, file), '--yes')).out).toContain(nothing);
    expect((await done(far, 'deploy', file, '--yes', '--out', 'stacks/of/mesh')).out).toContain(nothing);
    symlinkSync(own, join(root, 'link'));
    expect((await done(beside, 'deploy', '../link/topology.json', '--yes')).out).toContain(nothing);
    expect(await inventory()).toEqual(once);
    expect(statesIn(own)).toEqual(states('small'));
    for (const other of [beside, far]) expect(existsSync(join(other, '.meshspan/state'))).toBe(false);
  });

  test('by Terraform by hand is the same state', async () => {
    const stack = join(root, 'mesh/out/stacks/back');
    expect(await ground.terraform(stack, 'plan', '-input=false', '-no-color')).toContain('No changes.');
  });

  test('without a state is not created twice, and the message never asks to remove anything', async () => {
    const copy = write('copy/topology.json', smallMesh);
    const before = await inventory();
    const { code, out, err } = await run(folder('copy'), 'deploy', copy, '--yes');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(
      'stack "small-shared" has an empty state (../../../.meshspan/state/small-shared.tfstate), but mesh "small" already exists in account 111111111111; if this mesh was deployed before, its state is elsewhere or lost: deploy with the folder, state settings and environment of that deploy, or restore the state; if the mesh belongs to somebody else, choose another name, or use theirs (mesh: { name: small, existing: true })\n',
    );
    expect(err).toContain('stack "front" has an empty state');
    expect(err).not.toMatch(/\b(remove|delete|destroy)\b/);
    expect(await inventory()).toEqual(before);
    expect(existsSync(join(root, 'copy/.meshspan/state'))).toBe(false);
  });

  test('whose last stack lost its state is reported before anything is touched', async () => {
    const lost = join(root, 'mesh/.meshspan/state/small-front.tfstate');
    rmSync(lost);
    const first = await run(folder('mesh'), 'deploy', '--yes');
    expect(first.code).toBe(1);
    expect(first.err).toContain(
      'the state of stack "front" had 4 resources after the last run from here, and now there is none',
    );
    // On another machine AWS knows.
    rmSync(join(root, 'mesh/.meshspan/state/seen.json'));
    const { code, err } = await run(folder('mesh'), 'deploy', '--yes');
    expect(code).toBe(1);
    expect(err).toContain('stack "front" has an empty state');
    expect(err).toContain('virtual node "ui" already exists in account 111111111111');
    expect(err).not.toContain('stack "back" has an empty state');
    expect(existsSync(lost)).toBe(false);
  });
});

describe('two topologies, and two environments of one, in one folder', () => {
  /** A mesh of one account: two stacks. */
  const alone = (mesh: string, id: unknown, more: object = {}): object => ({
    ...smallMesh,
    mesh,
    accounts: { front: { id, role: 'deploy' } },
    workloads: { ui: { ...smallMesh.workloads?.['ui'], calls: [] } },
    ...more,
  });
  const staged = { parameters: { account: {}, stage: {} }, environment: { parameter: 'stage' } };
  let shared = '';
  beforeAll(() => {
    shared = folder('shared');
    write('shared/one.json', alone('one', '333333333333'));
    write('shared/two.json', alone('two', '333333333333'));
    write('shared/staged.json', alone('staged', { parameter: 'account' }, staged));
    writeFileSync(join(shared, 'dev.yaml'), 'stage: dev\naccount: "555555555555"\n');
    writeFileSync(join(shared, 'prod.env'), 'stage=prod\naccount=777777777777\n');
  });

  test('never touch each other', async () => {
    const deploys = [
      ['one.json'],
      ['two.json'],
      ['staged.json', '--values', 'dev.yaml'],
      ['staged.json', '--values', 'prod.env'],
    ];
    for (const words of deploys) {
      const { out, err } = await done(shared, 'deploy', ...words, '--yes');
      expect(out).toMatch(/deployed 2 stacks: \d+ added/);
      expect(err).not.toContain('deleted the generated files');
    }
    expect(statesIn(shared).toSorted()).toEqual(
      ['one', 'two', 'staged_dev', 'staged_prod']
        .flatMap((name) => [`${name}-front.tfstate`, `${name}-shared.tfstate`])
        .toSorted(),
    );
    expect(readdirSync(join(shared, 'out')).toSorted()).toEqual(
      ['manifest.json', 'meshspan.json', 'stacks', 'staged_dev', 'staged_prod', 'two'].toSorted(),
    );
    for (const words of deploys)
      expect((await done(shared, 'deploy', ...words, '--yes')).out).toContain(nothing);
    await done(shared, 'destroy', 'staged.json', '--values', 'dev.yaml', '--yes');
    expect((await done(shared, 'deploy', 'staged.json', '--values', 'prod.env', '--yes')).out).toContain(
      nothing,
    );
  });

  test('dev and prod that would share a state are refused before anything is touched', async () => {
    const words = ['deploy', 'staged.json', '--values', 'prod.env', '--set', 'account=999999999999', '--yes'];
    const { code, err } = await run(shared, ...words);
    expect(code).toBe(1);
    expect(err).toContain('stacks "staged-shared", "front" were deployed to account 777777777777');
  });
});
