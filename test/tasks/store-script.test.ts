import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { filesContainers } from '../../core/dataplane/tasks/script/containers';
import { NOTHING_FETCHED } from '../../core/dataplane/tasks/script/inputs';
import { loaderOf } from '../../core/dataplane/tasks/store-task';
import { storePartsOf } from '../../core/dataplane/tasks/stores';
import type { ContainerSpec, Filled } from '../../core/dataplane/tasks';
import { fieldOf } from '../../core/base/json';
import { at, closedTopology, write, type Closed, type Topology } from '../../core/topology';
import { parsed } from '../core/dataplane/yelb';
import { until } from '../envoy/running';
import { account, newAwsStage, type AwsStage } from './aws-stage';
import { start, type Running } from './script';

let stage: AwsStage;
beforeAll(async () => {
  stage = await newAwsStage();
});
afterAll(() => stage.end());

let secrets = 0;
/** A secret with this text; its ARN. */
async function newSecret(SecretString: string): Promise<string> {
  secrets += 1;
  const asked = { Name: `secret-${secrets}`, SecretString, ClientRequestToken: tokenOf(secrets) };
  return String((await stage.secrets('CreateSecret', asked)).json['ARN']);
}

const changeSecret = (SecretId: string, SecretString: string) =>
  stage.secrets('PutSecretValue', { SecretId, SecretString, ClientRequestToken: tokenOf(Date.now()) });

const tokenOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A mesh with one store, whose files are these secrets. */
const meshWith = (files: Readonly<Record<string, string>>): Closed<Topology> =>
  closedTopology(
    parsed({
      mesh: 'vas',
      region: 'us-west-2',
      dataPlane: 'envoy',
      accounts: { main: { id: account, role: 'deploy', network: { cidr: '10.1.0.0/16' } } },
      authority: write.Authority.privateCa({ commonName: 'vas root' }),
      stores: { certs: { kind: 'efs', files } },
      workloads: {
        api: {
          account: 'main',
          listens: write.http(8080),
          runtime: { image: 'api:1', stores: ['certs'] },
        },
      },
    }),
  );

/** Runs a container of a task. */
type Runs = (name: 'files-init' | 'files', more?: Readonly<Record<string, string>>) => Running;

/**
 * @param role the environment with its keys
 * @param here puts folders of this machine into a text
 */
const runsOf =
  (
    among: readonly ContainerSpec[],
    role: Readonly<Record<string, string>>,
    here: (text: string) => string = (text) => text,
  ): Runs =>
  (mode, more = {}) => {
    const container = among.find(({ name }) => name === mode);
    if (container === undefined) throw new Error(`no container "${mode}"`);
    const own = Object.entries(container.environment).map(([name, text]) => [name, here(textOf(text))]);
    return start(container, {
      environment: { ...Object.fromEntries(own), ...role, OWNER: '', REFRESH_SECONDS: '1', ...more },
      path: [stage.path],
    });
  };

/** What fills a store, and what reads it, with folders of this machine in place of theirs. */
interface Trial {
  /** The store. */
  readonly store: string;
  /** What a task that reads it has of it. */
  readonly copy: string;
  readonly chain: string;
  readonly key: string;
  readonly loader: Runs;
  readonly reader: Runs;
}

/** @param granted which of its secrets the role of the loader may read; @default all */
async function newTrial(
  granted: (arns: readonly string[]) => readonly string[] = (arns) => arns,
): Promise<Trial> {
  const folder = mkdtempSync(join(stage.folder, 'store-'));
  const [store, copy] = [join(folder, 'store'), join(folder, 'copy')];
  [store, copy].forEach((path) => mkdirSync(path));
  const [chain, key] = [await newSecret('chain 1'), await newSecret('key 1')];
  const topology = meshWith({ 'tls.crt': chain, 'tls.key': key });
  const certs = at(topology.stores, 'certs');
  if (certs.kind !== 'efs') throw new Error('not on EFS');
  const reading = storePartsOf(topology, 'main', [certs]);
  const readers = [
    { id: 'workload/api', key: 'api', account: 'main', cluster: 'main', architecture: 'X86_64', volumes: [] },
  ] as const;
  const filling = loaderOf(topology, { account: 'main', store: certs, readers });
  const { containers } = filesContainers(
    { region: 'us-west-2', ...NOTHING_FETCHED, ...reading.inputs },
    { image: undefined, mounts: reading.sources },
  );
  const roleOf = (statements: typeof reading.allows) =>
    stage.roleOf(
      statements
        .filter(({ actions }) => actions.every((action) => action.startsWith('secretsmanager:')))
        .map(({ actions, resources }) => ({ actions, arns: granted(resources.map(textOf)) })),
    );
  const [fills, reads] = [await roleOf(filling.allows), await roleOf(reading.allows)];
  const here = (text: string): string => text.replaceAll('/stores/certs', store).replaceAll('/certs', copy);
  return {
    store,
    copy,
    chain,
    key,
    loader: runsOf(filling.containers, fills, here),
    reader: runsOf(containers, reads, here),
  };
}

/** A text in which nothing waits for Terraform. */
const textOf = (parts: Filled): string =>
  parts.map((part) => (typeof part === 'string' ? part : part.kind)).join('');

const fine = { code: 0, said: '' };
const read = (...path: readonly string[]): string => readFileSync(join(...path), 'utf8').trim();

test('what fills a store writes the secrets into it, and a task that reads it gets a copy', async () => {
  const { store, copy, loader, reader } = await newTrial();
  expect(await loader('files-init').ended).toEqual(fine);
  expect([read(store, 'tls.crt'), read(store, 'tls.key')]).toEqual(['chain 1', 'key 1']);
  expect(await reader('files-init').ended).toEqual(fine);
  expect([read(copy, 'tls.crt'), read(copy, 'tls.key')]).toEqual(['chain 1', 'key 1']);
  expect(readlinkSync(join(copy, 'tls.key'))).toBe('..data/tls.key');
});

