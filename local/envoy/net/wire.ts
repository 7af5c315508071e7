import { connect, createServer, type Server, type Socket } from 'node:net';
import type { SocketSpec } from '../../../core/dataplane/envoy';
import { join, openConnections } from './joined';

/** The bytes that a caller has sent since `forget`. */
export interface Seen {
  /** Connections that the caller opened. */
  readonly connections: number;
  /** Connections whose first bytes are a record of TLS (RFC 8446, 5.1: a handshake is of type 22, version 3). */
  readonly tls: number;
  /** Connections whose first bytes are anything else. */
  readonly plaintext: number;
  /** Whether a text was among the bytes of any connection. */
  has(marker: string): boolean;
}

/** A line between a caller and a server that sees the bytes, and can lead elsewhere. */
export interface Wire {
  readonly seen: Seen;
  forget(): void;
  /** Closes what is open, and leads every connection that follows there; absent: nowhere. */
  lead(to: SocketSpec | undefined): void;
  close(): Promise<void>;
}

/** Bytes of each connection that are remembered; the lab's requests are small. */
const REMEMBERED = 65_536;

interface Connection {
  readonly parts: Buffer[];
  length: number;
}

/** Starts a line that leads to a server. */
export async function startWire(listen: readonly SocketSpec[], to: SocketSpec | undefined): Promise<Wire> {
  let target = to;
  let connections: Connection[] = [];
  const { keep, drop } = openConnections();
  const accept = (caller: Socket): void => {
    keep(caller);
    const connection: Connection = { parts: [], length: 0 };
    connections.push(connection);
    caller.on('data', (part: Buffer) => {
      if (connection.length >= REMEMBERED) return;
      connection.parts.push(part);
      connection.length += part.length;
    });
    if (target === undefined) {
      caller.destroy();
      return;
    }
    const server = keep(connect({ host: target.address, port: target.port, allowHalfOpen: true }));
    join(caller, server);
  };
  const servers = await Promise.all(listen.map((socket) => listening(socket, accept)));
  const count = (isWanted: (first: Buffer) => boolean): number =>
    connections.filter(({ parts: [first] }) => first !== undefined && isWanted(first)).length;
  return {
    seen: {
      get connections() {
        return connections.length;
      },
      get tls() {
        return count(isTls);
      },
      get plaintext() {
        return count((first) => !isTls(first));
      },
      has: (marker) => connections.some(({ parts }) => Buffer.concat(parts).includes(marker)),
    },
    forget: () => {
      connections = [];
    },
    lead: (elsewhere) => {
      target = elsewhere;
      drop();
    },
    close: async () => {
      drop();
      await Promise.all(servers.map((server) => new Promise<void>((done) => server.close(() => done()))));
    },
  };
}

/** Whether the first bytes of a connection are a record of TLS. */
export const isTls = (first: Buffer): boolean => first[0] === 22 && (first.length === 1 || first[1] === 3);

/** A server of TCP that is listening. */
export function listening({ address, port }: SocketSpec, accept: (socket: Socket) => void): Promise<Server> {
  return new Promise((done, fail) => {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, accept);
    server.once('error', fail);
    server.listen({ host: address, port }, () => done(server));
  });
}
