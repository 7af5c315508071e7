import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import { placed, writeScaffold } from '../../cli/init/place';
import { scaffolds } from '../cases/scaffolds';
import { folderWith } from '../sources/folder';
import { meshspan } from './world';

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');

describe('what is written for', () => {
  it.each(Object.entries(scaffolds))('%s has no finding, and can be planned', async (name, words) => {
    const folder = folderWith({});
    const made = await meshspan(folder, ['init', ...words]);
    expect(made).toMatchObject({ code: 0, err: '' });
    const checked = await meshspan(folder, ['check', '--fail-on', 'warning', '--json']);
    expect(checked.code).toBe(0);
    const { edges } = JSON.parse(checked.out) as { edges: { verdict: string; from: string }[] };
    expect(edges.filter(({ verdict }) => verdict === 'mutual')).toHaveLength(1);
    const planned = await meshspan(folder, ['plan', '--json']);
    const { waves } = JSON.parse(planned.out) as { waves: string[][] };
    const accounts = Number(/(\d) accounts$/.exec(name)?.[1]);
    // Clusters are where the two workloads are.
    const clusters = name.startsWith('eks') ? Math.min(accounts, 2) : 0;
    expect(waves.flat()).toHaveLength(1 + accounts + clusters);
  });
});

it.each(['ecs', 'eks', 'none'])(
  'both forms of a topology become the same stacks, run by %s',
  async (runs) => {
    const stacks = await Promise.all(
      ['typescript', 'yaml'].map(async (form) => {
        const folder = folderWith({});
        const words = ['--yes', '--mesh', 'a', '--runs', runs, '--form', form, '--pipeline', 'github'];
        await meshspan(folder, ['init', ...words]);
        expect((await meshspan(folder, ['synth'])).code).toBe(0);
        const names = filesIn(join(folder, 'out/stacks'));
        expect(names).toHaveLength(runs === 'eks' ? 5 : 3);
        return names.map((name) => [name, read(folder, join('out/stacks', name))]);
      }),
    );
    expect(stacks[0]).toEqual(stacks[1]);
  },
);

it('a name that YAML reads as something else is quoted', async () => {
  const folder = folderWith({});
  const names = ['--mesh', 'true', '--accounts', 'null=111111111111,false=222222222222'];
  const state = ['--pipeline', 'github', '--bucket', '0123'];
  const made = await meshspan(folder, [
    'init',
    '--yes',
    '--form',
    'yaml',
    '--runs',
    'eks',
    ...names,
    ...state,
  ]);
  expect(made).toMatchObject({ code: 0, err: '' });
  expect(parse(read(folder, 'topology.yaml'))).toMatchObject({
    mesh: 'true',
    owner: 'null',
    state: { bucket: '0123' },
  });
});

it('all files are there, and nothing of the machine is in them but the path of package.json', async () => {
  const above = folderWith({});
  const made = await meshspan(above, ['init', 'our mesh/sub', '--yes', '--pipeline', 'gitlab', '--json']);
  const folder = join(above, 'our mesh/sub');
  const files = [
    '.gitignore',
    '.gitlab-ci.yml',
    'README.md',
    'cdktf.json',
    'main.ts',
    'package.json',
    'topology.ts',
  ];
  expect(filesIn(folder)).toEqual(files);
  const { files: told, next } = JSON.parse(made.out) as { files: string[]; next: string[] };
  expect(told.toSorted()).toEqual(files);
  expect(next).toEqual(['cd "our mesh/sub"', 'npm install', 'npx meshspan local run --keep']);
  for (const name of files) expect(read(folder, name)).not.toContain(realpathSync(above));
  const { dependencies } = JSON.parse(read(folder, 'package.json')) as { dependencies: { meshspan: string } };
  const path = dependencies.meshspan.replace(/^file:/, '');
  expect(resolve(realpathSync(folder), path)).toBe(realpathSync(join(__dirname, '../..')));
});

