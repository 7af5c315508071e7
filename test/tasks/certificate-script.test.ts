import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SocketSpec } from '../../core/dataplane/envoy';
import { httpServer } from '../envoy/servers';
import { stopAll, until } from '../envoy/running';
import { newSubordinate } from '../local/aws/authorities';
import { newAwsStage, type AwsStage } from './aws-stage';
import { fits, pairIn, serialOf, serialServed, startTaskEnvoy, type Pair } from './envoys';
import { start, type Ended, type Running, type Start } from './script';
import { names, taskOf, type Arns, type LocalTask } from './server-task';

let stage: AwsStage;
let arns: Arns;
let credentials: Readonly<Record<string, string>>;
/** What a caller shows. */
let client: Pair;

beforeAll(async () => {
  stage = await newAwsStage();
  const [api, web] = [await stage.certificate(names.api), await stage.certificate(names.web)];
  arns = { authority: stage.authority, certificates: { api, web } };
  credentials = await stage.roleOf([
    { actions: ['acm:ExportCertificate'], arns: [api, web] },
    { actions: ['acm-pca:GetCertificateAuthorityCertificate'], arns: [stage.authority] },
  ]);
  const folder = newFolder();
  const { code, said } = await fetched(await taskOf('web', folder, arns));
  if (code !== 0) throw new Error(said);
  client = pairIn(join(folder, 'web/certificates/web'));
});
afterEach(() => stopAll());
afterAll(() => stage.end());

const newFolder = (): string => mkdtempSync(join(stage.folder, 'task-'));

type More = Partial<Start> & { readonly set?: Readonly<Record<string, string>> };

/** Runs a container of a task. */
const run = (task: LocalTask, name: 'files-init' | 'files', { set = {}, ...more }: More = {}): Running =>
  start(task.container(name), {
    environment: { ...task.environment(name), ...credentials, ...set },
    path: [stage.path],
    ...more,
  });

const fetched = (task: LocalTask, more?: More): Promise<Ended> => run(task, 'files-init', more).ended;

/** The task of the server in a folder of its own, with the files that it starts with. */
async function newTask(): Promise<{
  readonly task: LocalTask;
  readonly folder: string;
  readonly at: SocketSpec;
}> {
  const folder = newFolder();
  const task = await taskOf('api', folder, arns, (await httpServer('api')).socket);
  expect(await fetched(task)).toMatchObject({ code: 0 });
  const at = { address: '127.0.0.1', port: task.proxy.inbound[0]?.port ?? 0 };
  return { task, folder: join(folder, 'api/certificates/api'), at };
}

const renew = async (): Promise<void> => {
  await stage.acm('RenewCertificate', { CertificateArn: arns.certificates['api'] });
};

/** Sends requests over new connections while something happens; what failed, and whose certificates were served. */
async function meanwhile(to: SocketSpec, during: () => Promise<void>) {
  const over = new AbortController();
  const failed: string[] = [];
  const served = new Set<string>();
  let sent = 0;
  const sender = async (): Promise<void> => {
    while (!over.signal.aborted) {
      sent += 1;
      await serialServed(to, client).then(
        (serial) => served.add(serial),
        (error: unknown) => failed.push(String(error)),
      );
    }
  };
  const senders = Array.from({ length: 4 }, sender);
  await during().finally(() => over.abort());
  await Promise.all(senders);
  return { sent, failed, served: [...served] };
}

test('the first certificate is there before Envoy starts, and is served', async () => {
  const { task, folder, at } = await newTask();
  const pair = pairIn(folder);
  expect(pair.key).toContain('BEGIN ENCRYPTED PRIVATE KEY');
  expect([fits(pair), pair.passphrase]).toEqual([true, expect.stringMatching(/^[0-9a-f]{64}$/)]);
  const envoy = await startTaskEnvoy(task);
  expect(await serialServed(at, client)).toBe(serialOf(pair));
  await until(async () => envoy.isHealthy());
});

