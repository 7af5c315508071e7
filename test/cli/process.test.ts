import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { folderWith } from '../sources/folder';
import { shop } from './world';

const root = join(__dirname, '../..');

/** A program of ours, bundled beside the real ones as these are. */
function built(from: string, name: string): string {
  const outfile = join(root, 'dist', `${name}-under-test-${process.pid}.js`);
  buildSync({
    absWorkingDir: root,
    entryPoints: [from],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: ['esbuild'],
    logLevel: 'silent',
  });
  return outfile;
}

let command: string;
let app: string;
beforeAll(() => {
  command = built('cli/meshspan.ts', 'meshspan');
  app = built('main.ts', 'main');
});
afterAll(() => {
  for (const file of [command, app]) rmSync(file, { force: true });
});

function ran(
  program: string,
  words: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

const stacksIn = (folder: string): readonly string[] =>
  ['back', 'front', 'shop-shared'].map((stack) =>
    readFileSync(join(folder, 'stacks', stack, 'cdk.tf.json'), 'utf8'),
  );

it('cdktf and the command write the same bytes', () => {
  const cwd = folderWith({ 'topology.yaml': shop });
  expect(ran(command, ['synth'], cwd).status).toBe(0);
  const byCdktf = ran(app, [], cwd, {
    MESHSPAN_TOPOLOGY: 'topology.yaml',
    CDKTF_OUTDIR: join(cwd, 'cdktf.out'),
  });
  expect(byCdktf).toMatchObject({ status: 0, stdout: '' });
  expect(stacksIn(join(cwd, 'cdktf.out'))).toEqual(stacksIn(join(cwd, 'out')));
});

it('a topology means the same whether it imports us by name or by path', () => {
  const text = readFileSync(join(root, 'examples/yelb/topology.ts'), 'utf8');
  const cwd = folderWith({ 'topology.ts': text.replace("'../../index'", "'meshspan'") });
  expect(text).toContain("'../../index'");
  const byName = ran(command, ['plan', '--json'], cwd);
  const byPath = ran(command, ['plan', '--json', 'examples/yelb/topology.ts'], root);
  expect(byName.status).toBe(0);
  expect(byName.stdout.replaceAll('topology.ts', 'examples/yelb/topology.ts')).toBe(byPath.stdout);
});

it('the cdktf app writes nothing where the topology is wrong', () => {
  const cwd = folderWith({ 'topology.yaml': 'mesh: [\n' });
  const env = { MESHSPAN_TOPOLOGY: 'topology.yaml', CDKTF_OUTDIR: join(cwd, 'cdktf.out') };
  const { status, stdout, stderr } = ran(app, [], cwd, env);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('error[source/syntax] topology.yaml:1:7');
  expect(() => stacksIn(join(cwd, 'cdktf.out'))).toThrow('ENOENT');
});

it('a reader that stops reading is not an error', () => {
  const cwd = folderWith({ 'topology.yaml': shop });
  const line = `"${process.execPath}" "${command}" plan --json | true; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', line], { cwd, encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['0\n', '']);
});

it('what a program leaves open does not keep the command alive, and cuts nothing off', () => {
  const open = `import { createServer } from 'node:net';
setInterval(() => {}, 1000);
createServer().listen(0);
const workloads = Object.fromEntries(Array.from({ length: 3000 }, (_, n) => ['w' + n, { account: 'a', calls: ['x' + n] }]));
export default { mesh: 'm', region: 'us-west-2', accounts: { a: { id: '111111111111' } }, workloads };`;
  const cwd = folderWith({ 'topology.ts': open });
  const { status, stdout } = ran(command, ['check', '--json'], cwd);
  expect(status).toBe(2);
  expect((JSON.parse(stdout) as { findings: unknown[] }).findings.length).toBe(3000);
  // To a pipe that is read slowly.
  const line = `"${process.execPath}" "${command}" check --json | (sleep 1; wc -c)`;
  const slow = spawnSync('bash', ['-c', line], { cwd, encoding: 'utf8' });
  expect(Number(slow.stdout)).toBe(Buffer.byteLength(stdout));
});

it('an error in a program is reported without a stack trace', () => {
  const cwd = folderWith({ 'topology.ts': "\nthrow new Error('no accounts');\n" });
  const { status, stdout, stderr } = ran(command, ['check'], cwd);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toBe(
    "error[source/threw] topology.ts:2:7\n  the topology's program threw: no accounts\n  fix: change the program so that this line does not throw\n\n1 error\n",
  );
});

it.each([
  ['that waits for ever', 'export default new Promise(() => {});', "the topology's program exited, or waits"],
  ['that ends the process', 'process.exit(0);', "the topology's program exited, or waits"],
  [
    'that throws later',
    "export default new Promise(() => { setTimeout(() => { throw new Error('late'); }, 1); });",
    'threw: late',
  ],
])('a program %s is a failure, for the command and for cdktf', (_, text, said) => {
  const cwd = folderWith({ 'topology.ts': text });
  for (const result of [
    ran(command, ['validate', '--json'], cwd),
    ran(app, [], cwd, { MESHSPAN_TOPOLOGY: 'topology.ts' }),
  ]) {
    expect([result.status, result.stdout]).toEqual([2, '']);
    expect(result.stderr).toContain(said);
    expect(result.stderr).not.toContain('    at ');
  }
});
