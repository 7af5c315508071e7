import { setTimeout as sleep } from 'node:timers/promises';
import type { ProxySpec, RetrySpec, SocketSpec } from '../../core/dataplane/envoy';
import { strict, upstreamOf } from '../core/dataplane/envoy/bootstrap/fixtures';
import { newAuthority, type Authority, type Identity } from './authority';
import type { Secrets } from './files';
import { request, SENDERS, underLoad, type Load } from './requests';
import { freeSocket, startEnvoy, stopAll, until, type RunningEnvoy } from './running';
import { httpServer } from './servers';
import { calledAt, inFrontOf, local, only } from './specs';

afterAll(stopAll);

/** What `defaults: 'api'` carries over of App Mesh: also what may have reached the application is sent again. */
const appMesh: RetrySpec = {
  times: 2,
  on: ['connect-failure', 'refused-stream', 'reset', 'unavailable', 'retriable-status-codes'],
  statusCodes: [503],
};
const safe: RetrySpec = { times: 2, on: ['connect-failure', 'refused-stream'], statusCodes: [] };

const clients = { trust: 'trust', names: ['ui.yelb'] };

/** A replica: requests on the first port, and the bytes of the same application on the second. */
const replica = (application: SocketSpec, [http, tcp]: readonly [SocketSpec, SocketSpec]): ProxySpec =>
  local({
    inbound: [
      inFrontOf(application, http, { tls: strict({ clients }) }),
      inFrontOf(application, tcp, { protocol: 'tcp', tls: strict({ clients }) }),
    ],
  });

const caller = (
  at: { readonly http: SocketSpec; readonly tcp: SocketSpec },
  replicas: readonly (readonly [SocketSpec, SocketSpec])[],
  retry: RetrySpec,
): ProxySpec => {
  const tls = { trust: 'trust', names: ['server.yelb'], certificate: 'identity' };
  const routes = (upstream: string) => [{ name: 'all', targets: only(upstream), retry }];
  return local({
    outbound: [calledAt(at.http, routes('http')), calledAt(at.tcp, routes('tcp'), { protocol: 'tcp' })],
    upstreams: [
      upstreamOf({ name: 'http', endpoints: replicas.map(([http]) => http), tls }),
      upstreamOf({ name: 'tcp', endpoints: replicas.map(([, tcp]) => tcp), tls, protocol: 'tcp' }),
    ],
  });
};

/** A mesh of one caller and some replicas of what it calls, with mutual TLS. */
interface Mesh {
  readonly client: RunningEnvoy;
  readonly servers: readonly RunningEnvoy[];
  /** Ports of HTTP of the servers themselves. */
  readonly doors: readonly SocketSpec[];
  readonly http: SocketSpec;
  /** Here each connection is one of TLS to a server. */
  readonly tcp: SocketSpec;
}

const secretsOf = (identity: Identity, trust: string): Secrets => ({
  certificates: { identity },
  trusts: { trust },
});

async function meshOf(root: Authority, count: number, retry: RetrySpec): Promise<Mesh> {
  const application = (await httpServer('server')).socket;
  const [http, tcp] = [await freeSocket(), await freeSocket()];
  const replicas: (readonly [SocketSpec, SocketSpec])[] = [];
  for (let index = 0; index < count; index += 1) replicas.push([await freeSocket(), await freeSocket()]);
  const servers = await Promise.all(
    replicas.map(async (ports) =>
      startEnvoy(replica(application, ports), secretsOf(await root.issue(['server.yelb']), root.pem)),
    ),
  );
  const client = await startEnvoy(
    caller({ http, tcp }, replicas, retry),
    secretsOf(await root.issue(['ui.yelb']), root.pem),
  );
  return { client, servers, doors: replicas.map(([door]) => door), http, tcp };
}

/** Both kinds of load at once: requests on kept connections, and a handshake for each request. */
async function bothLoads({ http, tcp }: Mesh, during: () => Promise<void>): Promise<readonly Load[]> {
  let end = (): void => undefined;
  const over = new Promise<void>((done) => {
    end = done;
  });
  const [requests, handshakes] = await Promise.all([
    underLoad(http, () => during().finally(end)),
    underLoad(tcp, () => over, 'new'),
  ]);
  return [requests, handshakes];
}