test('an Envoy without its files is never healthy', async () => {
  const task = await taskOf('api', newFolder(), arns);
  const description = task.environment('files-init')['SECRET_FILES'] ?? '';
  // Without the descriptions it does not even start.
  expect(await fetched(task, { set: { CERTIFICATES: '', SECRET_FILES: description } })).toMatchObject({
    code: 0,
  });
  const envoy = await startTaskEnvoy(task);
  await sleep(4000);
  expect(envoy.isHealthy()).toBe(false);
});

test('a renewal is served without a request that fails', async () => {
  const { task, folder, at } = await newTask();
  const before = serialOf(pairIn(folder));
  const envoy = await startTaskEnvoy(task);
  const refresher = run(task, 'files', {
    set: { REFRESH_SECONDS: '1', DRAIN: `${task.proxy.admin.port} 1` },
  });
  const load = await meanwhile(at, async () => {
    await sleep(500);
    await renew();
    await until(async () => (await serialServed(at, client)) !== before);
    await sleep(500);
  });
  const after = pairIn(folder);
  expect(load.failed).toEqual([]);
  expect(load.served.toSorted()).toEqual([before, serialOf(after)].toSorted());
  expect([fits(after), load.sent > 50, envoy.isHealthy()]).toEqual([true, true, true]);
  expect(await refresher.end('SIGTERM')).toEqual({ code: 0, said: '' });
});

test('a certificate that is the same is not written again', async () => {
  const { task, folder } = await newTask();
  const before = [pairIn(folder), readdirSync(folder)];
  expect(await fetched(task)).toMatchObject({ code: 0 });
  expect([pairIn(folder), readdirSync(folder)]).toEqual(before);
});

/** Each changes the credentials of the container, or what it asks for. */
const denied: readonly (readonly [
  what: string,
  set: () => Promise<Readonly<Record<string, string>>>,
  reason: string,
])[] = [
  [
    'whose role lacks the certificate',
    () =>
      stage.roleOf([
        { actions: ['acm:ExportCertificate'], arns: [arns.certificates['web'] ?? ''] },
        { actions: ['acm-pca:GetCertificateAuthorityCertificate'], arns: [arns.authority] },
      ]),
    'is not authorized to perform: acm:ExportCertificate',
  ],
  ['without a role that ECS may assume', () => stage.roleOf([], 'ec2.amazonaws.com'), 'trust policy'],
];

test.each(denied)('a task %s says so, and what was there stays', async (_, credentialsOf, reason) => {
  const { task, folder, at } = await newTask();
  const pair = pairIn(folder);
  await startTaskEnvoy(task);
  await renew();
  const set = { ...(await credentialsOf()), REFRESH_SECONDS: '1' };
  const first = await fetched(task, { set });
  const sentence = `meshspan: certificate ${arns.certificates['api']} is not in ${folder}: the role of the task needs acm:ExportCertificate for it`;
  expect([first.code, first.said]).toEqual([1, expect.stringContaining(sentence)]);
  expect(first.said).toContain(reason);
  const refresher = run(task, 'files', { set });
  await until(async () => refresher.said().includes('what was there stays'));
  expect(pairIn(folder)).toEqual(pair);
  expect(await serialServed(at, client)).toBe(serialOf(pair));
  expect((await refresher.end('SIGTERM')).code).toBe(0);
});

test('a script that is killed before its rename leaves what was there, and the next one goes on', async () => {
  const { task, folder, at } = await newTask();
  const pair = pairIn(folder);
  const envoy = await startTaskEnvoy(task);
  await renew();
  // Everything is written, and the rename never comes.
  const never = join(newFolder(), 'bin');
  mkdirSync(never);
  writeFileSync(join(never, 'mv'), '#!/bin/sh\necho "$*" >> "${0%/*}/asked"\nexec sleep 60\n');
  chmodSync(join(never, 'mv'), 0o755);
  const killed = run(task, 'files-init', { path: [never, stage.path] });
  await until(async () => existsSync(join(never, 'asked')));
  await killed.end();
  expect(readdirSync(folder).filter((name) => /^\.\.\d/.test(name))).toHaveLength(2);
  expect([pairIn(folder), fits(pairIn(folder))]).toEqual([pair, true]);
  expect(await serialServed(at, client)).toBe(serialOf(pair));
  // An Envoy that starts now has the pair that was there.
  await envoy.end();
  await startTaskEnvoy(task);
  expect(await serialServed(at, client)).toBe(serialOf(pair));
  expect(await fetched(task)).toMatchObject({ code: 0 });
  await until(async () => (await serialServed(at, client)) !== serialOf(pair));
  expect([fits(pairIn(folder)), readdirSync(folder).filter((name) => name.startsWith('..'))]).toEqual([
    true,
    [expect.stringMatching(/^\.\.\d/), '..data'],
  ]);
});

