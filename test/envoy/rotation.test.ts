import { setTimeout as sleep } from 'node:timers/promises';
import { proxiesOf, type ProxySpec, type SocketSpec } from '../../core/dataplane/envoy';
import { stillClosed } from '../../core/topology';
import { atStage, loweringOf, STAGES, type Stage, type Tree } from '../core/rotation/mixed';
import { newAuthority, type Authority } from './authority';
import type { Secrets } from './files';
import { SENDERS, underLoad } from './requests';
import { freeSocket, startEnvoy, stopAll, until, type RunningEnvoy } from './running';
import { httpServer } from './servers';

// The proxies of a topology. Each step of a rotation is deployed to them, one after the other, while requests go through.
jest.setTimeout(300_000);
afterAll(stopAll);

/** Milliseconds in which what a proxy has accepted is answered. */
const DRAINED = 2500;

const written = (authority: string): Tree => ({
  mesh: 'shop',
  region: 'eu-central-1',
  certificates: { api: { kind: 'issued', authority } },
  accounts: { one: { id: '111111111111', network: { cidr: '10.0.0.0/16' } } },
  workloads: {
    web: { account: 'one', listens: { port: 80, protocol: 'http' }, calls: ['api'] },
    api: { account: 'one', listens: { port: 81, protocol: 'http' } },
  },
});

interface Configured {
  readonly proxy: ProxySpec;
  readonly secrets: Secrets;
}

type Authorities = Readonly<Record<string, Authority>>;

/** A proxy as a stage has it, with certificates that are new whenever it is started. */
async function configuredAt(stage: Stage, key: 'web' | 'api', authorities: Authorities): Promise<Configured> {
  const { topology, lowered } = stillClosed(loweringOf(atStage(written, stage)));
  const proxy = proxiesOf(topology, lowered).find((each) => each.key === key);
  if (proxy === undefined) throw new Error(`no proxy "${key}"`);
  const authorityOf = (name: string): Authority => {
    const found = authorities[name];
    if (found === undefined) throw new Error(`no authority "${name}"`);
    return found;
  };
  const certificates = proxy.certificates.map(async ({ name, certificate }) => {
    const { issuer = '', names = [] } = topology.certificates[certificate]?.facts ?? {};
    return [name, await authorityOf(issuer).issue(names)] as const;
  });
  const trusts = proxy.trusts.map(({ name, authorities: keys = [] }) => [
    name,
    keys.map((each) => authorityOf(each).pem).join('\n'),
  ]);
  return {
    proxy: { ...proxy, bind: '127.0.0.1' },
    secrets: {
      certificates: Object.fromEntries(await Promise.all(certificates)),
      trusts: Object.fromEntries(trusts) as Secrets['trusts'],
    },
  };
}

/** A replica of the callee, on the port of the one that it takes the place of. */
const startCallee = ({ proxy, secrets }: Configured, { port }: SocketSpec, application: SocketSpec) =>
  startEnvoy(
    { ...proxy, inbound: proxy.inbound.map((inbound) => ({ ...inbound, port, application })) },
    secrets,
  );

/** A caller whose application asks at `at`. */
const startCaller = ({ proxy, secrets }: Configured, at: SocketSpec, endpoints: readonly SocketSpec[]) =>
  startEnvoy(
    {
      ...proxy,
      inbound: [],
      outbound: proxy.outbound.map((outbound) => ({ ...outbound, local: at })),
      upstreams: proxy.upstreams.map((upstream) => ({ ...upstream, endpoints })),
    },
    secrets,
  );

/** Ends an Envoy that gets nothing new. */
async function retired(envoy: RunningEnvoy): Promise<void> {
  await envoy.post('/drain_listeners?graceful');
  await sleep(DRAINED);
  await envoy.stop();
}

