import { spawn } from 'node:child_process';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { installMoto, startMoto, type Moto } from '../../../local/moto';
import { program } from '../../../local/moto/program';
import { cacheFolder } from '../../../local/packages';

let python = '';
beforeAll(async () => {
  const installed = await installMoto(cacheFolder());
  if (!installed.ok) throw new Error(installed.problem);
  ({ python } = installed);
});

async function started(): Promise<Moto> {
  const result = await startMoto(python);
  if (!result.ok) throw new Error(result.problem);
  return result.moto;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 50 && isAlive(pid); tries += 1) await pause(100);
  return !isAlive(pid);
}

test('it listens on its own port, reports its memory, and stops on request', async () => {
  const [one, two] = await Promise.all([started(), started()]);
  expect(one.url).not.toBe(two.url);
  expect((await fetch(`${one.url}/moto-api/data.json`)).status).toBe(200);
  const bytes = (await one.residentBytes()) ?? 0;
  expect(bytes).toBeGreaterThan(20e6);
  expect(bytes).toBeLessThan(300e6);
  await Promise.all([one.stop(), two.stop()]);
  expect([isAlive(one.pid), isAlive(two.pid)]).toEqual([false, false]);
  expect(await one.residentBytes()).toBeUndefined();
});

test('it survives Ctrl-C, which its parent handles, and exits on SIGTERM', async () => {
  const moto = await started();
  process.kill(moto.pid, 'SIGINT');
  await pause(200);
  expect(isAlive(moto.pid)).toBe(true);
  process.kill(moto.pid, 'SIGTERM');
  expect(await moto.ended).toContain('it exited');
  await moto.stop();
});

test('it exits with its parent, even where that is killed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parent-'));
  const parent = join(folder, 'parent.js');
  const start = `require('node:child_process').spawn(${JSON.stringify(python)}, ['-c', ${JSON.stringify(program)}], { stdio: ['pipe', 'pipe', 'inherit'] })`;
  writeFileSync(parent, `const c = ${start}; c.stdout.once('data', () => console.log(c.pid));`);
  const child = spawn(process.execPath, [parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = await new Promise<number>((told) => child.stdout.once('data', (data) => told(Number(data))));
  expect(isAlive(pid)).toBe(true);
  child.kill('SIGKILL');
  expect(await isGone(pid)).toBe(true);
  rmSync(folder, { recursive: true });
});

test('fails in one line when it can not start', async () => {
  expect(await startMoto(join(cacheFolder(), 'no-python'))).toEqual({
    ok: false,
    problem: expect.stringMatching(/^moto did not start: .*ENOENT/),
  });
  expect(await startMoto(process.execPath)).toMatchObject({ ok: false });
});
