import { quotedList } from '../../../base/text';
import { at as thing, type Protocol, type Topology, type Value } from '../../../topology';
import type { PlaneRule } from '../../contract';
import { DOCUMENTS } from '../../documents';
import type { Connection, Lowered } from '../../lowered';
import { valueText } from '../../live';
import { sharedPortsOf, type SharedPort } from '../shared-ports';
import { hit } from '../../hit';

/**
 * A caller uses a port of TCP for one service alone (App Mesh user guide, "App Mesh connectivity troubleshooting").
 * @param confusing connections of the callers whose proxies know of a connection only its port
 */
export const sharedPort = <L extends Lowered>(
  confusing: (lowered: L) => readonly Connection[],
): PlaneRule<L> => ({
  id: 'route/shared-port',
  severity: 'error',
  sentence:
    'a workload calls several services on one port, and its proxy can distinguish them only where all of them are HTTP',
  source: DOCUMENTS.connectivity,
  hitsOf: (topology, lowered) => {
    const connections = confusing(lowered);
    const shared = sharedPortsOf(connections, lowered.parties);
    const used = shared.length === 0 ? new Map<string, ReadonlySet<string>>() : usedPortsOf(connections);
    return shared.map((each) => hitOf(topology, each, used.get(each.client) ?? new Set()));
  },
});

function hitOf(topology: Topology, { client, port, services }: SharedPort, used: ReadonlySet<string>) {
  const caller = client.slice('workload/'.length);
  const names = quotedList(
    services.map(({ connection }) => connection.service),
    ' and ',
  );
  // HTTP may stay where it is, all of it; of opaque services alone, the first.
  const opaque = services.filter(({ isOpaque }) => isOpaque);
  const moving = opaque.length < services.length ? opaque : opaque.slice(1);
  const free = freePorts(port, used);
  const fixes = moving.map(({ connection }) => fixOf(topology, connection, free));
  const last = services.at(-1)?.connection ?? services[0]?.connection;
  return hit(
    last?.at ?? [],
    `"${caller}" calls ${names} on port ${valueText(port)}, and by the port alone its proxy cannot distinguish them: it sees a host only in HTTP`,
    `${fixes.join('; ')}; callers then use that port, and the workload keeps its own`,
  );
}

/** By caller, the ports that it uses. */
function usedPortsOf(connections: readonly Connection[]): ReadonlyMap<string, ReadonlySet<string>> {
  const used = new Map<string, Set<string>>();
  for (const { client, dialled } of connections) {
    if (dialled === undefined) continue;
    const ports = used.get(client) ?? new Set<string>();
    used.set(client, ports.add(valueText(dialled)));
  }
  return used;
}

const HIGHEST = 65_535;
const LOWEST = 1_024;

/** Ports that the caller does not use yet, from the one after `port` on. */
function freePorts(port: Value<number>, used: ReadonlySet<string>): () => number {
  let next = typeof port === 'number' ? port : LOWEST;
  return () => {
    do next = next === HIGHEST ? LOWEST : next + 1;
    while (used.has(String(next)));
    return next;
  };
}

/** What to type so that a service is called on another port. */
function fixOf(topology: Topology, { service, dialled = 0 }: Connection, free: () => number): string {
  const { provider } = thing(topology.services, service);
  const moved = free();
  const movedFrom = (port: Value<number>) => (valueText(port) === valueText(dialled) ? moved : port);
  switch (provider.kind) {
    case 'router': {
      const { listeners } = provider.router;
      return `write ${listensText(listeners.map((each) => ({ ...each, port: movedFrom(each.port) })))} at service "${service}", and port: ${moved} at a route of it that names port ${valueText(dialled)}`;
    }
    case 'workload': {
      const { key, listeners } = thing(topology.workloads, provider.workload);
      const doors = listeners.map((each) => ({ ...each, door: movedFrom(each.port) }));
      const routes =
        doors.length === 1
          ? `{ to: '${key}' }`
          : doors
              .map(
                ({ port, protocol, door }) =>
                  `{ name: 'port-${valueText(door)}', protocol: '${protocol}', port: ${valueText(door)}, to: [{ workload: '${key}', port: ${valueText(port)} }] }`,
              )
              .join(', ');
      return `give "${service}" a router: services: { '${service}': { routes: [${routes}], ${listensText(doors.map(({ door, protocol }) => ({ port: door, protocol })))} } }`;
    }
    case 'router-of':
    case 'none':
    case 'unknown':
      return `give service "${service}" routes of its own instead of sharesRouterOf, with ${listensText([{ port: moved, protocol: 'tcp' }])}`;
  }
}

function listensText(
  listeners: readonly { readonly port: Value<number>; readonly protocol: Protocol }[],
): string {
  const texts = listeners.map(
    ({ port, protocol }) => `{ port: ${valueText(port)}, protocol: '${protocol}' }`,
  );
  return `routerListens: ${texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`}`;
}
