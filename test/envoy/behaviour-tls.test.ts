import { connect, type TLSSocket } from 'node:tls';
import type { InboundSpec, SocketSpec } from '../../core/dataplane/envoy';
import { strict, upstreamOf } from '../core/dataplane/envoy/bootstrap/fixtures';
import { newAuthority, type Authority, type Identity } from './authority';
import { request, type Asked } from './requests';
import { freeSocket, startEnvoy, stopAll, type RunningEnvoy } from './running';
import { firstBytes, greetingServer, httpServer, type Seen } from './servers';
import { calledAt, inFrontOf, local, only } from './specs';

let root: Authority;
let ui: Identity;
let server: Identity;
let ports: Readonly<Record<'strict' | 'permissive' | 'tcp' | 'open', SocketSpec>>;
let envoy: RunningEnvoy;

const clients = { trust: 'trust', names: ['spiffe://yelb/ui', 'ui.yelb'] };
const open: InboundSpec['tls'] = { kind: 'mesh', mode: 'STRICT', certificate: 'identity' };

beforeAll(async () => {
  root = await newAuthority();
  [ui, server] = await Promise.all([
    root.issue(['ui.yelb', 'spiffe://yelb/ui']),
    root.issue(['server.yelb']),
  ]);
  const [strictly, permissive, tcp, openly] = await Promise.all([1, 2, 3, 4].map(freeSocket));
  if (strictly === undefined || permissive === undefined || tcp === undefined || openly === undefined)
    throw new Error('no ports');
  ports = { strict: strictly, permissive, tcp, open: openly };
  const application = (await httpServer('server')).socket;
  const inbound = [
    inFrontOf(application, ports.strict, { tls: strict({ clients }) }),
    inFrontOf(application, ports.permissive, { tls: strict({ mode: 'PERMISSIVE', clients }) }),
    inFrontOf(await greetingServer('hello'), ports.tcp, {
      protocol: 'tcp',
      tls: strict({ mode: 'PERMISSIVE', clients }),
    }),
    inFrontOf(application, ports.open, { tls: open }),
  ];
  envoy = await startEnvoy(local({ inbound }), {
    certificates: { identity: server },
    trusts: { trust: root.pem },
  });
});

afterAll(stopAll);

/** The status of an answer, or that there was none. */
const outcome = (to: SocketSpec, asked: Asked = {}): Promise<number | 'refused'> =>
  request(to, asked).then(
    ({ status }) => status,
    () => 'refused' as const,
  );

describe('STRICT with names of clients', () => {
  it('accepts a client with one of them', async () => {
    expect(await outcome(ports.strict, { tls: { shows: ui } })).toBe(200);
  });

  it.each<readonly [what: string, asked: () => Promise<Asked>, counter: string]>([
    ['plaintext', () => Promise.resolve({}), 'connection_error'],
    ['a client without a certificate', () => Promise.resolve({ tls: {} }), 'fail_verify_no_cert'],
    [
      'the certificate of another workload',
      async () => ({ tls: { shows: await root.issue(['db.yelb']) } }),
      'fail_verify_san',
    ],
    [
      'one of another authority with the right name',
      async () => ({ tls: { shows: await (await newAuthority('other')).issue(['ui.yelb']) } }),
      'fail_verify_error',
    ],
    [
      'an expired one',
      async () => ({ tls: { shows: await root.issue(['ui.yelb'], -7_200_000, -3_600_000) } }),
      'fail_verify_error',
    ],
  ])('refuses %s', async (_, asked, counter) => {
    const name = `listener.inbound/${ports.strict.port}.ssl.${counter}`;
    const before = (await envoy.stats(counter))[name] ?? 0;
    expect(await outcome(ports.strict, await asked())).toBe('refused');
    expect((await envoy.stats(counter))[name]).toBe(before + 1);
  });

  it('checks the certificate of each connection: none is resumed', async () => {
    const shown = { cert: ui.chain, key: ui.key, rejectUnauthorized: false, host: '127.0.0.1' };
    const reused: boolean[] = [];
    let session: Buffer | undefined;
    for (let connected = 0; connected < 2; connected += 1) {
      const socket: TLSSocket = connect({ ...shown, port: ports.strict.port, ...(session && { session }) });
      socket.on('session', (ticket: Buffer) => {
        session = ticket;
      });
      socket.once('secureConnect', () => reused.push(socket.isSessionReused()));
      socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
      socket.resume();
      await new Promise((done) => socket.once('close', done));
    }
    expect(reused).toEqual([false, false]);
  });
});

