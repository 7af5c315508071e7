import { existsSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import type { WrittenTopology } from '../../core/topology';
import { inventoryOf } from '../../local/inventory';
import { localClient, type LocalClient } from '../../local/client';
import { deployStacks, destroyStacks } from '../../terraform/runner';
import { changing, deployed, destroyed, held, newGround, type Ground, type Stage } from './ground';
import { smallMesh, smallMeshAccounts } from './small-mesh';

jest.setTimeout(900_000);

const [bucket, region, stateAccount] = ['small-terraform-state', 'us-west-2', '999999999999'];
const written: WrittenTopology = {
  ...smallMesh,
  state: {
    kind: 's3',
    bucket,
    prefix: 'meshes/small',
    role: `arn:aws:iam::${stateAccount}:role/terraform-state`,
  },
};
const states = ['small-back', 'small-front', 'small-shared'].map((name) => `meshes/small/${name}.tfstate`);

let ground: Ground;
let stateOwner: LocalClient;
let one: Stage;
beforeAll(async () => {
  ground = await newGround();
  stateOwner = await localClient(ground.aws.url, stateAccount, region);
  await stateOwner.ask({
    service: 's3',
    method: 'PUT',
    path: `/${bucket}`,
    body: `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`,
  });
  one = ground.stage('one', written);
});
afterAll(() => ground.end());

/** The names of what lies in the bucket, as the state's account sees it. */
async function objects(): Promise<readonly string[]> {
  const listed = await stateOwner.ask({ service: 's3', path: `/${bucket}?list-type=2` });
  return [...listed.matchAll(/<Key>([^<]+)</g)].map(([, key = '']) => key).toSorted();
}

/** Stands before a local AWS, passes everything on and keeps the keys with which S3 was asked. */
async function ear(aws: string) {
  const keys = new Set<string>();
  const server = createServer((incoming, answer) => {
    const [, key, service] =
      /Credential=([^/]+)\/\d+\/[^/]+\/(\w+)\//.exec(incoming.headers.authorization ?? '') ?? [];
    if (service === 's3' && key !== undefined) keys.add(key);
    const { method, headers, url = '/' } = incoming;
    const passed = request(new URL(url, aws), { method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 500, answered.headers);
      answered.pipe(answer);
    });
    incoming.pipe(passed);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, keys, close: () => server.close().closeAllConnections() };
}

/** Who has this key. */
async function identityOf(key: string): Promise<string> {
  const answered = await fetch(ground.aws.url, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${key}/20261121/${region}/sts/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' }),
  });
  const [, account, role] = /arn:aws:sts::(\d+):([^<]+)\/[^/<]+</.exec(await answered.text()) ?? [];
  return `${role} of ${account}`;
}

/** Something that one waits for and another lets happen. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((done) => (open = done));
  return { opened, open: () => open() };
}

test('of two runs at once, one deploys; the other reports who is running, and touches nothing', async () => {
  // Another checkout of the same topology: what the two share is the bucket.
  const other = ground.stage('other', written);
  const lists: Promise<readonly string[]>[] = [];
  const racing = ({ options }: Stage, confirm: () => Promise<boolean>) =>
    deployStacks({
      ...options,
      confirm,
      onEvent: (event) => {
        if (event.event === 'progress' && event.done === 1) lists.push(objects());
      },
    });

  // Both have their plans before either applies one. Not planned at once: a plan takes the lock, too.
  const [onePlanned, otherPlanned] = [gate(), gate()];
  const first = racing(one, async () => {
    onePlanned.open();
    await otherPlanned.opened;
    return true;
  });
  await Promise.race([onePlanned.opened, first]);
  const second = racing(other, () => {
    otherPlanned.open();
    return Promise.resolve(true);
  });
  const results = await Promise.all([first, second]);

  const [winner, loser] = results[0].ok ? results : results.toReversed();
  expect(winner).toMatchObject({ ok: true, problems: [] });
  expect(loser?.outcomes.map(({ stack, kind }) => `${stack} ${kind}`)).toEqual([
    'small-shared failed',
    'back skipped',
    'front skipped',
  ]);
  expect(loser?.problems).toEqual([
    {
      stack: 'small-shared',
      sentence: expect.stringMatching(
        /^stack "small-shared" is locked: \S+ has been working on it \(apply\) since [\d-]+ [\d:]+ UTC; wait until that finishes, or, where that process is dead, release it: terraform -chdir=\S+\/stacks\/small-shared force-unlock [\da-f-]{36}$/,
      ),
      detail: expect.any(String),
    },
  ]);
  expect((await Promise.all(lists)).flat()).toContain('meshes/small/small-shared.tfstate.tflock');
  expect(await objects()).toEqual(states);
});

test('nothing is left to do, by a third checkout', async () => {
  expect(await deployed(ground.stage('third', written))).toEqual({
    'small-shared': 'unchanged',
    back: 'unchanged',
    front: 'unchanged',
  });
  expect(await held(one)).toEqual({ 'small-shared': 9, back: 6, front: 4 });
});

test('states are read and written by the role of the states, not by an account of the mesh', async () => {
  const { url, keys, close } = await ear(ground.aws.url);
  const environment = () => ({ add: { ...ground.aws.environment, AWS_ENDPOINT_URL: url } });
  expect(await changing({ ...one, options: { ...one.options, environment } })).toEqual([]);
  close();
  const who = await Promise.all([...keys].map((key) => identityOf(key)));
  expect(who.length).toBeGreaterThan(0);
  expect(new Set(who)).toEqual(new Set([`assumed-role/terraform-state of ${stateAccount}`]));
});

test('an account that left the topology is found in the bucket, and nothing is touched', async () => {
  const { front } = written.accounts;
  const { ui } = written.workloads ?? {};
  if (front === undefined || ui === undefined) throw new Error('the small mesh has other parts');
  const { calls: _, ...uiAlone } = ui;
  const fewer = ground.stage('fewer', { ...written, accounts: { front }, workloads: { ui: uiAlone } });
  for (const run of [deployStacks, destroyStacks]) {
    const { touched, problems } = await run(fewer.options);
    expect(touched).toBe(false);
    expect(problems.map(({ sentence }) => sentence)).toEqual([
      'stack "back" is no longer in the topology, but still has 6 resources; put its account back as it was, with retired: true and with no calls to its workloads, deploy, then continue',
    ]);
  }
  expect(await held(one)).toEqual({ 'small-shared': 9, back: 6, front: 4 });
});

test('no state is stored on this machine', () => {
  expect(existsSync(join(ground.folder, '.meshspan'))).toBe(false);
});

test('what is destroyed leaves empty states and no lock', async () => {
  expect(Object.values(await destroyed(one))).toEqual(['destroyed', 'destroyed', 'destroyed']);
  expect(await held(one)).toEqual({});
  expect(await objects()).toEqual(states);
  const left = await inventoryOf(ground.aws.url, smallMeshAccounts, region);
  expect(left.filter((thing) => !thing.startsWith('IAM role'))).toEqual([]);
});
