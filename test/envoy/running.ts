import { randomInt } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProxySpec, SocketSpec } from '../../core/dataplane/envoy';
import { envoyBinary } from './binary';
import { relocated, rotate, written, type Secrets } from './files';
import { request } from './requests';

/** An Envoy of a test. */
export interface RunningEnvoy {
  /** Counters and gauges whose name contains the text. */
  stats(text: string): Promise<Readonly<Record<string, number>>>;
  /** Serial numbers of all certificates that it uses, in hexadecimal. */
  certificates(): Promise<readonly string[]>;
  /** Asks its administration interface to do something. */
  post(path: string): Promise<void>;
  /** Replaces the files of its secrets. */
  rotate(secrets: Secrets): void;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Ends it as an orchestrator does: what is in flight is lost. */
  stop(): Promise<void>;
}

const running = new Set<() => Promise<void>>();
const children = new Set<ChildProcess>();
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')));

/** Ends all that a test has started; a test file calls it at its end. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((end) => end()));
}

/** Registers something that `stopAll` ends. */
export const endsLater = (end: () => Promise<void>): void => {
  running.add(end);
};

/** Starts an Envoy of a proxy, and waits until it is ready. */
export async function startEnvoy(
  proxy: ProxySpec,
  secrets: Secrets = { certificates: {}, trusts: {} },
): Promise<RunningEnvoy> {
  const folder = mkdtempSync(join(tmpdir(), 'meshspan-envoy-'));
  const admin = await freeSocket();
  const own = relocated({ ...proxy, admin }, folder);
  const started = await startConfigured(folder, written(own, secrets), admin);
  return { ...started, rotate: (next) => rotate(own, next) };
}

/**
 * Starts an Envoy of a configuration, and waits until it is ready.
 * @param folder removed when it ends
 * @param configuration path of its bootstrap
 * @param admin the address of its administration interface
 */
export async function startConfigured(
  folder: string,
  configuration: string,
  admin: SocketSpec,
): Promise<Omit<RunningEnvoy, 'rotate'>> {
  const log = join(folder, 'log');
  const args = ['-c', configuration, '--concurrency', '1', '--disable-hot-restart'];
  const logging = ['--log-path', log, '-l', 'warning'];
  const draining = ['--drain-time-s', '2', '--drain-strategy', 'immediate'];
  const child = spawn(envoyBinary(), [...args, ...logging, ...draining], { stdio: 'ignore' });
  children.add(child);
  const ended = new Promise<void>((done) => {
    child.once('exit', () => done());
    child.once('error', () => done());
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
    children.delete(child);
    rmSync(folder, { recursive: true, force: true });
    running.delete(kill);
  };
  const kill = (): Promise<void> => end('SIGKILL');
  running.add(kill);
  while (!(await isReady(admin))) {
    if (child.exitCode !== null || child.pid === undefined)
      throw new Error(`Envoy ended: ${readFileSync(log, 'utf8')}`);
    await sleep(25);
  }
  return {
    async stats(text) {
      const { body } = await request(admin, { path: `/stats?filter=${text}&format=json` });
      const { stats } = JSON.parse(body) as {
        readonly stats: readonly { readonly name?: string; readonly value?: number }[];
      };
      return Object.fromEntries(stats.map(({ name = 'histograms', value = 0 }) => [name, value]));
    },
    async certificates() {
      const { body } = await request(admin, { path: '/certs' });
      return [...body.matchAll(/"serial_number":\s*"([0-9a-f]+)"/g)].map(([, serial = '']) => serial);
    },
    async post(path) {
      await request(admin, { path, method: 'POST' });
    },
    kill,
    stop: () => end('SIGTERM'),
  };
}

/** Waits until something is so; it fails where that does not happen. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1000; tries += 1) {
    if (await isSo()) return;
    await sleep(20);
  }
  throw new Error('what is waited for does not happen');
}

async function isReady(admin: SocketSpec): Promise<boolean> {
  try {
    return (await request(admin, { path: '/ready' })).status === 200;
  } catch {
    return false;
  }
}

const given = new Set<number>();

/**
 * A port of loopback on which nothing listens, and that no test of this file has. It is below those from which systems
 * choose the ports of clients, so that none takes it before it is used.
 */
export async function freeSocket(): Promise<SocketSpec> {
  for (;;) {
    const port = randomInt(12_000, 32_000);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return { address: '127.0.0.1', port };
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}
