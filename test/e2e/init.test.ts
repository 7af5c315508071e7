import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// What a newcomer does: an empty folder, `meshspan init`, and the commands that it prints.
jest.setTimeout(900_000);

const root = resolve(__dirname, '../..');
const command = join(root, 'dist/meshspan.js');

/** How long the commands that `init` prints may take together, in seconds. */
const MOST_SECONDS = 300;

let home = '';
let folder = '';
beforeAll(() => {
  // npm links to the installation, and so to what was built of it.
  const built = ran(root, process.execPath, ['scripts/build.mjs']);
  if (built.status !== 0) throw new Error(built.stderr);
  home = mkdtempSync(join(tmpdir(), 'newcomer-'));
  folder = join(home, 'our-mesh');
});
afterAll(() => {
  if (folder !== '') ran(folder, 'npx', ['meshspan', 'local', 'down']);
  rmSync(home, { recursive: true, force: true });
});

function ran(
  cwd: string,
  program: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
) {
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 28,
  });
  return { status, stdout, stderr };
}

test('the two commands that init prints deploy the mesh to the local AWS within five minutes', () => {
  const begun = ran(home, process.execPath, [command, 'init', 'our-mesh', '--yes']);
  expect(begun).toMatchObject({ status: 0, stderr: '' });
  const printed = [...begun.stdout.matchAll(/^ {4}(.*)$/gm)].map(([, line = '']) => line);
  expect(printed[0]).toBe('cd our-mesh');
  expect(printed).toHaveLength(3);

  const started = performance.now();
  const done = ran(home, 'sh', ['-e', '-c', printed.join('\n')]);
  const seconds = (performance.now() - started) / 1000;
  expect({ status: done.status, err: done.status === 0 ? '' : done.stderr }).toEqual({ status: 0, err: '' });
  expect(seconds).toBeLessThan(MOST_SECONDS);
  expect(done.stdout).toMatch(/^answered https:\S+: status 200$/m);
  expect(done.stdout).toMatch(/^ +our-mesh-api called by web\.frontend\.our-mesh\.internal$/m);
  expect(done.stdout).toContain(
    '3 stacks deployed, wired as planned, planned again without a change, requests answered, in ',
  );

  const { up } = JSON.parse(ran(folder, 'npx', ['meshspan', 'local', 'status', '--json']).stdout) as {
    up: boolean;
  };
  expect(up).toBe(true);
});

test('the app that cdktf.json names writes what synth writes', () => {
  const { app } = JSON.parse(readFileSync(join(folder, 'cdktf.json'), 'utf8')) as { app: string };
  const [program = '', ...words] = app.split(' ');
  expect(ran(folder, program, words, { CDKTF_OUTDIR: 'by-cdktf' })).toMatchObject({ status: 0, stderr: '' });
  expect(ran(folder, 'npx', ['meshspan', 'synth', '--out', 'by-meshspan']).status).toBe(0);
  const stacks = readdirSync(join(folder, 'by-meshspan/stacks'));
  expect(stacks).toHaveLength(3);
  const textOf = (out: string, stack: string): string =>
    readFileSync(join(folder, out, 'stacks', stack, 'cdk.tf.json'), 'utf8');
  for (const stack of stacks) expect(textOf('by-cdktf', stack)).toBe(textOf('by-meshspan', stack));
});
