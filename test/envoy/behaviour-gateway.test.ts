import { connect } from 'node:net';
import type { GatewayRouteSpec, OutboundSpec, ProxySpec } from '../../core/dataplane/envoy';
import { anything, gatewayRouteOf, inboundOf } from '../core/dataplane/envoy/bootstrap/fixtures';
import { request, type Asked } from './requests';
import { freeSocket, startEnvoy, stopAll } from './running';
import { httpServer, type Seen } from './servers';
import { local, only, plainTo } from './specs';

afterAll(stopAll);

const socket = { address: '127.0.0.1', port: 0 };
const host = (name: string): Asked => ({ headers: { host: name } });
const seen = async (asked: Asked): Promise<Seen> => JSON.parse((await request(socket, asked)).body) as Seen;

const route = (name: string, more: Partial<GatewayRouteSpec>): GatewayRouteSpec =>
  gatewayRouteOf({ name, outbound: 'shop_80', host: 'shop.internal', ...more });
const prefix = (path: string): GatewayRouteSpec['match'] => ({ ...anything, prefix: path });

/** In this order. */
const routes: readonly GatewayRouteSpec[] = [
  route('exact', {
    match: { ...prefix('/'), hostname: { kind: 'exact', value: 'shop.example' } },
    outbound: 'exact_80',
    host: 'exact.internal',
  }),
  route('suffix', {
    match: { ...prefix('/'), hostname: { kind: 'suffix', value: '.example' } },
    outbound: 'suffix_80',
    host: 'suffix.internal',
    rewrite: { hostname: 'DISABLED' },
  }),
  route('kept', {
    match: prefix('/kept'),
    rewrite: { prefix: { kind: 'default', value: 'DISABLED' } },
  }),
  route('other', { match: prefix('/old/'), rewrite: { prefix: { kind: 'value', value: '/new/' } } }),
  route('path', {
    match: { ...anything, path: { kind: 'exact', value: '/path' } },
    rewrite: { path: '/whole' },
  }),
  route('shop', { match: prefix('/shop') }),
];

const called = (service: string, more: OutboundSpec['routes'] = []): OutboundSpec => ({
  name: `${service}_80`,
  service,
  host: `${service}.internal`,
  port: 80,
  protocol: 'http',
  routes: [...more, { name: 'all', targets: only(service) }],
});

beforeAll(async () => {
  Object.assign(socket, await freeSocket());
  const names = ['exact', 'suffix', 'shop', 'cart'];
  const servers = await Promise.all(names.map((name) => httpServer(name)));
  const { application: _application, ...port } = inboundOf({
    name: `${socket.port}`,
    listener: socket.port,
    port: socket.port,
    tls: { kind: 'none' },
  });
  const gate: ProxySpec = local({
    id: 'gateway/gate',
    kind: 'gateway',
    key: 'gate',
    inbound: [{ ...port, routes }],
    outbound: [
      called('exact'),
      called('suffix'),
      // The service's own route is for the path that it sees.
      called('shop', [{ name: 'cart', match: prefix('/cart'), targets: only('cart') }]),
    ],
    upstreams: servers.map((server, index) => plainTo(names[index] ?? '', [server.socket])),
  });
  await startEnvoy(gate);
});

it.each([
  ['shop.example', 'exact', 'exact.internal'],
  ['SHOP.example:8443', 'exact', 'exact.internal'],
  ['www.example', 'suffix', 'www.example'],
  ['www.example:8443', 'suffix', 'www.example:8443'],
])('a request for %s comes to %s, which sees the host %s', async (name, by, itsHost) => {
  expect(await seen(host(name))).toMatchObject({ by, path: '/', headers: { host: itsHost } });
});

it.each([
  ['/shop', 'shop', '/'],
  ['/shop/', 'shop', '/'],
  ['/shop/list?a=b', 'shop', '/list?a=b'],
  ['/shop/cart/1', 'cart', '/cart/1'],
  ['/kept/1', 'shop', '/kept/1'],
  ['/old/1?a=b', 'shop', '/new/1?a=b'],
  ['/path?a=b', 'shop', '/whole?a=b'],
])('a request for the path %s comes to %s as %s', async (path, by, itsPath) => {
  expect(await seen({ path })).toMatchObject({ by, path: itsPath, headers: { host: 'shop.internal' } });
});

it('no route is for anything else', async () => {
  expect((await request(socket, { path: '/other' })).status).toBe(404);
});

it('a caller can name neither a service nor itself', async () => {
  const headers = {
    'x-app-mesh-virtual-service': 'exact.internal',
    'x-forwarded-client-cert': 'URI=spiffe://yelb/admin',
    'x-envoy-internal': 'true',
  };
  const { by, headers: arrived } = await seen({ path: '/shop', headers });
  expect(by).toBe('shop');
  expect(arrived).not.toHaveProperty('x-forwarded-client-cert');
  expect(arrived).not.toHaveProperty('x-envoy-internal');
});

it('a service sees what the gateway wrote, and nothing that a caller wrote as if it were an Envoy', async () => {
  const headers = {
    'x-envoy-original-path': '/forged',
    'x-envoy-original-host': 'forged',
    'x-envoy-external-address': '192.0.2.1',
    'x-envoy-decorator-operation': 'forged',
    'x-envoy-peer-metadata': 'forged',
  };
  const { headers: arrived } = await seen({ path: '/shop/list', headers });
  expect(arrived).toMatchObject({ 'x-envoy-original-path': '/shop/list' });
  expect(Object.keys(arrived)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^x-envoy-(external|decorator|peer)/)]),
  );
  expect(Object.values(arrived)).not.toContain('forged');
});

it('a WebSocket goes through', async () => {
  const text = await new Promise<string>((done, fail) => {
    const client = connect(socket.port, socket.address);
    let received = '';
    client.once('error', fail);
    client.on('data', (bytes: Buffer) => {
      const before = received;
      received += bytes.toString('latin1');
      if (before === '' && received.startsWith('HTTP/1.1 101')) client.write('frame');
      if (received.endsWith('frame')) {
        client.destroy();
        done(received);
      }
    });
    client.write('GET /shop HTTP/1.1\r\nHost: any\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  });
  expect(text).toContain('101');
});
