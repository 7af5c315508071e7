import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import type { WrittenTopology } from '../../core/topology';
import { inventoryOf } from '../../local/inventory';
import { newGround, type Ground } from './ground';
import { smallMesh, smallMeshAccounts } from './small-mesh';

// cdktf starts the real Terraform twice or thrice per stack.
jest.setTimeout(900_000);

const root = resolve(__dirname, '../..');
const app = join(root, 'dist', `main-under-e2e-${process.pid}.js`);
let ground: Ground;
let project = '';
beforeAll(async () => {
  ground = await newGround();
  project = join(ground.folder, 'project');
  mkdirSync(project);
  buildSync({
    absWorkingDir: root,
    entryPoints: ['main.ts'],
    outfile: app,
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: ['esbuild'],
    logLevel: 'error',
  });
  const settings: object = JSON.parse(readFileSync(join(root, 'cdktf.json'), 'utf8'));
  writeFileSync(join(project, 'cdktf.json'), JSON.stringify({ ...settings, app: `node ${app}` }));
});
afterAll(async () => {
  rmSync(app, { force: true });
  await ground.end();
});

const write = (topology: WrittenTopology): void =>
  writeFileSync(join(project, 'topology.json'), JSON.stringify(topology));

/** Runs `cdktf` in the project, as its users do, with what it and its Terraform need in the environment. */
function cdktf(
  ...words: readonly string[]
): Promise<{ readonly code: number | null; readonly said: string }> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(
    process.execPath,
    [join(root, 'node_modules/cdktf-cli/bundle/bin/cdktf.js'), ...words],
    {
      cwd: project,
      env: {
        PATH,
        HOME,
        CI: '1',
        CHECKPOINT_DISABLE: '1',
        MESHSPAN_TOPOLOGY: 'topology.json',
        // cdktf hands its environment on: this one shows its Terraform where providers are.
        TF_CLI_CONFIG_FILE: ground.cliConfig,
        ...ground.aws.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((done) => child.once('close', (code) => done({ code, said })));
}

async function succeeded(...words: readonly string[]): Promise<string> {
  const { code, said } = await cdktf(...words);
  if (code !== 0) throw new Error(`cdktf ${words.join(' ')} ended with ${code}:\n${said}`);
  return said;
}

/** cdktf would record checksums from the registry, which no mirror replaces. */
const unlocked = '--skip-provider-lock';

const statesFolder = (): string => join(project, '.meshspan/state');
/** The local states, by their file. */
const states = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(statesFolder())
      .filter((name) => name.endsWith('.tfstate'))
      .map((name) => [name, readFileSync(join(statesFolder(), name), 'utf8')]),
  );
/** How many resources each of them holds. */
const held = (): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(states()).map(([name, text]) => {
      const { resources } = JSON.parse(text) as { resources: readonly { mode: string }[] };
      return [name, resources.filter(({ mode }) => mode === 'managed').length];
    }),
  );

const withWorker: WrittenTopology = {
  ...smallMesh,
  workloads: {
    ...smallMesh.workloads,
    worker: {
      account: 'back',
      listens: { port: 9000, protocol: 'tcp' },
      discovery: { kind: 'dns', hostname: 'worker.example.com' },
    },
  },
};

test('cdktf deploys all stacks in their order', async () => {
  write(smallMesh);
  await succeeded('deploy', '*', '--auto-approve', unlocked);
  expect(held()).toEqual({ 'small-shared.tfstate': 9, 'small-back.tfstate': 6, 'small-front.tfstate': 4 });
});

test('cdktf deploys one stack alone', async () => {
  write(withWorker);
  const before = states();
  await succeeded('deploy', 'back', '--auto-approve', unlocked, '--ignore-missing-stack-dependencies');
  expect(held()).toMatchObject({ 'small-back.tfstate': 10 });
  const { 'small-back.tfstate': _, ...others } = states();
  expect(before).toMatchObject(others);
});

test('synth keeps every state, also of an account that left the topology', async () => {
  const before = states();
  const front = smallMesh.accounts['front'];
  const ui = smallMesh.workloads?.['ui'];
  if (front === undefined || ui === undefined) throw new Error('the mesh has other names');
  write({ ...smallMesh, accounts: { front }, workloads: { ui: { ...ui, calls: [] } } });
  await succeeded('synth');
  expect(existsSync(join(project, 'cdktf.out/stacks/back'))).toBe(false);
  expect(states()).toEqual(before);

  write(withWorker);
  await succeeded('synth');
  expect(states()).toEqual(before);
  const again = await succeeded('deploy', '*', '--auto-approve', unlocked);
  expect(again.match(/No changes\./g)).toHaveLength(3);
});

test('cdktf destroys all stacks in reverse', async () => {
  const said = await succeeded('destroy', '*', '--auto-approve', unlocked);
  expect(said).toContain('Destroy complete!');
  expect(held()).toEqual({ 'small-shared.tfstate': 0, 'small-back.tfstate': 0, 'small-front.tfstate': 0 });
  const left = await inventoryOf(ground.aws.url, smallMeshAccounts, 'us-west-2');
  expect(left.filter((thing) => !thing.startsWith('IAM role'))).toEqual([]);
});
