import { byName } from '../../base/collections';
import { defined } from '../../base/properties';
import { at, type Closed, type Topology } from '../../topology';
import type { Lowered, Party } from '../lowered';
import { runtimeOf } from '../runtimes';
import { listenerKey } from '../party-ids';
import { ledRoutesOf, routesAt, type LedRoute } from './gateway-routes';
import { inboundOf } from './inbound';
import { meshOf, type Mesh, type ProxyOptions } from './mesh';
import { outboundOf, type Outbound, type UpstreamOf } from './outbound';
import { ADMIN_PORT } from './ports';
import { probesOf } from './probes';
import { FOLDER } from './secrets';
import { secretsOf } from './secrets-of';
import type { ProxySpec } from './specs';
import { policyTowards, type Client } from './sides';
import { upstreamOf } from './upstreams';

/**
 * The Envoys of a mesh, each with all that its configuration follows from, in the order of the parties. What nothing
 * comes through is left out: routes, targets and connections with a flaw, and listeners whose certificate has one.
 * @param lowered the topology in the terms of a data plane that routes like App Mesh
 */
export function proxiesOf(
  topology: Closed<Topology>,
  lowered: Closed<Lowered>,
  options: ProxyOptions = {},
): readonly ProxySpec[] {
  const mesh = meshOf(topology, lowered, options);
  return lowered.parties
    .filter(({ existing }) => existing !== true)
    .map((party) => (party.kind === 'gateway' ? gatewayProxy(mesh, party) : workloadProxy(mesh, party)));
}

function workloadProxy(mesh: Mesh, party: Closed<Party>): ProxySpec {
  const { topology, doors } = mesh;
  const interception = mesh.interceptionOf(party);
  const { calls, accessLog, listeners } = at(topology.workloads, party.key);
  const own = interception === 'iptables' ? 'intercepted' : new Set(listeners.map(({ port }) => port));
  const upstreamFor = upstreamsOf(mesh, party);
  const outbound = calls
    .map(({ service }) => service)
    .toSorted(byName)
    .flatMap((service) =>
      doors(service).flatMap((door) => outboundOf(topology, service, door, upstreamFor, own) ?? []),
    );
  return proxyOf(mesh, party, { outbound, led: [], accessLog });
}

function gatewayProxy(mesh: Mesh, party: Closed<Party>): ProxySpec {
  const { topology, doors } = mesh;
  const gateway = at(topology.gateways, party.key);
  const led = ledRoutesOf(topology, gateway, doors);
  const upstreamFor = upstreamsOf(mesh, party);
  const used = new Map(led.map(({ route, door }) => [`${route.service}_${door.port}`, { route, door }]));
  const outbound = [...used.entries()]
    .toSorted(([a], [b]) => byName(a, b))
    .flatMap(
      ([, { route, door }]) => outboundOf(topology, route.service, door, upstreamFor, 'gateway') ?? [],
    );
  return proxyOf(mesh, party, { outbound, led, accessLog: gateway.accessLog });
}

/** How a party connects to each listener that it may reach. */
function upstreamsOf(
  { topology, servers, connections, certificateOf }: Mesh,
  party: Closed<Party>,
): UpstreamOf {
  const client: Client = { party, policyFor: policyTowards(party) };
  const key = ({ service, server, port, dialled }: Parameters<UpstreamOf>[0]): string =>
    [service, server, port, dialled ?? ''].join('\n');
  const working = new Set((connections.get(party.id) ?? []).map(key));
  return (connection) => {
    const server = servers.get(listenerKey(connection.server, connection.port));
    if (server === undefined || !working.has(key(connection))) return undefined;
    const upstream = upstreamOf(topology, client, connection.service, server);
    if (upstream?.tls === undefined) return upstream;
    const { certificate } = upstream.tls;
    const shown = certificate && certificateOf(certificate.certificate, party.account);
    const policy = client.policyFor(connection.service);
    const flaws = [
      policy?.kind === 'tls' ? policy.flaw : undefined,
      server.listener.flaw,
      server.certificate?.flaw,
      shown?.flaw,
    ];
    return flaws.some((flaw) => flaw !== undefined) ? undefined : upstream;
  };
}

function proxyOf(
  mesh: Mesh,
  party: Closed<Party>,
  {
    outbound,
    led,
    accessLog,
  }: { readonly outbound: readonly Outbound[]; readonly led: readonly LedRoute[] } & {
    readonly accessLog: ProxySpec['accessLog'] | undefined;
  },
): ProxySpec {
  const { topology } = mesh;
  const interception = mesh.interceptionOf(party);
  const names = new Set(outbound.map(({ spec }) => spec.name));
  const inbound = party.listeners
    .filter((listener) => isServed(mesh, party, listener))
    .map((listener) =>
      inboundOf(party.kind, listener, interception, (port) => routesAt(topology, led, names, port)),
    );
  const upstreams = [
    ...new Map(outbound.flatMap((each) => each.upstreams).map((each) => [each.spec.name, each])).values(),
  ];
  const secrets = secretsOf(topology, inbound, upstreams);
  return {
    id: party.id,
    kind: party.kind,
    key: party.key,
    at: party.at,
    account: party.account,
    mesh: topology.mesh.name,
    interception,
    egress: topology.mesh.egress,
    bind: '0.0.0.0',
    admin: { address: '127.0.0.1', port: ADMIN_PORT },
    folder: FOLDER,
    inbound: inbound.map(({ spec }) => spec),
    outbound: outbound.map(({ spec }) => spec),
    upstreams: upstreams.map(({ spec }) => spec),
    ...secrets,
    ...defined({ accessLog, tracing: tracingOf(mesh, party), probes: probesOf(mesh, party, secrets) }),
  };
}

/** What receives traces runs in a task of ours, and nowhere else. */
function tracingOf({ topology }: Mesh, party: Closed<Party>): ProxySpec['tracing'] | undefined {
  const { tracing = 'none' } = runtimeOf(topology, party) ?? {};
  return tracing === 'none' ? undefined : tracing;
}

/** Whether a listener can be served: neither it nor its certificate is refused. */
function isServed(
  { certificateOf }: Mesh,
  { account }: Closed<Party>,
  { flaw, tls }: Closed<Party>['listeners'][number],
): boolean {
  const certificate = tls.kind === 'mesh' ? certificateOf(tls.certificate, account) : undefined;
  return flaw === undefined && certificate?.flaw === undefined;
}
