import type { Socket } from 'node:net';
import { createServer } from 'node:tls';
import type { SocketSpec } from '../../../core/dataplane/envoy';
import type { Leaf } from '../pki';
import { MARKER } from './marker';

/** A server that takes another one's place. */
export interface Impostor {
  readonly socket: SocketSpec;
  /** Connections that reached it, with or without a handshake. */
  readonly met: number;
  /** Callers that have said in the handshake that they do not accept its certificate. */
  readonly alerts: number;
  /** Whether a caller has entrusted it with this text. */
  has(marker: string): boolean;
  /** On how many connections it was sent. */
  times(marker: string): number;
  close(): Promise<void>;
}

/** Starts a server with this certificate on a free port of an address. It accepts every caller, and answers none. */
export async function startImpostor(address: string, { chain, key }: Leaf): Promise<Impostor> {
  const open = new Set<Socket>();
  const texts: string[] = [];
  let met = 0;
  let alerts = 0;
  const server = createServer(
    {
      cert: chain,
      key,
      requestCert: true,
      rejectUnauthorized: false,
      ALPNProtocols: ['h2', 'http/1.1'],
    },
    (socket) => {
      const index = texts.push('') - 1;
      socket.on('error', () => undefined);
      // The bytes of a body are as they are in HTTP/1.1 and in a frame of HTTP/2.
      socket.on('data', (part: Buffer) => {
        texts[index] += part.toString('latin1');
        // Enough is known; the caller need not wait.
        if (MARKER.test(texts[index] ?? '')) socket.destroy();
      });
    },
  );
  server.on('connection', (socket: Socket) => {
    met += 1;
    open.add(socket);
    socket.on('error', () => undefined).once('close', () => open.delete(socket));
  });
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code?.includes('ALERT')) alerts += 1;
    socket.destroy();
  });
  const port = await new Promise<number>((done, fail) => {
    server.once('error', fail).listen({ host: address, port: 0 }, () => {
      const bound = server.address();
      done(typeof bound === 'object' && bound !== null ? bound.port : 0);
    });
  });
  return {
    socket: { address, port },
    get met() {
      return met;
    },
    get alerts() {
      return alerts;
    },
    times: (marker) => texts.filter((text) => text.includes(marker)).length,
    has: (marker) => texts.some((text) => text.includes(marker)),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of open) socket.destroy();
      }),
  };
}
