import type { WrittenTopology } from '../../core/topology';
import { deployStacks } from '../../terraform/runner';
import { changing, deployed, destroyed, newGround, type Ground } from './ground';

jest.setTimeout(900_000);

let ground: Ground;
beforeAll(async () => {
  ground = await newGround();
});
afterAll(() => ground.end());

type Listener = NonNullable<NonNullable<WrittenTopology['workloads']>[string]['listens']>;
const ONE = [{ protocol: 'grpc', port: 6001, tls: 'none' }] as const;
const TWO = [...ONE, { protocol: 'http', port: 6002, tls: 'none' }] as const;

/** A mesh of one account, with no certificates: a router that listens as its one workload does. */
const mesh = (name: string, listens: typeof ONE | typeof TWO, more: object = {}): WrittenTopology => ({
  mesh: name,
  region: 'us-west-2',
  owner: 'home',
  dataPlane: 'app-mesh',
  acceptEnded: true,
  removalProtection: false,
  connect: 'none',
  accounts: { home: { id: '111111111111', role: 'deploy' } },
  workloads: {
    api: {
      account: 'home',
      listens: listens as unknown as Listener,
      discovery: { kind: 'dns', hostname: 'api.example.com' },
    },
  },
  services: {
    api: {
      account: 'home',
      routes: listens.map(({ protocol, port }) => ({
        name: protocol,
        protocol,
        ...(listens.length > 1 && { port }),
        to: listens.length > 1 ? [{ workload: 'api', port }] : 'api',
      })),
    },
  },
  ...more,
});

test('a second port comes and goes, each in one apply', async () => {
  const one = ground.stage('ports', mesh('ports', ONE));
  const two = (): ReturnType<Ground['stage']> => ground.stage('ports', mesh('ports', TWO));
  await deployed(one);
  const stage = two();
  await deployed(stage);
  expect(await changing(stage)).toEqual([]);
  const back = ground.stage('ports', mesh('ports', ONE));
  await deployed(back);
  expect(await changing(back)).toEqual([]);
  await destroyed(back);
});

test('in a mesh whose routes match no port is reported before anything is touched, with a way that works', async () => {
  // As the API leaves it, and as earlier versions wrote it: a route without a port.
  await deployed(ground.stage('older', mesh('older', ONE, { defaults: 'api' })));
  const refused = await deployStacks(ground.stage('older', mesh('older', TWO)).options);
  expect(refused).toMatchObject({ ok: false, touched: false });
  expect(refused.problems.map(({ sentence }) => sentence)).toEqual([
    expect.stringContaining('router "api" of stack "home" gets a second port'),
  ]);
  await deployed(ground.stage('older', mesh('older', ONE)));
  const stage = ground.stage('older', mesh('older', TWO));
  await deployed(stage);
  await destroyed(stage);
});