it('a repository that was just created is empty, and every other content is left alone', async () => {
  const folder = folderWith({ '.git/HEAD': 'ref: refs/heads/main\n' });
  expect((await meshspan(folder, ['init', '--yes', '--mesh', 'a'])).code).toBe(0);
  const before = filesIn(folder).map((name) => [name, read(folder, name)]);
  const again = await meshspan(folder, ['init', '--yes', '--mesh', 'b']);
  expect(again).toMatchObject({ code: 2, out: '' });
  expect(again.err).toMatch(
    /^meshspan: this folder is not empty \(.*, …\); name a folder that does not exist yet: meshspan init FOLDER\n$/,
  );
  expect(filesIn(folder).map((name) => [name, read(folder, name)])).toEqual(before);
});

it('answers that make no mesh leave no folder', async () => {
  const above = folderWith({});
  // Its stack would have the name of the one that is shared.
  const accounts = 'shop-shared=111111111111';
  const made = await meshspan(above, ['init', 'a/b', '--yes', '--mesh', 'shop', '--accounts', accounts]);
  expect(made.code).not.toBe(0);
  expect(made.err).toContain('error[');
  expect(existsSync(join(above, 'a'))).toBe(false);
});

it('a folder that cannot take one of the files gets none of them', async () => {
  const folder = folderWith({});
  const writing = placed(folder, async (draft) => {
    writeScaffold(draft, [
      { path: 'a.txt', text: 'a' },
      { path: 'b.txt', text: 'b' },
    ]);
    // Meanwhile somebody else makes a folder of that name.
    mkdirSync(join(folder, 'b.txt/others'), { recursive: true });
    return true;
  });
  await expect(writing).rejects.toThrow(/b\.txt/);
  expect(readdirSync(folder)).toEqual(['b.txt']);
  expect(existsSync(join(folder, 'b.txt/others'))).toBe(true);
});

describe('the pipeline', () => {
  it.each([
    ['github', '.github/workflows/mesh.yml'],
    ['gitlab', '.gitlab-ci.yml'],
  ])('of %s is printed as init wrote it, and anew where an account is added', async (kind, path) => {
    const folder = folderWith({});
    await meshspan(folder, ['init', '--yes', '--mesh', 'a', '--form', 'yaml', '--pipeline', kind]);
    const printed = await meshspan(folder, ['pipeline', kind]);
    expect(printed).toEqual({ code: 0, err: '', out: read(folder, path) });
    expect(JSON.parse((await meshspan(folder, ['pipeline', kind, '--json'])).out)).toEqual({
      version: 1,
      kind,
      path,
      text: printed.out,
    });
    const account =
      '  third: { id: "333333333333", role: { parameter: ROLE }, network: { cidr: 10.3.0.0/16 } }\n';
    writeFileSync(
      join(folder, 'topology.yaml'),
      read(folder, 'topology.yaml').replace('accounts:\n', `accounts:\n${account}`),
    );
    expect((await meshspan(folder, ['pipeline', kind])).out).toContain(
      'arn:aws:iam::333333333333:role/meshspan-deploy',
    );
  });

  it('plans pull requests with another role, and the same administrators of each cluster', async () => {
    const folder = folderWith({});
    await meshspan(folder, ['init', '--yes', '--mesh', 'a', '--runs', 'eks', '--pipeline', 'github']);
    const planned = await meshspan(folder, ['synth', '--set', 'ROLE=meshspan-plan']);
    expect(planned.code).toBe(0);
    const stack = JSON.parse(read(folder, 'out/stacks/backend/cdk.tf.json')) as {
      provider: { aws: unknown };
      resource: { aws_eks_access_entry: Record<string, { principal_arn: string }> };
    };
    expect(JSON.stringify(stack.provider.aws)).toContain('role/meshspan-plan');
    expect(Object.values(stack.resource.aws_eks_access_entry).map((entry) => entry.principal_arn)).toEqual([
      'arn:aws:iam::222222222222:role/meshspan-deploy',
    ]);
  });

  it('says of the topology what was said when it was planned', async () => {
    const folder = folderWith({});
    await meshspan(folder, ['init', '--yes', '--mesh', 'a', '--form', 'yaml', '--pipeline', 'github']);
    const noted = read(folder, 'topology.yaml').replace(
      'parameters: {',
      'tags: { note: { parameter: NOTE } }\nparameters: { NOTE: {},',
    );
    writeFileSync(join(folder, 'topology.yaml'), noted);
    const words = ['--environment', 'dev', '--set', 'NOTE=of the team'];
    const { out } = await meshspan(folder, ['pipeline', 'github', 'topology.yaml', ...words]);
    const { jobs } = parse(out) as { jobs: { check: { steps: { run?: string }[] } } };
    const commands = jobs.check.steps.flatMap(({ run = '' }) => (run.startsWith('npx') ? [run] : []));
    const said = "npx meshspan check topology.yaml --environment dev --set 'NOTE=of the team'";
    expect(commands[0]).toBe(said);
    expect(commands[1]).toContain(`${said.replace('check', 'synth')} --out out `);
  });

  it('is refused where the states are local', async () => {
    const folder = folderWith({});
    await meshspan(folder, ['init', '--yes', '--mesh', 'a']);
    const printed = await meshspan(folder, ['pipeline', 'github']);
    expect(printed).toMatchObject({ code: 1, out: '' });
    expect(printed.err).toMatch(/^meshspan: no pipeline can run these stacks: the states are local.*\n$/);
  });
});

