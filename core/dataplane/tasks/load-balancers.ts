import { groupedBy } from '../../base/collections';
import { defined } from '../../base/properties';
import { at, type Closed, type DnsRecord, type Topology } from '../../topology';
import { isFronted } from '../certificates';
import type { Lowered } from '../lowered';
import { placedEntriesOf, type PlacedEntry } from '../placed-entries';
import { loadBalancerNameOf, targetGroupNameOf } from './load-balancer-names';
import { recordsOf } from './records';
import type { LoadBalancerListener, LoadBalancerSpec, TargetGroupSpec } from './load-balancer-specs';
import { healthCheckOf, targetProtocolOf, versionOf } from './target-groups';

type Party = Closed<Lowered>['parties'][number];
type Placed = PlacedEntry<Party['entries'][number], Party['listeners'][number]>;

/**
 * The load balancers in front of the parties of a mesh: one for all entries of a party of one layer and scheme. Others
 * have those of parties that exist, and without a network there is no place for one.
 */
export const loadBalancersOf = (
  topology: Closed<Topology>,
  { parties }: Closed<Lowered>,
): readonly LoadBalancerSpec[] =>
  parties
    .filter((party) => isFronted(topology, party))
    .flatMap((party) =>
      [...groupedBy(placedEntriesOf(party), ({ loadBalancer }) => loadBalancer).values()].flatMap((entries) =>
        loadBalancerOf(topology, party, entries),
      ),
    );

function loadBalancerOf(
  topology: Closed<Topology>,
  party: Party,
  placed: readonly Placed[],
): readonly LoadBalancerSpec[] {
  const [first] = placed;
  if (first === undefined) return [];
  const { name: mesh } = topology.mesh;
  const { layer, loadBalancer, entry } = first;
  const entries = placed.map((each) => each.entry);
  return [
    {
      id: `${party.id}/${loadBalancer}`,
      party: party.id,
      account: party.account,
      layer,
      scheme: entry.scheme,
      name: loadBalancerNameOf(mesh, party.key, layer, entry.scheme),
      deletionProtection: entries.some(({ deletionProtection }) => deletionProtection),
      ...defined({ accessLogs: entries.flatMap(({ accessLogs }) => accessLogs ?? [])[0] }),
      listeners: placed.flatMap(listenersOf),
      targetGroups: placed.map((each) => targetGroupOf(mesh, party, each)),
      records: recordsOf([
        ...entries.flatMap(({ record }) => record ?? []),
        ...recordOfGateway(topology, party),
      ]),
    },
  ];
}

/** The record of a gateway leads to what is in front of it. */
const recordOfGateway = (topology: Closed<Topology>, { kind, key }: Party): readonly DnsRecord[] =>
  kind === 'gateway' ? [at(topology.gateways, key).record ?? []].flat() : [];

/** Where callers from outside connect: a listener, and one that leads there from plain HTTP. */
function listenersOf({ entry, layer }: Placed): readonly LoadBalancerListener[] {
  const { at: place, port, outside, sources, redirectFrom } = entry;
  const protocols = layer === 'application' ? (['HTTP', 'HTTPS'] as const) : (['TCP', 'TLS'] as const);
  const forward = { kind: 'forward', targetGroup: String(port) } as const;
  const common = { at: place, sources };
  return [
    outside.kind === 'tls'
      ? { ...common, port, protocol: protocols[1], certificate: outside.certificate, action: forward }
      : { ...common, port, protocol: protocols[0], action: forward },
    ...(redirectFrom === undefined
      ? []
      : [{ ...common, port: redirectFrom, protocol: 'HTTP', action: { kind: 'redirect', port } } as const]),
  ];
}

/** A task registers with the port on which its proxy accepts the entry; without a listener nothing of the proxy is there. */
function targetGroupOf(
  mesh: string,
  party: Party,
  { entry, layer, listener, loadBalancer }: Placed,
): TargetGroupSpec {
  const port = listener === undefined ? entry.listener : (entry.proxyPort ?? entry.listener);
  const isEncrypted = entry.inside === 'encrypted';
  const protocol = targetProtocolOf(layer, isEncrypted);
  const version = versionOf(layer, listener);
  return {
    key: String(entry.port),
    name: targetGroupNameOf(mesh, party.key, [party.kind, loadBalancer, entry.port, port, protocol, version]),
    port,
    protocol,
    ...defined({ version }),
    healthCheck: healthCheckOf(layer, listener, isEncrypted, party.kind === 'gateway'),
  };
}
