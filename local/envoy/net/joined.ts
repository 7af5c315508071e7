import type { Socket } from 'node:net';

/** Connections that are open, to be closed at once. */
export interface OpenConnections {
  /** Keeps a connection until it is closed. An error closes it, and is nobody's but its ends'. */
  readonly keep: (socket: Socket) => Socket;
  /** Closes all. */
  readonly drop: () => void;
}

/** No connections. */
export function openConnections(): OpenConnections {
  const open = new Set<Socket>();
  return {
    keep: (socket) => {
      open.add(socket);
      return socket.on('error', () => undefined).once('close', () => open.delete(socket));
    },
    drop: () => {
      for (const socket of open) socket.destroy();
    },
  };
}

/** Passes bytes in both directions until one side closes. */
export function join(caller: Socket, server: Socket): void {
  caller.pipe(server);
  server.pipe(caller);
  server.once('close', () => caller.destroy());
  caller.once('close', () => server.destroy());
}