test('a script that is killed at any time leaves a whole pair', async () => {
  const { task, folder } = await newTask();
  for (const after of [50, 250, 450, 550, 650, 750, 850, 1000]) {
    await renew();
    const killed = run(task, 'files-init');
    await sleep(after);
    await killed.end();
    expect(fits(pairIn(folder))).toBe(true);
  }
});

test('a task that starts again fetches its files again', async () => {
  const { task, folder, at } = await newTask();
  const envoy = await startTaskEnvoy(task);
  await renew();
  await envoy.end();
  expect(await fetched(task)).toMatchObject({ code: 0 });
  await startTaskEnvoy(task);
  expect(await serialServed(at, client)).toBe(serialOf(pairIn(folder)));
});

test('a script that writes in place is noticed', async () => {
  const { task, folder, at } = await newTask();
  const before = serialOf(pairIn(folder));
  await startTaskEnvoy(task);
  await renew();
  const script = (text: string): string =>
    text.replace(
      /^publish\(\) \{[^]*?^\}$/m,
      'publish() { for each in "$next"/*; do cat "$each" > "$1/${each##*/}"; done; }',
    );
  expect(await fetched(task, { script })).toMatchObject({ code: 0 });
  expect(serialOf(pairIn(folder))).not.toBe(before);
  await sleep(1500);
  expect(await serialServed(at, client)).toBe(before);
});

test('the steps in the documents, for who runs containers elsewhere, lead to the same', async () => {
  const { task, folder, at } = await newTask();
  await startTaskEnvoy(task);
  await renew();
  const page = readFileSync(join(__dirname, '../../docs/data-plane-envoy.md'), 'utf8');
  const steps = /^ {7}next=[^]*?^ {7}mv -T .*$/m.exec(page)?.[0] ?? '';
  const script = `folder=${folder} arn=${arns.certificates['api']}\n${steps.replaceAll(/^ {7}/gm, '')}\n`;
  const container = { ...task.container('files-init'), entryPoint: ['bash', '-c', script] };
  const environment = { ...task.environment('files-init'), ...credentials };
  expect(await start(container, { environment, path: [stage.path] }).ended).toEqual({ code: 0, said: '' });
  const pair = pairIn(folder);
  expect(fits(pair)).toBe(true);
  await until(async () => (await serialServed(at, client)) === serialOf(pair));
});

test('what a task reads is where its configuration looks for it', async () => {
  const { task, folder } = await newTask();
  const bundle = join(folder, '../../trusts/root/bundle.pem');
  expect(task.bootstrap()).toContain(join(folder, '../../sds/certificate_api.json'));
  expect([existsSync(bundle), existsSync(join(folder, '../../sds/trust_root.json'))]).toEqual([true, true]);
});

test('of an authority below another one, its own certificate alone is trusted', async () => {
  const below = await newSubordinate(stage.requests, stage.authority, 0);
  const role = await stage.roleOf([
    { actions: ['acm:ExportCertificate'], arns: Object.values(arns.certificates) },
    { actions: ['acm-pca:GetCertificateAuthorityCertificate'], arns: [below.arn] },
  ]);
  const folder = newFolder();
  const task = await taskOf('web', folder, { ...arns, authority: below.arn });
  expect(await fetched(task, { set: role })).toMatchObject({ code: 0 });
  const bundle = readFileSync(join(folder, 'web/trusts/root/bundle.pem'), 'utf8');
  expect(bundle.trim()).toBe(below.pem.trim());
});