const expectNoFailure = (loads: readonly Load[]): void => {
  expect(loads.flatMap(({ failed }) => failed)).toEqual([]);
  for (const { sent } of loads) expect(sent).toBeGreaterThan(SENDERS);
};

/** Waits until an Envoy uses the certificates with these serial numbers. */
const uses = (envoy: RunningEnvoy, serials: readonly string[]): Promise<void> =>
  until(async () => {
    const found = await envoy.certificates();
    return serials.every((serial) => found.includes(serial));
  });

it('certificates are replaced under load without a failed request', async () => {
  const root = await newAuthority();
  const mesh = await meshOf(root, 1, safe);
  const [server] = mesh.servers;
  if (server === undefined) throw new Error('no server');
  const loads = await bothLoads(mesh, async () => {
    for (let time = 0; time < 3; time += 1) {
      const [ofServer, ofClient] = [await root.issue(['server.yelb']), await root.issue(['ui.yelb'])];
      server.rotate(secretsOf(ofServer, root.pem));
      mesh.client.rotate(secretsOf(ofClient, root.pem));
      await Promise.all([uses(server, [ofServer.serial]), uses(mesh.client, [ofClient.serial])]);
      await sleep(300);
    }
  });
  expectNoFailure(loads);
});

it('an authority is replaced under load without a failed request', async () => {
  const [before, after] = [await newAuthority('before'), await newAuthority('after')];
  const mesh = await meshOf(before, 1, safe);
  const [server] = mesh.servers;
  const [door] = mesh.doors;
  if (server === undefined || door === undefined) throw new Error('no server');
  // Envoy shows the first certificate of a trust alone.
  const both = `${after.pem}\n${before.pem}`;
  const change = async (issuer: Authority, trust: string): Promise<void> => {
    const [ofServer, ofClient] = [await issuer.issue(['server.yelb']), await issuer.issue(['ui.yelb'])];
    server.rotate(secretsOf(ofServer, trust));
    mesh.client.rotate(secretsOf(ofClient, trust));
    await uses(server, [ofServer.serial, after.serial]);
    await uses(mesh.client, [ofClient.serial, after.serial]);
    await sleep(300);
  };
  const loads = await bothLoads(mesh, async () => {
    await change(before, both);
    await change(after, both);
    await change(after, after.pem);
  });
  expectNoFailure(loads);
  const old = await before.issue(['ui.yelb']);
  await until(() =>
    request(door, { tls: { shows: old } }).then(
      () => false,
      () => true,
    ),
  );
  expect((await request(door, { tls: { shows: await after.issue(['ui.yelb']) } })).status).toBe(200);
});

it.each([
  ['as App Mesh tried again, no request fails', appMesh, 0],
  ['as nothing is sent twice, only what was in flight fails', safe, SENDERS],
])('when one of two replicas is killed under load: %s', async (_, retry, most) => {
  const mesh = await meshOf(await newAuthority(), 2, retry);
  const load = await underLoad(mesh.http, async () => {
    await sleep(500);
    await mesh.servers[0]?.kill();
    await sleep(1500);
  });
  expect(load.sent).toBeGreaterThan(10 * SENDERS);
  expect(load.failed.length).toBeLessThanOrEqual(most);
});

it('a replica is drained under load without a failed request', async () => {
  const mesh = await meshOf(await newAuthority(), 2, safe);
  const [leaving] = mesh.servers;
  const [door] = mesh.doors;
  if (leaving === undefined || door === undefined) throw new Error('no server');
  const accepts = (): Promise<boolean> =>
    request(door, { tls: {} }).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code !== 'ECONNREFUSED',
    );
  const load = await underLoad(mesh.http, async () => {
    await sleep(500);
    await leaving.post('/drain_listeners?graceful');
    await until(async () => !(await accepts()));
    await sleep(500);
    await leaving.stop();
    await sleep(500);
  });
  expect(load.failed).toEqual([]);
  expect(load.sent).toBeGreaterThan(10 * SENDERS);
});
