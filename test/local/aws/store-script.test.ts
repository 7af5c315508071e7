import { execFile, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FILES_SCRIPT } from '../../../core/dataplane/tasks/script/text';
import { installAwsCommand, writeAwsProgram } from '../../../local/aws-command';
import { taskCredentialsUri } from '../../../local/aws/iam/task-credentials';
import { cacheFolder } from '../../../local/packages';
import { newMotoStage, type MotoStage } from './moto';
import { region, requestsOf, type Requests } from './requests';

let stage: MotoStage;
let owner: Requests;
let folder: string;
let program: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'store-script-'));
  const installed = await installAwsCommand(cacheFolder());
  if (!installed.ok) throw new Error(installed.problem);
  program = writeAwsProgram(join(folder, 'bin'), installed);
  stage = await newMotoStage();
  owner = await requestsOf(stage.aws, '111111111111');
});
afterAll(async () => {
  await stage.end();
  rmSync(folder, { recursive: true });
});

/** A secret with this text; its ARN. */
async function newSecret(name: string, SecretString: string): Promise<string> {
  const { json } = await owner.target('secretsmanager', 'secretsmanager.CreateSecret', {
    Name: name,
    SecretString,
    ClientRequestToken: `00000000-0000-4000-8000-${name.padStart(12, '0').slice(-12)}`,
  });
  return String(json['ARN']);
}

const changeSecret = (SecretId: string, SecretString: string) =>
  owner.target('secretsmanager', 'secretsmanager.PutSecretValue', {
    SecretId,
    SecretString,
    ClientRequestToken: `00000000-0000-4000-8000-${String(Date.now()).padStart(12, '0').slice(-12)}`,
  });

/** A role of tasks that may read these secrets and no other; its ARN. */
async function newRole(name: string, arns: readonly string[]): Promise<string> {
  const document = (statement: object): string =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
  await owner.query('iam', 'CreateRole', {
    RoleName: name,
    Path: '/',
    AssumeRolePolicyDocument: document({
      Principal: { Service: 'ecs-tasks.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
  });
  await owner.query('iam', 'PutRolePolicy', {
    RoleName: name,
    PolicyName: 'own',
    PolicyDocument: document({ Action: 'secretsmanager:GetSecretValue', Resource: arns }),
  });
  return `arn:aws:iam::111111111111:role/${name}`;
}

/** A run of the script, as a container of a task runs it. */
function started(mode: 'once' | 'refresh', role: string, variables: Readonly<Record<string, string>>) {
  const task = 'arn:aws:ecs:us-west-2:111111111111:task/vas/0123456789abcdef';
  let child: ChildProcess | undefined;
  const ended = new Promise<{ readonly code: number; readonly said: string }>((resolve) => {
    child = execFile(
      '/bin/bash',
      ['-c', FILES_SCRIPT, 'files', mode],
      {
        env: {
          PATH: `${program}:${process.env['PATH'] ?? ''}`,
          HOME: folder,
          AWS_DEFAULT_REGION: region,
          AWS_ENDPOINT_URL: stage.aws.url,
          AWS_CONTAINER_CREDENTIALS_FULL_URI: taskCredentialsUri(stage.aws.url, { role, task }),
          ...variables,
        },
      },
      (error, _, said) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, said }),
    );
  });
  let heard = '';
  child?.stderr?.on('data', (text: string) => (heard += text));
  return { ended, heard: () => heard, stop: () => child?.kill('SIGTERM') };
}

const read = (...path: readonly string[]): string => readFileSync(join(...path), 'utf8').trim();

let made = 0;
/** A store with a chain and a key, what fills it, and what a reader has of it. */
async function newStore() {
  made += 1;
  const store = join(folder, `store-${made}`);
  const copy = join(folder, `copy-${made}`);
  mkdirSync(store);
  mkdirSync(copy);
  const chain = await newSecret(`chain-${made}`, 'chain 1');
  const key = await newSecret(`key-${made}`, 'key 1');
  const role = await newRole(`loader-${made}`, [chain, key]);
  const reader = await newRole(`reader-${made}`, [chain]);
  const loading = { SECRETS: `${chain} ${store}/tls.crt\n${key} ${store}/tls.key`, REFRESH_SECONDS: '1' };
  const reading = { COPIES: `${store} ${copy}`, REFRESH_SECONDS: '1' };
  return { store, copy, chain, key, role, reader, loading, reading };
}

const until = async (holds: () => boolean): Promise<void> => {
  const end = Date.now() + 30_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('it does not come about');
    await pause(50);
  }
};