test('a task that starts first waits for what fills its store', async () => {
  const { copy, loader, reader } = await newTrial();
  const waiting = reader('files-init');
  await pause(1000);
  expect(existsSync(join(copy, 'tls.crt'))).toBe(false);
  await loader('files-init').ended;
  expect(await waiting.ended).toEqual(fine);
  expect(read(copy, 'tls.crt')).toBe('chain 1');
});

test('where the store stays empty nothing starts, and the log says why', async () => {
  const { reader } = await newTrial();
  const { code, said } = await reader('files-init', { STORE_SECONDS: '0' }).ended;
  expect(code).toBe(1);
  expect(said).toContain('the store has to contain files; nothing that reads it starts');
});

test('a renewed pair gets into the tasks that read it, and never one file of two renewals', async () => {
  const { store, copy, chain, key, loader, reader } = await newTrial();
  await loader('files-init').ended;
  await reader('files-init').ended;
  const refreshing = [loader('files'), reader('files')];
  const seen = new Set<string>();
  const pairIn = (folder: string): string => {
    const now = join(folder, readlinkSync(join(folder, '..data')));
    return `${read(now, 'tls.crt')}, ${read(now, 'tls.key')}`;
  };
  await changeSecret(chain, 'chain 2');
  await changeSecret(key, 'key 2');
  await until(async () => {
    // What was replaced may go between the two reads.
    try {
      seen.add(pairIn(copy));
    } catch {}
    return seen.has('chain 2, key 2');
  });
  expect(pairIn(store)).toBe('chain 2, key 2');
  await Promise.all(refreshing.map((each) => each.end('SIGTERM')));
  // Each file is a secret of its own: a look between the two changes finds one of them.
  expect([...seen].filter((pair) => pair !== 'chain 2, key 1')).toEqual(['chain 1, key 1', 'chain 2, key 2']);
  expect(readdirSync(store).filter((name) => name.startsWith('..')).length).toBe(2);
});

test('a secret that the role may not read stops a start, and nothing is half written', async () => {
  const { store, loader } = await newTrial((arns) => arns.slice(0, 1));
  const { code, said } = await loader('files-init').ended;
  expect(code).toBe(1);
  expect(said).toContain('the role of the task needs secretsmanager:GetSecretValue');
  expect(existsSync(join(store, 'tls.crt'))).toBe(false);
});

test('where a refresh fails, what was there stays', async () => {
  const { store, key, loader } = await newTrial();
  await loader('files-init').ended;
  await stage.secrets('DeleteSecret', { SecretId: key, ForceDeleteWithoutRecovery: true });
  const refreshing = loader('files');
  await until(async () => refreshing.said().includes('what was there stays'));
  await refreshing.end('SIGTERM');
  expect([read(store, 'tls.crt'), read(store, 'tls.key')]).toEqual(['chain 1', 'key 1']);
});

test('a configuration in S3 is fetched in the version that the task definition names', async () => {
  const folder = mkdtempSync(join(stage.folder, 'configuration-'));
  const role = await stage.roleOf([{ actions: ['s3:*'], arns: ['*'] }]);
  const aws = async (...args: readonly string[]): Promise<string> => {
    const whole = ['s3api', ...args, '--bucket', 'configurations'];
    const env = { ...role, PATH: process.env['PATH'], AWS_DEFAULT_REGION: 'us-west-2' };
    return (await promisify(execFile)(join(stage.path, 'aws'), whole, { env })).stdout;
  };
  await aws('create-bucket', '--create-bucket-configuration', 'LocationConstraint=us-west-2');
  await aws('put-bucket-versioning', '--versioning-configuration', 'Status=Enabled');
  const put = async (text: string): Promise<string> => {
    const body = join(folder, 'body.json');
    writeFileSync(body, text);
    const said = await aws('put-object', '--key', 'proxies/workload-api.json', '--body', body);
    return String(fieldOf(JSON.parse(said), 'VersionId'));
  };
  const first = await put('{"node":1}');
  await put('{"node":2}');
  const path = join(folder, 'bootstrap.json');
  const { containers, allows } = filesContainers(
    {
      region: 'us-west-2',
      ...NOTHING_FETCHED,
      configuration: {
        bucket: 'configurations',
        key: 'proxies/workload-api.json',
        version: first,
        path,
      },
    },
    { image: undefined, mounts: [] },
  );
  const own = allows.map(({ actions, resources }) => ({ actions, arns: resources.map(textOf) }));
  const fetched = async (granted: typeof own) =>
    await runsOf(containers, await stage.roleOf(granted))('files-init').ended;
  const denied = await fetched([]);
  expect([denied.code, existsSync(path)]).toEqual([1, false]);
  expect(denied.said).toContain('the role of the task needs s3:GetObjectVersion for it');
  expect(await fetched(own)).toEqual(fine);
  expect(read(path)).toBe('{"node":1}');
});

test('files that somebody else writes are copied with the folders in them', async () => {
  const { store, copy, reader } = await newTrial();
  mkdirSync(join(store, 'roots'));
  writeFileSync(join(store, 'tls.crt'), 'chain of an operator\n');
  writeFileSync(join(store, 'roots', 'ca.pem'), 'root of an operator\n');
  expect(await reader('files-init').ended).toEqual(fine);
  expect([read(copy, 'tls.crt'), read(copy, 'roots', 'ca.pem')]).toEqual([
    'chain of an operator',
    'root of an operator',
  ]);
});