describe('without a terminal', () => {
  it('what is not answered is refused with the options that answer it', async () => {
    const folder = folderWith({});
    const made = await meshspan(folder, ['init', '--region', 'eu-central-1', '--mesh', 'a']);
    expect(made).toEqual({
      code: 2,
      out: '',
      err: 'meshspan: there is no terminal to ask at; answer with --accounts, --runs, --pipeline, or take what is usual with --yes\n',
    });
    expect(filesIn(folder)).toEqual([]);
  });

  it('--yes takes what is usual: the name of the folder, and the region of the environment', async () => {
    const above = folderWith({});
    mkdirSync(join(above, '1 Our_Mesh!'));
    const env = { AWS_REGION: 'ap-south-1' };
    expect(await meshspan(above, ['init', '1 Our_Mesh!', '--yes', '--form', 'yaml'], { env })).toMatchObject({
      code: 0,
    });
    expect(parse(read(join(above, '1 Our_Mesh!'), 'topology.yaml'))).toMatchObject({
      mesh: 'our-mesh',
      region: 'ap-south-1',
      owner: 'frontend',
    });
  });
});

describe('at a terminal', () => {
  /** Gives these answers, then gives up; keeps what was asked. */
  const person = (...answers: readonly string[]) => {
    const asked: string[] = [];
    const ask = async (question: string): Promise<string | undefined> => answers[asked.push(question) - 1];
    return { asked, ask };
  };

  it('five questions are asked, an invalid answer is asked for again, and Enter takes what is in brackets', async () => {
    const folder = folderWith({});
    const { asked, ask } = person('Shop', 'shop', 'a=111111111111, b=222222222222', '', 'none', 'gitlab');
    const made = await meshspan(folder, ['init', '--form', 'yaml'], { ask });
    expect(made.code).toBe(0);
    expect(made.err).toContain('"Shop" is no answer: a key is a DNS label');
    expect(new Set(asked).size).toBe(5);
    expect(asked[3]).toBe('Region (us-west-2): ');
    expect(parse(read(folder, 'topology.yaml'))).toMatchObject({
      mesh: 'shop',
      region: 'us-west-2',
      owner: 'a',
      accounts: { a: { id: '111111111111' }, b: { id: '222222222222' } },
      state: { kind: 's3', bucket: 'shop-111111111111-terraform-state' },
    });
    expect(existsSync(join(folder, '.gitlab-ci.yml'))).toBe(true);
  });

  it('what an option answers is not asked, and with --yes nothing is', async () => {
    const { asked, ask } = person('', '', '');
    await meshspan(folderWith({}), ['init', '--mesh', 'a', '--runs', 'none'], { ask });
    expect(asked).toHaveLength(3);
    const silent = person();
    expect(
      await meshspan(folderWith({}), ['init', '--yes', '--mesh', 'a'], { ask: silent.ask }),
    ).toMatchObject({ code: 0 });
    expect(silent.asked).toEqual([]);
  });

  it('giving up writes nothing', async () => {
    const folder = folderWith({});
    const made = await meshspan(folder, ['init', 'new'], { ask: person('shop').ask });
    expect(made).toEqual({ code: 2, out: '', err: '\nmeshspan: nothing was written\n' });
    expect(existsSync(join(folder, 'new'))).toBe(false);
  });
});