describe('what the application sees of its caller', () => {
  const forged = { headers: { 'x-forwarded-client-cert': 'URI=spiffe://yelb/admin' } };
  const callerIn = async (to: SocketSpec, asked: Asked): Promise<string | undefined> =>
    (JSON.parse((await request(to, { ...asked, ...forged })).body) as Seen).headers[
      'x-forwarded-client-cert'
    ];

  it('are the names of the certificate that was shown', async () => {
    const caller = await callerIn(ports.strict, { tls: { shows: ui } });
    expect(caller).toContain('URI=spiffe://yelb/ui');
    expect(caller).toContain('DNS=ui.yelb');
    expect(caller).not.toContain('admin');
  });

  it('is nothing where none was checked', async () => {
    expect(await callerIn(ports.permissive, {})).toBeUndefined();
    expect(await callerIn(ports.open, { tls: { shows: ui } })).toBeUndefined();
  });
});

describe('PERMISSIVE', () => {
  it('takes plaintext and TLS, and still checks a certificate', async () => {
    expect(await outcome(ports.permissive)).toBe(200);
    expect(await outcome(ports.permissive, { tls: { shows: ui } })).toBe(200);
    expect(await outcome(ports.permissive, { tls: {} })).toBe('refused');
  });

  it('takes both of a protocol in which the server speaks first', async () => {
    expect(await firstBytes(ports.tcp)).toBe('hello');
    const socket = connect({
      host: '127.0.0.1',
      port: ports.tcp.port,
      rejectUnauthorized: false,
      cert: ui.chain,
      key: ui.key,
    });
    const greeting = await new Promise((done, fail) => {
      socket.once('data', (bytes: Buffer) => done(bytes.toString()));
      socket.once('error', fail);
    });
    socket.destroy();
    expect(greeting).toBe('hello');
  });
});

describe('a caller', () => {
  it.each([
    ['a server with the name', { trust: 'trust', names: ['server.yelb'] }, 200, undefined],
    ['no server with another', { trust: 'trust', names: ['other.yelb'] }, 503, 'fail_verify_san'],
    ['no server of another authority', { trust: 'foreign', names: [] }, 503, 'fail_verify_error'],
    ['any server where none is verified', { names: [] }, 200, undefined],
  ])('accepts %s', async (_, tls, status, counter) => {
    const socket = await freeSocket();
    const caller = await startEnvoy(
      local({
        outbound: [calledAt(socket, [{ name: 'all', targets: only('server') }])],
        upstreams: [
          upstreamOf({
            name: 'server',
            endpoints: [ports.strict],
            tls: { ...tls, certificate: 'identity', serverName: 'server.yelb' },
          }),
        ],
        trusts: ['trust', 'foreign'].map((name) => ({ name, source: { kind: 'file', bundle: '' } })),
      }),
      {
        certificates: { identity: ui },
        trusts: { trust: root.pem, foreign: (await newAuthority('foreign')).pem },
      },
    );
    expect(await outcome(socket)).toBe(status);
    const failures = Object.entries(await caller.stats('cluster.server.ssl.fail_'))
      .filter(([, value]) => value > 0)
      .map(([name]) => name);
    expect(failures).toEqual(counter === undefined ? [] : [`cluster.server.ssl.${counter}`]);
  });
});
