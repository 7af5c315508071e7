import { createServer as createHttp, type IncomingHttpHeaders } from 'node:http';
import { createServer as createHttp2 } from 'node:http2';
import type { Socket } from 'node:net';
import type { SocketSpec } from '../../../core/dataplane/envoy';
import type { Listening } from '../../envoy/net/echo';
import { openConnections } from '../../envoy/net/joined';
import { listening } from '../../envoy/net/wire';
import { callerNames, type ApplicationAnswer, type CallOutcome } from './answer';
import type { CallTarget } from './calls';
import { DEPTH, SPEAK } from './speak';

/** What a stand-in for an application is told. */
export interface StandInOptions {
  /** Name of its service. */
  readonly name: string;
  readonly listens: readonly SocketSpec[];
  readonly calls: readonly CallTarget[];
  /** The address that it connects from. */
  readonly from: string;
  /** Where a name of AWS is on this machine; undefined: it does not resolve. */
  readonly addressOf: (host: string) => Promise<string | undefined>;
}

/** Applications may call each other in a circle. */
const DEEPEST = 6;

/**
 * Starts a stand-in for an application: on each of its ports it answers HTTP/1.1, HTTP/2 and lines of text, with who called
 * it and what everything that it calls answers.
 */
export async function startStandIn(options: StandInOptions): Promise<Listening> {
  const { keep, drop } = openConnections();
  const answerTo = async (headers: IncomingHttpHeaders): Promise<string> => {
    const depth = Number(headers[DEPTH] ?? 0);
    const isCheck = (headers['user-agent'] ?? '').startsWith('ELB-HealthChecker');
    const calls = isCheck || depth >= DEEPEST ? [] : await callAll(options, depth);
    const caller = callerNames(String(headers['x-forwarded-client-cert'] ?? ''));
    const answer: ApplicationAnswer = { application: options.name, caller, calls };
    return `${JSON.stringify(answer)}\n`;
  };
  const http = createHttp((request, response) => {
    void answerTo(request.headers).then((text) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(text),
    );
  });
  const http2 = createHttp2();
  http2.on('session', (session) => session.on('error', () => undefined));
  http2.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    const answer = async (): Promise<void> => {
      const text = await answerTo(headers);
      if (stream.destroyed) return;
      stream.respond({ ':status': 200, 'content-type': 'application/json' });
      stream.end(text);
    };
    void answer();
  });
  const byFirstBytes = (socket: Socket, first: Buffer): void => {
    const start = first.toString('latin1');
    if (!/^[A-Z]+ [/*]/.test(start)) {
      void answerTo({}).then((text) => socket.end(text));
      return;
    }
    socket.pause();
    socket.unshift(first);
    (start.startsWith('PRI ') ? http2 : http).emit('connection', socket);
    process.nextTick(() => socket.resume());
  };
  const servers = await Promise.all(
    options.listens.map((at) =>
      listening(at, (socket) => keep(socket).once('data', (first: Buffer) => byFirstBytes(socket, first))),
    ),
  );
  return {
    close: async () => {
      drop();
      await Promise.all(servers.map((server) => new Promise<void>((done) => server.close(() => done()))));
    },
  };
}

const callAll = (
  { calls, from, addressOf }: StandInOptions,
  depth: number,
): Promise<readonly CallOutcome[]> =>
  Promise.all(
    calls.map(async ({ variable, said, language, host, port }): Promise<CallOutcome> => {
      const outcome = { variable, to: said };
      try {
        const address = await addressOf(host);
        if (address === undefined) throw new Error(`"${host}" does not resolve`);
        const answer = await SPEAK[language]({ to: { address, port }, from, host: `${host}:${port}`, depth });
        return { ...outcome, ok: true, answer };
      } catch (error) {
        return { ...outcome, ok: false, failure: error instanceof Error ? error.message : String(error) };
      }
    }),
  );
