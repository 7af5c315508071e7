import { groupedBy, unique } from '../../base/collections';
import { isParameterRef, type Value } from '../../topology';
import type { Connection, Party } from '../lowered';
import { valueText } from '../live';
import { listenerKey } from '../party-ids';

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
export const sharedPortsOf = (
  connections: readonly Connection[],
  parties: readonly Party[],
): readonly SharedPort[] => usedPortsOf(connections, parties).filter(({ services }) => conflict(services));

const conflict = (services: readonly SharingService[]): boolean =>
  new Set(services.map(({ connection }) => connection.service)).size > 1 &&
  services.some(({ isOpaque }) => isOpaque);

/** The ports that each caller uses, with the services that it calls on them. */
function usedPortsOf(connections: readonly Connection[], parties: readonly Party[]): readonly SharedPort[] {
  const opaque = opaqueListenersOf(parties);
  const groups = new Map<
    string,
    { client: string; port: Value<number>; services: Map<string, SharingService> }
  >();
  for (const connection of connections) {
    const listener = opaque.get(listenerKey(connection.server, connection.port));
    const { client, dialled: port, service, flaw } = connection;
    // What is in no proxy's configuration conflicts with nothing, and a gateway has only HTTP.
    if (listener === undefined || port === undefined || !isCall(connection)) continue;
    // A route at a port that its router lacks takes no port.
    if (flaw?.why === 'port-not-routed') continue;
    const group = groups.get(dialledKey(connection)) ?? { client, port, services: new Map() };
    groups.set(dialledKey(connection), group);
    const before = group.services.get(service);
    group.services.set(service, {
      connection: before?.connection ?? connection,
      isOpaque: listener || before?.isOpaque === true,
    });
  }
  return [...groups.values()].map((group) => ({ ...group, services: [...group.services.values()] }));
}

const isCall = ({ client }: Connection): boolean => client.startsWith('workload/');

/** Every listener, and whether its bytes are only passed on. */
const opaqueListenersOf = (parties: readonly Party[]): ReadonlyMap<string, boolean> =>
  new Map(
    parties.flatMap(({ id, listeners }) =>
      listeners.map(
        ({ port, protocol, tls }) =>
          [listenerKey(id, port), protocol === 'tcp' || tls.kind === 'application'] as const,
      ),
    ),
  );

const dialledKey = ({ client, dialled }: Pick<Connection, 'client' | 'dialled'>): string =>
  `${client}\n${dialled === undefined ? '' : valueText(dialled)}`;

/**
 * By port of a caller, the parameters whose values decide whether it is the same as another of its ports, where two
 * services would then conflict. Few ports are open, so that comparing those with all of one caller stays cheap.
 */
function openPortsOf(used: readonly SharedPort[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const ofCaller of groupedBy(used, ({ client }) => client).values())
    for (const one of ofCaller.filter(({ port }) => isParameterRef(port)))
      for (const other of ofCaller) {
        if (one === other || !conflict([...one.services, ...other.services])) continue;
        const names = [one.port, other.port].flatMap((port) =>
          isParameterRef(port) ? [port.parameter] : [],
        );
        for (const { client, port } of [one, other]) {
          const key = dialledKey({ client, dialled: port });
          found.set(key, unique([...(found.get(key) ?? []), ...names]));
        }
      }
  return found;
}

/** The connections; those that conflict are marked, and those that may, depending on a parameter. */
export function withSharedPorts(
  connections: readonly Connection[],
  parties: readonly Party[],
): readonly Connection[] {
  const used = usedPortsOf(connections, parties);
  const shared = new Set(
    used
      .filter(({ services }) => conflict(services))
      .map(({ client, port }) => dialledKey({ client, dialled: port })),
  );
  const open = openPortsOf(used);
  if (shared.size + open.size === 0) return connections;
  return connections.map((connection) => {
    if (connection.flaw !== undefined || connection.dialled === undefined) return connection;
    const key = dialledKey(connection);
    if (shared.has(key)) return { ...connection, flaw: { why: 'port-shared', at: connection.at } };
    const parameters = open.get(key);
    return parameters === undefined
      ? connection
      : { ...connection, open: unique([...(connection.open ?? []), ...parameters]) };
  });
}
