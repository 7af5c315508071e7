import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect as connectHttp2, createServer as createHttp2, type OutgoingHttpHeaders } from 'node:http2';
import { connect, createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net';
import type { SocketSpec } from '../../core/dataplane/envoy';
import { endsLater } from './running';

/** What a server of a test saw of a request. */
export interface Seen {
  readonly by: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** An answer of the server, by the number of requests that came before. @default 200 */
type StatusOf = (before: number, request: IncomingMessage) => number | 'never';

/** A server of HTTP/1 that answers with what it saw. */
export async function httpServer(by: string, statusOf: StatusOf = () => 200): Promise<EchoServer> {
  let requests = 0;
  const server = createHttp({ keepAliveTimeout: 60_000 }, (incoming, response) => {
    const status = statusOf(requests, incoming);
    requests += 1;
    if (status !== 'never') answer(by, status, incoming, response);
  });
  // A connection that was upgraded echoes bytes.
  server.on('upgrade', (_, socket: Socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    socket.pipe(socket);
  });
  return { socket: await listening(server), requests: () => requests };
}

export interface EchoServer {
  readonly socket: SocketSpec;
  /** How many requests it got. */
  readonly requests: () => number;
}

function answer(by: string, status: number, incoming: IncomingMessage, response: ServerResponse): void {
  const { method = '', url: path = '', headers } = incoming;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ by, method, path, headers }));
}

/** A server of gRPC whose methods all return an empty message, and say who answered. */
export async function grpcServer(by: string): Promise<SocketSpec> {
  const server = createHttp2();
  server.on('stream', (stream) => {
    // A caller that is killed resets it.
    stream.on('error', () => stream.destroy());
    stream.respond({ ':status': 200, 'content-type': 'application/grpc', by }, { waitForTrailers: true });
    stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.end(Buffer.alloc(5));
  });
  return listening(server);
}

/** A call of gRPC: who answered. */
export function grpcCall(to: SocketSpec, path: string, metadata: OutgoingHttpHeaders = {}): Promise<string> {
  return new Promise((done, fail) => {
    const session = connectHttp2(`http://${to.address}:${to.port}`);
    session.once('error', fail);
    const stream = session.request({
      ...metadata,
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    let by = '';
    stream.once('error', fail);
    stream.once('response', (headers) => {
      by = String(headers['by']);
    });
    stream.once('trailers', ({ 'grpc-status': status }) => {
      if (status !== '0') by = `grpc-status ${String(status)}`;
    });
    stream.resume();
    stream.once('end', () => {
      session.close();
      done(by);
    });
    stream.end(Buffer.alloc(5));
  });
}

/** A server of TCP that speaks first, and then echoes. */
export const greetingServer = (greeting: string): Promise<SocketSpec> =>
  listening(
    createTcp((socket) => {
      socket.on('error', () => socket.destroy());
      socket.write(greeting);
      socket.pipe(socket);
    }),
  );

/** The first bytes that come from an address after it was sent some, or none before the connection closed. */
export function firstBytes(to: SocketSpec, sent = ''): Promise<string> {
  return new Promise((done) => {
    const socket = connect(to.port, to.address);
    const end = (text: string): void => {
      socket.destroy();
      done(text);
    };
    socket.once('data', (bytes: Buffer) => end(bytes.toString('latin1')));
    socket.once('error', () => end(''));
    socket.once('close', () => end(''));
    if (sent !== '') socket.write(sent);
  });
}

/** Listens on a free port of loopback until the end of the test file. */
async function listening(server: Server | ReturnType<typeof createHttp2>): Promise<SocketSpec> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  endsLater(
    () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  );
  return { address: '127.0.0.1', port: (server.address() as AddressInfo).port };
}