/** A mesh of a caller and two replicas of what it calls. */
async function meshAt(stage: Stage, authorities: Authorities) {
  const application = (await httpServer('api')).socket;
  const ports = [await freeSocket(), await freeSocket()];
  const configured = (at: Stage, key: 'web' | 'api') => configuredAt(at, key, authorities);
  const callees = await Promise.all(
    ports.map(async (port) => startCallee(await configured(stage, 'api'), port, application)),
  );
  let local = await freeSocket();
  let caller = await startCaller(await configured(stage, 'web'), local, ports);
  return {
    /** Where the application of the caller asks now. */
    local: () => local,
    /** The caller is started again beside itself: its application asks the new one from then on. */
    caller: async (to: Stage): Promise<void> => {
      const [before, at] = [caller, await freeSocket()];
      caller = await startCaller(await configured(to, 'web'), at, ports);
      local = at;
      await retired(before);
    },
    /** Every certificate is issued again, while its proxy runs. */
    renewed: async (): Promise<void> => {
      for (const [envoy, key] of [
        [caller, 'web'],
        ...callees.map((each) => [each, 'api'] as const),
      ] as const) {
        const { secrets } = await configured(stage, key);
        const serials = Object.values(secrets.certificates).map(({ serial }) => serial);
        envoy.rotate(secrets);
        await until(async () => {
          const used = await envoy.certificates();
          return serials.every((serial) => used.includes(serial));
        });
      }
    },
    /** A replica is started again beside itself, on the same port, until the old one has ended. */
    callee: async (to: Stage, index: number): Promise<void> => {
      const [before, port] = [callees[index], ports[index]];
      if (before === undefined || port === undefined) throw new Error(`no replica ${index}`);
      callees[index] = await startCallee(await configured(to, 'api'), port, application);
      await retired(before);
    },
  };
}

type Mesh = Awaited<ReturnType<typeof meshAt>>;
type Turn = (mesh: Mesh, to: Stage) => Promise<void>;

const caller: Turn = (mesh, to) => mesh.caller(to);
const first: Turn = (mesh, to) => mesh.callee(to, 0);
const second: Turn = (mesh, to) => mesh.callee(to, 1);
const callees: Turn = async (mesh, to) => {
  await first(mesh, to);
  await second(mesh, to);
};

/** Requests on kept connections, and on a new one for each. */
async function loadsOn(mesh: Mesh, during: () => Promise<void>) {
  let end = (): void => undefined;
  const over = new Promise<void>((done) => {
    end = done;
  });
  return Promise.all([
    underLoad(mesh.local, () => during().finally(end)),
    underLoad(mesh.local, () => over, 'new'),
  ]);
}

test.each<readonly [string, readonly Turn[]]>([
  ['the caller first', [caller, first, second]],
  ['the callees first', [first, second, caller]],
  ['the caller between two replicas', [second, caller, first]],
])('an authority is rotated in three deploys under load, %s: no request fails', async (_, turns) => {
  const authorities = { root: await newAuthority('root'), next: await newAuthority('next') };
  const mesh = await meshAt('before', authorities);
  const loads = await loadsOn(mesh, async () => {
    for (const stage of STAGES.slice(1)) for (const turn of turns) await turn(mesh, stage);
  });
  expect(loads.flatMap(({ failed }) => failed)).toEqual([]);
  for (const { sent } of loads) expect(sent).toBeGreaterThan(100 * SENDERS);
});

test('every certificate is issued again under load, three times: no request fails', async () => {
  const authorities = { root: await newAuthority('root'), next: await newAuthority('next') };
  const mesh = await meshAt('before', authorities);
  const loads = await loadsOn(mesh, async () => {
    for (let time = 0; time < 3; time += 1) {
      await mesh.renewed();
      await sleep(300);
    }
  });
  expect(loads.flatMap(({ failed }) => failed)).toEqual([]);
  for (const { sent } of loads) expect(sent).toBeGreaterThan(SENDERS);
});

test.each<readonly [Stage, Stage, Turn]>([
  ['before', 'issue', caller],
  ['before', 'issue', callees],
  ['trust', 'finish', caller],
])('from %s to %s at once, requests fail', async (before, after, turn) => {
  const authorities = { root: await newAuthority('root'), next: await newAuthority('next') };
  const mesh = await meshAt(before, authorities);
  const [load] = await loadsOn(mesh, () => turn(mesh, after));
  expect(load.failed.length).toBeGreaterThan(0);
});
