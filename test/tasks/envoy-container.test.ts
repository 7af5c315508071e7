import { spawn } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bootstrapOf, secretFilesOf } from '../../core/dataplane/envoy';
import { at } from '../../core/topology';
import { encryptedPem } from '../../local/x509/encrypted-key';
import { newAuthority, type Authority } from '../envoy/authority';
import { envoyBinary } from '../envoy/binary';
import { endsLater, freeSocket, stopAll, until } from '../envoy/running';
import { request } from '../envoy/requests';
import { startTaskEnvoy } from './envoys';
import { literal, start } from './script';
import { names, taskOf, type LocalTask } from './server-task';

let folder: string;
let authority: Authority;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meshspan-envoy-container-'));
  authority = await newAuthority();
});
afterEach(() => stopAll());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const put = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

/** A task whose files are there, with a certificate for that name, and this trust. */
async function newTask(
  name: string,
  trusted: Authority = authority,
  passphrase?: string,
): Promise<LocalTask> {
  const task = await taskOf('api', mkdtempSync(join(folder, 'task-')), {
    certificates: {},
    authority: '',
  });
  const { chain, key } = await authority.issue([name]);
  for (const { source } of task.proxy.certificates) {
    if (source.kind !== 'files') continue;
    put(source.chain, chain);
    put(source.privateKey, encryptedPem(createPrivateKey(key), 'correct horse'));
    put(source.passphrase ?? '', passphrase ?? 'correct horse');
  }
  for (const { source } of task.proxy.trusts) if (source.kind === 'file') put(source.bundle, trusted.pem);
  for (const { path, text } of secretFilesOf(task.proxy)) put(path, text);
  return task;
}

test('a proxy with the certificate that its callers expect is healthy', async () => {
  const envoy = await startTaskEnvoy(await newTask(names.api));
  await until(async () => envoy.isHealthy());
  expect(envoy.isHealthy()).toBe(true);
});

test.each([
  ['of another name', async () => newTask(names.web)],
  ['of an authority that nobody trusts', async () => newTask(names.api, await newAuthority('other'))],
  ['whose key has another passphrase', async () => newTask(names.api, authority, 'wrong horse')],
])('a proxy with a certificate %s never is', async (_, task) => {
  const envoy = await startTaskEnvoy(await task());
  await sleep(4000);
  expect(envoy.isHealthy()).toBe(false);
});

test('a container that is stopped ends its requests first', async () => {
  const held: (() => void)[] = [];
  const application = createServer((_, response) => {
    held.push(() => response.end('late'));
  });
  await new Promise<void>((done) => {
    application.listen(0, '127.0.0.1', done);
  });
  endsLater(async () => {
    application.closeAllConnections();
    application.close();
  });
  const task = await newTask(names.api);
  const inbound = await freeSocket();
  const proxy = {
    ...task.proxy,
    probes: [],
    certificates: [],
    trusts: [],
    inbound: task.proxy.inbound.map((each) => ({
      ...each,
      port: inbound.port,
      tls: { kind: 'none' as const },
      application: { address: '127.0.0.1', port: (application.address() as AddressInfo).port },
    })),
  };
  const { entryPoint = [] } = task.container('envoy');
  // As the container starts it, with a shorter drain.
  const [program = '', ...args] = entryPoint.map((word) =>
    word.replaceAll('9901', String(proxy.admin.port)).replace('sleep 20', 'sleep 2'),
  );
  const envoy = ['--config-yaml', JSON.stringify(bootstrapOf(proxy)), '--disable-hot-restart', '-l', 'off'];
  const child = spawn(program, [...args, envoyBinary(), ...envoy, '--concurrency', '1'], { stdio: 'ignore' });
  const ended = new Promise<number | null>((done) => {
    child.once('exit', done);
  });
  const ready = (): Promise<boolean> =>
    request(proxy.admin, { path: '/ready' }).then(
      ({ status }) => status === 200,
      () => false,
    );
  await until(ready);
  const answer = new Promise<string>((done, fail) => {
    get({ host: '127.0.0.1', port: inbound.port }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.once('end', () => done(body));
    }).once('error', fail);
  });
  await until(async () => held.length === 1);
  child.kill('SIGTERM');
  await sleep(1000);
  // It still answers, and so does what was in flight.
  expect(await ready()).toBe(true);
  at({ first: held[0] }, 'first')?.();
  expect(await answer).toBe('late');
  expect(await ended).toBe(0);
  expect(await ready()).toBe(false);
});

test('what ECS stops first drains the proxy, which goes on for the application', async () => {
  const task = await newTask(names.api);
  const envoy = await startTaskEnvoy(draining(task, 1));
  const [inbound] = task.proxy.inbound;
  const accepts = (): Promise<boolean> => canConnect(inbound?.port ?? 0);
  expect(await accepts()).toBe(true);
  const container = task.container('files');
  const drain = literal(container.environment['DRAIN'] ?? []).split(' ');
  expect(drain).toEqual(['9901', '20']);
  const files = start(container, { environment: { DRAIN: `${task.proxy.admin.port} 2` }, path: [] });
  // So that bash has its trap.
  await sleep(500);
  const since = performance.now();
  expect(await files.end('SIGTERM')).toEqual({ code: 0, said: '' });
  expect(performance.now() - since).toBeGreaterThan(1900);
  expect(await accepts()).toBe(false);
  expect((await request(task.proxy.admin, { path: '/ready' })).status).toBe(200);
  await envoy.end();
});

/** The task with an Envoy that drains for so many seconds. */
const draining = (task: LocalTask, seconds: number): LocalTask => ({
  ...task,
  container: (name) => {
    const found = task.container(name);
    return {
      ...found,
      command: (found.command ?? []).map((word, index, all) =>
        all[index - 1]?.[0] === '--drain-time-s' ? [String(seconds)] : word,
      ),
    };
  },
});

const canConnect = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
