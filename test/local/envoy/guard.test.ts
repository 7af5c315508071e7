import { buildSync } from 'esbuild';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startGuard } from '../../../local/envoy/guard';
import { isAlive } from '../../../terraform/process-alive';

let folder: string;
let binary: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guard-'));
  mkdirSync(join(folder, 'lab/one'), { recursive: true });
  mkdirSync(join(folder, 'lab/two'), { recursive: true });
  binary = join(folder, 'envoy');
  // What it was started with, then it stays: deaf to what a terminal or a polite supervisor sends.
  writeFileSync(binary, `#!/bin/sh\necho "$@" >&2\ntrap '' INT TERM HUP\nwhile :; do sleep 0.1; done\n`);
  chmodSync(binary, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lab = (): string => join(folder, 'lab');

async function until(holds: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 200 && !holds(); attempt += 1) await pause(25);
  expect(holds()).toBe(true);
}

test('at the end its proxies are gone, and its folder', async () => {
  const guard = startGuard(binary, lab());
  const pids = [await guard.start('one'), await guard.start('two')];
  await until(() => readFileSync(join(lab(), 'two/errors.log'), 'utf8') !== '');
  expect(readFileSync(join(lab(), 'two/errors.log'), 'utf8')).toContain(
    `-c ${join(lab(), 'two/bootstrap.json')}`,
  );
  expect(pids.map(isAlive)).toEqual([true, true]);
  await guard.end();
  await until(() => !pids.some(isAlive));
  expect(existsSync(lab())).toBe(false);
});

test('a proxy that ends is noticed', async () => {
  writeFileSync(binary, '#!/bin/sh\nexit 1\n');
  const guard = startGuard(binary, lab());
  await guard.start('one');
  await until(() => guard.hasEnded('one'));
  expect(guard.hasEnded('two')).toBe(false);
  await guard.end();
});

test('an Envoy that is not there is a proxy that ends', async () => {
  const guard = startGuard(join(folder, 'nothing'), lab());
  await guard.start('one');
  await until(() => guard.hasEnded('one'));
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
  await until(() => !isAlive(pid) && !existsSync(lab()));
});
