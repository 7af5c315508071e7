import { createServer as createHttp, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import {
  createServer as createHttp2,
  createSecureServer as createHttp2Tls,
  type ServerHttp2Stream,
} from 'node:http2';
import { createServer as createHttps } from 'node:https';
import { createServer as createTcp, type Server, type Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';
import type { SocketSpec } from '../../../core/dataplane/envoy';
import type { Protocol } from '../../../core/topology';
import { framed, unframed } from './frame';

/** What an application of the lab answers: who it is, and what it got. */
export interface Echo {
  /** Party id. */
  readonly party: string;
  /** The listener's port in the topology. */
  readonly listener: number;
  readonly marker: string;
  /** Of the request; none of TCP. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A server that is listening. */
export interface Listening {
  close(): Promise<void>;
}

/** Who answers, and how. */
export interface EchoOptions {
  readonly party: string;
  readonly listener: number;
  readonly protocol: Protocol;
  /** Present: it terminates TLS. */
  readonly tls?: { readonly chain: string; readonly key: string };
}

/** Answer of a health check of gRPC: `SERVING` (grpc.health.v1.HealthCheckResponse). */
const SERVING = Buffer.from([0x08, 0x01]);

/** Starts an application that answers every request with what it got. */
export async function startEcho({ address, port }: SocketSpec, options: EchoOptions): Promise<Listening> {
  const server = serverOf(options);
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => undefined).once('close', () => open.delete(socket));
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail).listen({ host: address, port }, done);
  });
  return {
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of open) socket.destroy();
      }),
  };
}

function serverOf(options: EchoOptions): Server {
  const { protocol, tls } = options;
  const secrets = tls && { cert: tls.chain, key: tls.key };
  switch (protocol) {
    case 'http': {
      const answer = httpAnswer(options);
      return secrets ? createHttps(secrets, answer) : createHttp(answer);
    }
    case 'http2':
    case 'grpc': {
      const server = secrets ? createHttp2Tls(secrets) : createHttp2();
      server.on('session', (session) => session.on('error', () => undefined));
      server.on('stream', (stream, headers) => http2Answer(options, stream, headers));
      return server;
    }
    case 'tcp': {
      const answer = tcpAnswer(options);
      return secrets ? createTls(secrets, answer) : createTcp(answer);
    }
  }
}

const echoOf = (
  { party, listener }: EchoOptions,
  marker: string,
  headers: IncomingHttpHeaders = {},
): Buffer => {
  const echo: Echo = {
    party,
    listener,
    marker,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
  };
  return Buffer.from(JSON.stringify(echo));
};

const httpAnswer =
  (options: EchoOptions): RequestListener =>
  (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(echoOf(options, Buffer.concat(parts).toString(), request.headers));
    });
  };

function http2Answer(options: EchoOptions, stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
  const isGrpc = options.protocol === 'grpc';
  const isHealthCheck = headers[':path'] === '/grpc.health.v1.Health/Check';
  const parts: Buffer[] = [];
  stream.on('error', () => undefined);
  stream.on('data', (part: Buffer) => parts.push(part));
  stream.on('end', () => {
    if (stream.destroyed) return;
    const body = Buffer.concat(parts);
    const answer = isHealthCheck
      ? SERVING
      : echoOf(options, (isGrpc ? unframed(body) : body).toString(), headers);
    stream.respond(
      { ':status': 200, 'content-type': isGrpc ? 'application/grpc' : 'application/json' },
      { waitForTrailers: isGrpc },
    );
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.end(isGrpc ? framed(answer) : answer);
  });
}

/** A line is answered by a line. */
const tcpAnswer =
  (options: EchoOptions) =>
  (socket: Socket): void => {
    let text = '';
    socket.on('error', () => undefined);
    socket.on('data', (part: Buffer) => {
      text += part.toString();
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n')) {
        socket.write(Buffer.concat([echoOf(options, text.slice(0, end)), Buffer.from('\n')]));
        text = text.slice(end + 1);
      }
    });
  };
