import { request } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import type { Socket } from 'node:net';
import type { SocketSpec } from '../../../core/dataplane/envoy';
import type { Protocol } from '../../../core/topology';
import { connected, type CallerTls } from './connect';
import type { Echo } from './echo';
import { framed, unframed } from './frame';

/** One request of the lab. */
export interface CallOptions {
  readonly to: SocketSpec;
  readonly protocol: Protocol;
  /** Text that is sent in the body, so that it can be looked for among the bytes of a connection. */
  readonly marker: string;
  readonly tls?: CallerTls;
  readonly host?: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** @default 3000 */
  readonly timeoutMs?: number;
}

/** What came back: of HTTP always a status, of which 0 stands for no answer. */
export interface Reply {
  readonly status: number;
  /** Present where an application of the lab answered. */
  readonly echo?: Echo;
  /** Why there is no answer. */
  readonly failure?: string;
}

const PATIENCE = 3000;

/** Sends a request and waits for the answer. A connection of its own, which is closed afterwards. */
export async function call(options: CallOptions): Promise<Reply> {
  const { to, protocol, tls, timeoutMs = PATIENCE } = options;
  let socket: Socket | undefined;
  try {
    socket = await connected(to, protocol, tls, timeoutMs);
    return await SENDERS[protocol](socket, options, timeoutMs);
  } catch (error) {
    return { status: 0, failure: error instanceof Error ? error.message : String(error) };
  } finally {
    socket?.destroy();
  }
}

type Sender = (socket: Socket, options: CallOptions, timeoutMs: number) => Promise<Reply>;

const overHttp: Sender = (
  socket,
  { host = 'lab', path = '/', method = 'POST', headers, marker },
  timeoutMs,
) =>
  new Promise((done, fail) => {
    const sent = request(
      {
        createConnection: () => socket,
        path,
        method,
        headers: { ...headers, host, 'content-length': method === 'GET' ? 0 : marker.length },
        timeout: timeoutMs,
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('error', fail);
        response.on('end', () => done(replyOf(response.statusCode ?? 0, text)));
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
    sent.on('error', fail);
    sent.end(method === 'GET' ? undefined : marker);
  });

const overHttp2: Sender = (
  socket,
  { protocol, host = 'lab', path, method = 'POST', headers, marker },
  timeoutMs,
) =>
  new Promise((done, fail) => {
    const isGrpc = protocol === 'grpc';
    const session = connectHttp2('http://lab', { createConnection: () => socket });
    const body = Buffer.from(marker);
    const stop = (error: Error): void => {
      session.destroy();
      fail(error);
    };
    session.on('error', stop);
    session.on('close', () => fail(new Error('closed')));
    const stream = session.request({
      ...headers,
      ':method': method,
      ':path': path ?? (isGrpc ? '/lab.Lab/Call' : '/'),
      ':authority': host,
      ...(isGrpc && { 'content-type': 'application/grpc', te: 'trailers' }),
    });
    let status = 0;
    const parts: Buffer[] = [];
    stream.setTimeout(timeoutMs, () => stop(new Error('no answer in time')));
    stream.on('response', (answered) => (status = Number(answered[':status'])));
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('error', stop);
    stream.on('end', () => {
      const bytes = Buffer.concat(parts);
      done(replyOf(status, (isGrpc ? unframed(bytes) : bytes).toString()));
      session.destroy();
    });
    stream.end(isGrpc ? framed(body) : body);
  });

const overTcp: Sender = (socket, { marker }, timeoutMs) =>
  new Promise((done, fail) => {
    let text = '';
    socket.setTimeout(timeoutMs, () => fail(new Error('no answer in time')));
    socket.on('data', (part: Buffer) => {
      text += part.toString();
      if (text.includes('\n')) done(replyOf(0, text));
    });
    socket.once('error', fail);
    socket.once('close', () => fail(new Error('closed')));
    socket.write(`${marker}\n`);
  });

const SENDERS: Readonly<Record<Protocol, Sender>> = {
  http: overHttp,
  http2: overHttp2,
  grpc: overHttp2,
  tcp: overTcp,
};

function replyOf(status: number, text: string): Reply {
  try {
    const echo = JSON.parse(text) as Partial<Echo>;
    return typeof echo.party === 'string' && echo.headers !== undefined
      ? { status, echo: echo as Echo }
      : { status };
  } catch {
    return { status, failure: text.trim() || 'an empty answer' };
  }
}
