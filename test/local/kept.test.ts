import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { startLocalAws } from '../../local/aws/server';
import { newWorld } from '../../local/aws/world';
import { snapshotIn } from '../../local/snapshot';
import { requestsOf, type Requests } from './aws/requests';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const root = join(__dirname, '../..');
const meshes = '/v20190125/meshes';
const nodes = `${meshes}/yelb/virtualNodes`;
const services = `${meshes}/yelb/virtualServices`;

async function newNode(requests: Requests, virtualNodeName: string): Promise<number> {
  const spec = { serviceDiscovery: { dns: { hostname: 'ui.yelb.internal' } } };
  return (await requests.rest('appmesh', 'PUT', nodes, JSON.stringify({ virtualNodeName, spec }))).status;
}

async function newService(requests: Requests, virtualServiceName: string, virtualNodeName: string) {
  const spec = { provider: { virtualNode: { virtualNodeName } } };
  return await requests.rest('appmesh', 'PUT', services, JSON.stringify({ virtualServiceName, spec }));
}

/** The bytes that each of some requests writes, in a mesh with so many nodes. */
async function bytesPerRequest(size: number): Promise<readonly number[]> {
  const file = join(folder, `aws-${size}.json`);
  const { restore, save } = snapshotIn(file, () => undefined);
  const aws = await startLocalAws({ onChange: save, clock: () => 1_790_000_000_000 });
  restore(aws.world);
  const requests = await requestsOf(aws, '111111111111');
  await requests.rest('appmesh', 'PUT', meshes, '{"meshName":"yelb"}');
  for (let number = 0; number < size; number += 1) await newNode(requests, `node-${number}`);
  const deeds: readonly (() => Promise<unknown>)[] = [
    () => newNode(requests, 'last'),
    () => newService(requests, 'last.local', 'last'),
    () => requests.rest('appmesh', 'GET', nodes),
    () => requests.rest('appmesh', 'PUT', `${nodes}/last`, '{"spec":{}}'),
    () =>
      requests.rest(
        'appmesh',
        'PUT',
        '/v20190125/tag?resourceArn=arn:aws:appmesh:us-west-2:111111111111:mesh/yelb/virtualNode/last',
        '{"tags":[{"key":"team","value":"yelb"}]}',
      ),
    () => requests.rest('ram', 'POST', '/createresourceshare', '{"name":"share"}'),
    () => requests.rest('appmesh', 'DELETE', `${services}/last.local`),
    () => requests.rest('appmesh', 'DELETE', `${nodes}/last`),
  ];
  const bytes: number[] = [];
  for (const deed of deeds) {
    const before = statSync(file).size;
    await deed();
    bytes.push(statSync(file).size - before);
  }
  await aws.close();
  return bytes;
}

test('what a request writes does not depend on the size of the state', async () => {
  const [few, many] = [await bytesPerRequest(3), await bytesPerRequest(300)];
  expect(many).toEqual(few);
  expect(few.map((bytes) => bytes > 0)).toEqual([true, true, false, true, true, true, true, true]);
  expect(Math.max(...few)).toBeLessThan(2000);
});

/** A local AWS in a process of its own, as `meshspan local up` keeps it. */
const program = `
  import { startLocalAws } from './local/aws/server';
  import { snapshotIn } from './local/snapshot';
  const { restore, save } = snapshotIn(process.argv[2], (reason) => { throw new Error(reason); });
  void startLocalAws({ onChange: save }).then(({ url, world }) => {
    const { restored, damage } = restore(world);
    console.log(JSON.stringify({ url, restored, damage }));
  });
`;

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  readonly restored: boolean;
  readonly damage?: string;
}

async function running(script: string, file: string): Promise<Running> {
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((done) => child.stdout.once('data', (data) => done(String(data))));
  return { child, ...(JSON.parse(line) as Omit<Running, 'child'>) };
}

async function killed({ child }: Running): Promise<void> {
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await gone;
}

test('a process that is killed at any time has lost nothing that it answered', async () => {
  const [script, file] = [join(folder, 'aws.js'), join(folder, 'aws.json')];
  buildSync({
    stdin: { contents: program, resolveDir: root },
    bundle: true,
    platform: 'node',
    outfile: script,
    logLevel: 'error',
  });
  const answered = new Set<string>();
  for (let round = 0; round < 4; round += 1) {
    const aws = await running(script, file);
    expect(aws).toMatchObject({ restored: round > 0 });
    expect(aws.damage).toBeUndefined();
    const requests = await requestsOf(aws, '111111111111');
    if (round === 0) await requests.rest('appmesh', 'PUT', meshes, '{"meshName":"yelb"}');
    // Several at once, so that some are on their way when it is killed.
    const senders = Array.from({ length: 4 }, async (_, sender) => {
      for (let number = 0; ; number += 1) {
        const name = `node-${round}-${sender}-${number}`;
        if ((await newNode(requests, name).catch(() => 0)) !== 200) return;
        answered.add(name);
        if (answered.size === 40 * (round + 1)) await killed(aws);
      }
    });
    await Promise.all(senders);
  }
  expect(answered.size).toBeGreaterThanOrEqual(160);
  const world = newWorld();
  expect(snapshotIn(file, () => undefined).restore(world)).toEqual({ restored: true });
  const kept = JSON.stringify(world.snapshot());
  expect([...answered].filter((name) => !kept.includes(`"virtualNodeName":"${name}"`))).toEqual([]);
});
