import { buildSync } from 'esbuild';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startGuard, type Guard } from '../../../local/envoy/guard';
import { isAlive } from '../../../terraform/process-alive';

let folder: string;
let binary: string;
/** Those that a test has started: one that fails before it ends them would keep this process alive. */
let guards: Guard[];
beforeEach(() => {
  guards = [];
  folder = mkdtempSync(join(tmpdir(), 'guard-'));
  mkdirSync(join(folder, 'lab/one'), { recursive: true });
  mkdirSync(join(folder, 'lab/two'), { recursive: true });
  binary = join(folder, 'envoy');
  // What it was started with, then it stays: deaf to what a terminal or a polite supervisor sends.
  writeFileSync(binary, `#!/bin/sh\necho "$@" >&2\ntrap '' INT TERM HUP\nwhile :; do sleep 0.1; done\n`);
  chmodSync(binary, 0o755);
});
afterEach(async () => {
  await Promise.all(guards.map((guard) => guard.end()));
  rmSync(folder, { recursive: true, force: true });
});

function guarded(program = binary): Guard {
  const guard = startGuard(program, lab());
  guards.push(guard);
  return guard;
}

const lab = (): string => join(folder, 'lab');

async function until(holds: () => boolean): Promise<boolean> {
  for (let attempt = 0; attempt < 200 && !holds(); attempt += 1) await pause(25);
  return holds();
}

test('at the end its proxies are gone, and its folder', async () => {
  const guard = guarded();
  const pids = [await guard.start('one'), await guard.start('two')];
  const errors = join(lab(), 'two/errors.log');
  // The proxy is started before the shell that runs it opens the file.
  expect(await until(() => existsSync(errors) && readFileSync(errors, 'utf8') !== '')).toBe(true);
  expect(readFileSync(errors, 'utf8')).toContain(`-c ${join(lab(), 'two/bootstrap.json')}`);
  expect(pids.map(isAlive)).toEqual([true, true]);
  await guard.end();
  expect(await until(() => !pids.some(isAlive))).toBe(true);
  expect(existsSync(lab())).toBe(false);
});

test('a proxy that ends is noticed', async () => {
  writeFileSync(binary, '#!/bin/sh\nexit 1\n');
  const guard = guarded();
  await guard.start('one');
  expect(await until(() => guard.hasEnded('one'))).toBe(true);
  expect(guard.hasEnded('two')).toBe(false);
  await guard.end();
});

test('an Envoy that is not there is a proxy that ends', async () => {
  const guard = guarded(join(folder, 'nothing'));
  await guard.start('one');
  expect(await until(() => guard.hasEnded('one'))).toBe(true);
  await guard.end();
});

test('where the process that runs the lab is killed, nothing is left either', async () => {
  const module = join(folder, 'guard.cjs');
  const program = `const { startGuard } = require(${JSON.stringify(module)});
startGuard(${JSON.stringify(binary)}, ${JSON.stringify(lab())}).start('one').then((pid) => console.log(pid));
setInterval(() => {}, 1000);`;
  buildSync({
    entryPoints: [join(__dirname, '../../../local/envoy/guard.ts')],
    outfile: module,
    bundle: true,
    platform: 'node',
    logLevel: 'error',
  });
  const parent = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = await new Promise<number>((done) =>
    parent.stdout.once('data', (text: Buffer) => done(Number(text.toString()))),
  );
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  expect(await until(() => !isAlive(pid) && !existsSync(lab()))).toBe(true);
});
