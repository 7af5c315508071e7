import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { SocketSpec } from '../../../core/dataplane/envoy';
import { answerOf, type ApplicationAnswer } from './answer';
import type { Language } from './calls';

/** One call of an application. */
export interface Speech {
  readonly to: SocketSpec;
  /** The address that it connects from. */
  readonly from: string;
  /** For HTTP's `Host`. */
  readonly host: string;
  /** How many calls led to this one. */
  readonly depth: number;
}

/** Milliseconds. */
const PATIENCE = 6000;

/** The header that says how many calls led to a request: applications may call each other in a circle. */
export const DEPTH = 'x-meshspan-depth';

/** Makes a call, and returns what answered. Throws where nothing does, with one line. */
export const SPEAK: Readonly<Record<Language, (speech: Speech) => Promise<ApplicationAnswer | string>>> = {
  http: ({ to, from, host, depth }) =>
    new Promise((done, fail) => {
      const sent = request(
        {
          host: to.address,
          port: to.port,
          localAddress: from,
          agent: false,
          timeout: PATIENCE,
          headers: { host, [DEPTH]: String(depth + 1) },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => (text += part));
          response.once('error', fail);
          response.once('end', () => {
            const answer = answerOf(text);
            const status = response.statusCode ?? 0;
            if (status === 200) done(answer ?? text.slice(0, 100));
            else fail(new Error(`status ${status}: ${text.trim().slice(0, 200)}`));
          });
        },
      );
      sent.once('timeout', () => sent.destroy(new Error('no answer in time')));
      sent.once('error', fail);
      sent.end();
    }),
  redis: (speech) =>
    conversed(speech, [
      { say: Buffer.from('PING\r\n'), means: (heard) => (heard.startsWith('+PONG') ? 'Redis' : undefined) },
    ]),
  postgres: (speech) =>
    conversed(speech, [
      // SSLRequest and StartupMessage (PostgreSQL's manual, "Message Formats").
      { say: Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]), means: () => undefined },
      { say: startup(), means: (heard) => (/^[RE]/.test(heard) ? 'PostgreSQL' : undefined) },
    ]),
};

function startup(): Buffer {
  const text = Buffer.from('user\0postgres\0database\0postgres\0\0');
  const head = Buffer.alloc(8);
  head.writeUInt32BE(head.length + text.length, 0);
  head.writeUInt32BE(196_608, 4);
  return Buffer.concat([head, text]);
}

interface Turn {
  readonly say: Buffer;
  /** What is behind an answer; undefined: the next turn decides. */
  readonly means: (heard: string) => string | undefined;
}

/** Says one thing after the other until it is known what answers. A stand-in says it with any answer. */
async function conversed({ to, from }: Speech, turns: readonly Turn[]): Promise<ApplicationAnswer | string> {
  const socket = connect({ host: to.address, port: to.port, localAddress: from });
  socket.setTimeout(PATIENCE, () => socket.destroy(new Error('no answer in time')));
  try {
    for (const { say, means } of turns) {
      socket.write(say);
      const heard = await next(socket);
      const found = answerOf(heard) ?? means(heard);
      if (found !== undefined) return found;
    }
    throw new Error('what answers is not what was expected');
  } finally {
    socket.destroy();
  }
}

const next = (socket: Socket): Promise<string> =>
  new Promise((done, fail) => {
    socket.once('data', (part: Buffer) => done(part.toString('latin1')));
    socket.once('error', fail);
    socket.once('close', () => fail(new Error('the connection was closed')));
  });
