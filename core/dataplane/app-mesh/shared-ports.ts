import type { Value } from '../../topology';
import type { Connection, Party } from '../lowered';
import { valueText } from '../live';

/** Services of one caller that its proxy cannot distinguish, because callers use one port for all of them. */
export interface SharedPort {
  /** Party id of the caller. */
  readonly client: string;
  readonly port: Value<number>;
  /** Each service with its first connection, in the order of their keys. */
  readonly services: readonly SharingService[];
}

interface SharingService {
  readonly connection: Connection;
  /** Whether the proxy only passes bytes on, and sees no host in them. */
  readonly isOpaque: boolean;
}

/**
 * HTTP is distinguished by its host. Bytes are not: of a connection that it only passes on, Envoy knows only the
 * port, so that a service of TCP, or whose application terminates TLS, needs the port for itself.
 */
export function sharedPortsOf(
  connections: readonly Connection[],
  parties: readonly Party[],
): readonly SharedPort[] {
  const opaque = opaqueListenersOf(parties);
  const groups = new Map<string, Map<string, SharingService>>();
  for (const connection of connections) {
    const listener = opaque.get(listenerKey(connection));
    // What is in no proxy's configuration conflicts with nothing, and a gateway has only HTTP.
    if (listener === undefined || connection.dialled === undefined || !isCall(connection)) continue;
    const services = groups.get(dialledKey(connection)) ?? new Map<string, SharingService>();
    groups.set(dialledKey(connection), services);
    const before = services.get(connection.service);
    services.set(connection.service, {
      connection: before?.connection ?? connection,
      isOpaque: listener || before?.isOpaque === true,
    });
  }
  return [...groups.values()].flatMap((byService) => {
    const services = [...byService.values()];
    const [first] = services;
    const port = first?.connection.dialled;
    return first !== undefined &&
      port !== undefined &&
      services.length > 1 &&
      services.some(({ isOpaque }) => isOpaque)
      ? [{ client: first.connection.client, port, services }]
      : [];
  });
}

const isCall = ({ client }: Connection): boolean => client.startsWith('workload/');

/** Every listener, and whether its bytes are only passed on. */
const opaqueListenersOf = (parties: readonly Party[]): ReadonlyMap<string, boolean> =>
  new Map(
    parties.flatMap(({ id, listeners }) =>
      listeners.map(
        ({ port, protocol, tls }) =>
          [listenerKey({ server: id, port }), protocol === 'tcp' || tls.kind === 'application'] as const,
      ),
    ),
  );

const listenerKey = ({ server, port }: Pick<Connection, 'server' | 'port'>): string =>
  `${server}\n${valueText(port)}`;

const dialledKey = ({ client, dialled }: Connection): string =>
  `${client}\n${dialled === undefined ? '' : valueText(dialled)}`;

/** The connections; those that conflict are marked. */
export function withSharedPorts(
  connections: readonly Connection[],
  parties: readonly Party[],
): readonly Connection[] {
  const shared = new Set(
    sharedPortsOf(connections, parties).flatMap(({ services }) =>
      services.slice(0, 1).map(({ connection }) => dialledKey(connection)),
    ),
  );
  if (shared.size === 0) return connections;
  return connections.map((connection) =>
    connection.flaw === undefined && connection.dialled !== undefined && shared.has(dialledKey(connection))
      ? { ...connection, flaw: { why: 'port-shared', at: connection.at } }
      : connection,
  );
}
