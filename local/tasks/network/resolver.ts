import { createSocket, type RemoteInfo } from 'node:dgram';
import { decode, encode, RECURSION_DESIRED, RECURSION_AVAILABLE, type Packet } from 'dns-packet';
import type { Listening } from '../../envoy/net/echo';
import type { Resolved } from './resolve';

/** Code of an answer that a name does not exist (RFC 1035, 4.1.1). */
const NXDOMAIN = 3;

/** A resolver of DNS that is listening. */
export interface Resolver extends Listening {
  readonly address: string;
  readonly port: number;
}

/**
 * Starts the resolver of a VPC: it answers questions for IPv4 addresses.
 * @param ask what a name resolves to; undefined: it does not exist
 */
export async function startResolver(
  address: string,
  ask: (name: string) => Promise<Resolved | undefined>,
): Promise<Resolver> {
  const socket = createSocket('udp4');
  const answer = async (message: Buffer, { address: to, port }: RemoteInfo): Promise<void> => {
    const asked = decode(message);
    const [question] = asked.questions ?? [];
    const found = question && (await ask(question.name));
    const packet: Packet = {
      type: 'response',
      id: asked.id ?? 0,
      flags:
        RECURSION_AVAILABLE | ((asked.flags ?? 0) & RECURSION_DESIRED) | (found === undefined ? NXDOMAIN : 0),
      questions: asked.questions ?? [],
      answers:
        question?.type === 'A' && found !== undefined
          ? found.addresses.map((data) => ({ type: 'A', name: question.name, ttl: found.ttl, data }))
          : [],
    };
    socket.send(encode(packet), port, to);
  };
  socket.on('message', (message, from) => {
    // What is no question, or cannot be answered, is left without an answer.
    answer(message, from).catch(() => undefined);
  });
  const port = await new Promise<number>((done, fail) => {
    socket.once('error', fail);
    socket.bind({ address, port: 0 }, () => done(socket.address().port));
  });
  return { address, port, close: () => new Promise((done) => socket.close(() => done())) };
}
