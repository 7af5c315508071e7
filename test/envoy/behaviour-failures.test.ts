import { setTimeout as sleep } from 'node:timers/promises';
import type { OutboundSpec, RetrySpec } from '../../core/dataplane/envoy';
import { request } from './requests';
import { freeSocket, startEnvoy, stopAll, until } from './running';
import { firstBytes, greetingServer, httpServer } from './servers';
import { calledAt, inFrontOf, local, only, plainTo } from './specs';

afterAll(stopAll);

/** What `defaults: 'api'` carries over of App Mesh. */
const appMesh: RetrySpec = {
  times: 2,
  on: ['connect-failure', 'refused-stream', 'reset', 'unavailable', 'retriable-status-codes'],
  statusCodes: [503],
};
/** What may not have reached the application. */
const safe: RetrySpec = { times: 2, on: ['connect-failure', 'refused-stream'], statusCodes: [] };

const route = (
  upstream: string,
  more: Partial<OutboundSpec['routes'][number]> = {},
): OutboundSpec['routes'] => [{ name: 'all', targets: only(upstream), ...more }];

describe('a retry', () => {
  it.each([
    ['of status codes hides two failures', appMesh, 2, 200, 3],
    ['of status codes gives up after its attempts', appMesh, 3, 503, 3],
    ['of connections sends nothing twice', safe, 2, 503, 1],
    ['that is not there does not happen', undefined, 1, 503, 1],
  ])('%s', async (_, retry, failures, status, requests) => {
    const server = await httpServer('server', (before) => (before < failures ? 503 : 200));
    const socket = await freeSocket();
    const routes = route('server', retry === undefined ? {} : { retry });
    await startEnvoy(
      local({ outbound: [calledAt(socket, routes)], upstreams: [plainTo('server', [server.socket])] }),
    );
    expect((await request(socket, { method: 'POST' })).status).toBe(status);
    expect(server.requests()).toBe(requests);
  });

  it('goes to another endpoint where one does not listen', async () => {
    const [server, dead, socket] = [await httpServer('server'), await freeSocket(), await freeSocket()];
    const upstreams = [plainTo('server', [dead, server.socket])];
    const outbound = [calledAt(socket, route('server', { retry: safe }))];
    const envoy = await startEnvoy(local({ outbound, upstreams }));
    for (let sent = 0; sent < 50; sent += 1) expect((await request(socket)).status).toBe(200);
    const stats = await envoy.stats('cluster.server.upstream_rq_retry');
    expect(stats['cluster.server.upstream_rq_retry']).toBeGreaterThan(0);
  });

  it('of TCP connects to another endpoint', async () => {
    const [server, dead, socket] = [await greetingServer('hello'), await freeSocket(), await freeSocket()];
    const upstreams = [plainTo('server', [dead, server], { protocol: 'tcp' })];
    const outbound = [calledAt(socket, route('server', { retry: safe }), { protocol: 'tcp' })];
    await startEnvoy(local({ outbound, upstreams }));
    for (let connected = 0; connected < 10; connected += 1) expect(await firstBytes(socket)).toBe('hello');
  });
});

describe('a timeout', () => {
  it('of a request is answered with 504, and each attempt can have its own', async () => {
    const server = await httpServer('server', (before) => (before < 2 ? 'never' : 200));
    const [whole, each] = [await freeSocket(), await freeSocket()];
    const perTry: RetrySpec = { ...appMesh, perTry: { value: 300, unit: 'ms' } };
    await startEnvoy(
      local({
        outbound: [
          calledAt(whole, route('server', { timeout: { perRequest: { value: 300, unit: 'ms' } } })),
          calledAt(each, route('server', { retry: perTry })),
        ],
        upstreams: [plainTo('server', [server.socket])],
      }),
    );
    expect((await request(whole)).status).toBe(504);
    expect((await request(each)).status).toBe(200);
    expect(server.requests()).toBe(3);
  });

  it('is not changed by what a caller asks of Envoy', async () => {
    const server = await httpServer('server', (before) => (before === 0 ? 503 : 200));
    const slow = await httpServer('slow', () => 'never');
    const [socket, timed] = [await freeSocket(), await freeSocket()];
    const outbound = [
      calledAt(socket, route('server')),
      calledAt(timed, route('slow', { timeout: { perRequest: { value: 300, unit: 'ms' } } })),
    ];
    const upstreams = [plainTo('server', [server.socket]), plainTo('slow', [slow.socket])];
    await startEnvoy(local({ outbound, upstreams }));
    const headers = {
      'x-forwarded-for': '10.0.0.1',
      'x-envoy-internal': 'true',
      'x-envoy-retry-on': '5xx',
      'x-envoy-max-retries': '5',
      'x-envoy-upstream-rq-timeout-ms': '60000',
    };
    expect((await request(socket, { headers })).status).toBe(503);
    expect(server.requests()).toBe(1);
    expect((await request(timed, { headers })).status).toBe(504);
  });
});

it('an endpoint is ejected after its errors in a row', async () => {
  const [bad, good] = [await httpServer('bad', () => 500), await httpServer('good')];
  const socket = await freeSocket();
  const outlierDetection = {
    maxServerErrors: 5,
    maxEjectionPercent: 50,
    interval: { value: 1, unit: 's' },
    baseEjectionDuration: { value: 300, unit: 's' },
  } as const;
  const upstreams = [plainTo('server', [bad.socket, good.socket], { outlierDetection })];
  await startEnvoy(local({ outbound: [calledAt(socket, route('server'))], upstreams }));
  for (let sent = 0; sent < 100; sent += 1) await request(socket);
  expect([bad.requests(), good.requests()]).toEqual([5, 95]);
});

it('a health check keeps requests from an endpoint that does not answer it', async () => {
  const [sick, well] = [
    await httpServer('sick', (_, { url }) => (url === '/health' ? 500 : 200)),
    await httpServer('well'),
  ];
  const socket = await freeSocket();
  const healthCheck = {
    protocol: 'http',
    path: '/health',
    port: 80,
    healthyThreshold: 2,
    unhealthyThreshold: 2,
    intervalMillis: 5000,
    timeoutMillis: 2000,
  } as const;
  const upstreams = [plainTo('server', [sick.socket, well.socket], { healthCheck })];
  await startEnvoy(local({ outbound: [calledAt(socket, route('server'))], upstreams }));
  const before = sick.requests();
  for (let sent = 0; sent < 20; sent += 1) expect((await request(socket)).body).toContain('"by":"well"');
  expect(before).toBeGreaterThan(0);
});

it('the pool of a listener limits what gets to its application', async () => {
  const server = await httpServer('server', (before) => (before === 0 ? 'never' : 200));
  const socket = await freeSocket();
  const connectionPool = { maxConnections: 1, maxPendingRequests: 1 };
  const timeout = { perRequest: { value: 3, unit: 's' } } as const;
  const inbound = [inFrontOf(server.socket, socket, { connectionPool, timeout })];
  const envoy = await startEnvoy(local({ inbound }));
  const waits = async (what: string): Promise<boolean> =>
    (await envoy.stats(what))[`cluster.inbound/${socket.port}.${what}`] === 1;
  const first = request(socket);
  await until(() => waits('upstream_rq_active'));
  // The second has the same timeout: it starts later, so that it has time left when the first one's ends.
  await sleep(1000);
  const second = request(socket);
  await until(() => waits('upstream_rq_pending_active'));
  expect((await request(socket)).status).toBe(503);
  expect(server.requests()).toBe(1);
  expect((await first).status).toBe(504);
  expect((await second).status).toBe(200);
});
