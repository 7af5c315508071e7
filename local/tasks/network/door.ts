import { connect, type Socket } from 'node:net';
import { isTls, listening } from '../../envoy/net/wire';
import { join, openConnections } from '../../envoy/net/joined';
import type { Listening } from '../../envoy/net/echo';
import { unprivileged } from '../../envoy/ways';
import type { PlacedInterface } from './ledger';

/** What went through the doors from one interface to a port of another. */
export interface Passage {
  readonly caller: PlacedInterface;
  readonly callee: PlacedInterface;
  /** As it is deployed. */
  readonly port: number;
  readonly connections: number;
  /** Connections whose first bytes are a record of TLS. */
  readonly tls: number;
  /** Connections whose first bytes are anything else. */
  readonly plaintext: number;
  /** Why AWS would not have let it through. */
  readonly refusal?: string;
}

/** Records what goes through doors. */
export interface Passages {
  /** Adds to the counts of a passage; the passage is new where there is none. */
  readonly count: (
    ends: Pick<Passage, 'caller' | 'callee' | 'port' | 'refusal'>,
    what?: 'tls' | 'plaintext',
  ) => void;
  readonly all: () => readonly Passage[];
}

/** No passages. */
export function newPassages(): Passages {
  const known = new Map<string, Passage>();
  return {
    count: (ends, what) => {
      const key = `${ends.caller.ip} ${ends.callee.ip} ${ends.port} ${ends.refusal ?? ''}`;
      const { connections, tls, plaintext } = known.get(key) ?? { connections: 0, tls: 0, plaintext: 0 };
      known.set(key, {
        ...ends,
        connections: connections + (what === undefined ? 1 : 0),
        tls: tls + (what === 'tls' ? 1 : 0),
        plaintext: plaintext + (what === 'plaintext' ? 1 : 0),
      });
    },
    all: () => [...known.values()],
  };
}

/** What a door is told. */
export interface DoorOptions {
  readonly callee: PlacedInterface;
  /** As it is deployed. */
  readonly port: number;
  /** Who connects from an address of this machine. */
  readonly from: (address: string) => PlacedInterface | undefined;
  /** Why AWS would not let a connection through. */
  readonly refusalOf: (caller: PlacedInterface, callee: PlacedInterface, port: number) => string | undefined;
  readonly passages: Passages;
}

/**
 * Opens a port of a network interface: the only way to what listens behind it. A connection that AWS would drop is closed
 * here, with the reason among the passages; so is one from an address that no interface has.
 */
export async function openDoor({ callee, port, from, refusalOf, passages }: DoorOptions): Promise<Listening> {
  const { keep, drop } = openConnections();
  const accept = (socket: Socket): void => {
    keep(socket);
    const caller = from(socket.remoteAddress ?? '');
    const refusal = caller && refusalOf(caller, callee, port);
    if (caller === undefined || refusal !== undefined) {
      if (caller !== undefined)
        passages.count({ caller, callee, port, ...(refusal !== undefined && { refusal }) });
      socket.destroy();
      return;
    }
    passages.count({ caller, callee, port });
    socket.once('data', (first: Buffer) =>
      passages.count({ caller, callee, port }, isTls(first) ? 'tls' : 'plaintext'),
    );
    const server = connect({
      host: callee.inside,
      port: unprivileged(port),
      localAddress: caller.inside,
      allowHalfOpen: true,
    });
    join(socket, keep(server));
  };
  const server = await listening({ address: callee.address, port: unprivileged(port) }, accept);
  return {
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        drop();
      }),
  };
}