test('the loader writes the secrets into the store, and a reader gets a copy', async () => {
  const { store, copy, role, reader, loading, reading } = await newStore();
  expect(await started('once', role, loading).ended).toEqual({ code: 0, said: '' });
  expect([read(store, 'tls.crt'), read(store, 'tls.key')]).toEqual(['chain 1', 'key 1']);
  expect(await started('once', reader, reading).ended).toEqual({ code: 0, said: '' });
  expect([read(copy, 'tls.crt'), read(copy, 'tls.key')]).toEqual(['chain 1', 'key 1']);
  expect(readlinkSync(join(copy, 'tls.key'))).toBe('..data/tls.key');
});

test('a reader that starts first waits for the loader', async () => {
  const { copy, role, reader, loading, reading } = await newStore();
  const waiting = started('once', reader, reading);
  await pause(1000);
  expect(existsSync(join(copy, 'tls.crt'))).toBe(false);
  await started('once', role, loading).ended;
  expect(await waiting.ended).toEqual({ code: 0, said: '' });
  expect(read(copy, 'tls.crt')).toBe('chain 1');
});

test('where the store stays empty nothing starts, and the log says why', async () => {
  const { reader, reading } = await newStore();
  const { code, said } = await started('once', reader, { ...reading, STORE_SECONDS: '0' }).ended;
  expect(code).toBe(1);
  expect(said).toContain('the store has to contain files; nothing that reads it starts');
});

test('a renewed pair replaces the old one as a whole', async () => {
  const { store, copy, chain, key, role, reader, loading, reading } = await newStore();
  await started('once', role, loading).ended;
  await started('once', reader, reading).ended;
  const loader = started('refresh', role, loading);
  const refresher = started('refresh', reader, reading);
  const seen = new Set<string>();
  const pairIn = (place: string): string => {
    const now = join(place, readlinkSync(join(place, '..data')));
    return `${read(now, 'tls.crt')}, ${read(now, 'tls.key')}`;
  };
  await changeSecret(chain, 'chain 2');
  await changeSecret(key, 'key 2');
  await until(() => {
    // What was replaced may go between the two reads.
    try {
      seen.add(pairIn(copy));
    } catch {}
    return seen.has('chain 2, key 2');
  });
  expect(pairIn(store)).toBe('chain 2, key 2');
  loader.stop();
  refresher.stop();
  await Promise.all([loader.ended, refresher.ended]);
  // The loader may have seen the new chain before the new key: each is a secret of its own.
  expect([...seen].filter((pair) => pair !== 'chain 2, key 1')).toEqual(['chain 1, key 1', 'chain 2, key 2']);
});

test('a secret that is not there stops a start, and leaves what was there at a refresh', async () => {
  const { store, role, chain, loading } = await newStore();
  const missing = { ...loading, SECRETS: `${loading.SECRETS}\n${chain}x ${store}/ca.pem` };
  const { code, said } = await started('once', role, missing).ended;
  expect(code).toBe(1);
  expect(said).toContain('the role of the task needs secretsmanager:GetSecretValue');
  expect(existsSync(join(store, 'tls.crt'))).toBe(false);
  await started('once', role, loading).ended;
  const refresher = started('refresh', role, missing);
  await until(() => refresher.heard().includes('what was there stays'));
  refresher.stop();
  await refresher.ended;
  expect([read(store, 'tls.crt'), read(store, 'tls.key')]).toEqual(['chain 1', 'key 1']);
});

test('files that somebody else writes are copied with the folders in them', async () => {
  const { store, copy, reader, reading } = await newStore();
  mkdirSync(join(store, 'roots'));
  writeFileSync(join(store, 'tls.crt'), 'chain of an operator\n');
  writeFileSync(join(store, 'roots', 'ca.pem'), 'root of an operator\n');
  expect(await started('once', reader, reading).ended).toEqual({ code: 0, said: '' });
  expect([read(copy, 'tls.crt'), read(copy, 'roots', 'ca.pem')]).toEqual([
    'chain of an operator',
    'root of an operator',
  ]);
});
