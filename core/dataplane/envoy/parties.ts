import { byName } from '../../base/collections';
import { defined } from '../../base/properties';
import {
  at,
  discoveryNameOf,
  type ClientPolicy,
  type Entry,
  type Gateway,
  type ListenerTls,
  type Topology,
  type Value,
  type Workload,
} from '../../topology';
import { sameValue } from '../live';
import type { BackendSpec, ListenerSpec, PolicySpec } from '../lowered';
import { gatewayId, workloadId } from '../party-ids';
import { flawed, trustFlawOf } from '../tls-flaws';
import type { EnvoyParty } from './lowered';
import { frontPortOf, proxyPortOf } from './ports';

export function workloadParty(topology: Topology, workload: Workload): EnvoyParty {
  const { key, account, existing, discovery, calls, callDefaults, interception } = workload;
  return {
    kind: 'workload',
    id: workloadId(key),
    key,
    at: workload.at,
    account,
    ...(existing && { existing }),
    ...doorsOf(topology, workload, (port) => proxyPortOf(port, interception)),
    discovery,
    backends: calls.map((call) => backendOf(topology, call)).toSorted((a, b) => byName(a.service, b.service)),
    ...defined({
      discoveryName: discoveryNameOf(discovery),
      backendDefaults: callDefaults && specOf(topology, callDefaults),
    }),
    interception,
  };
}

export function gatewayParty(topology: Topology, gateway: Gateway): EnvoyParty {
  const { key, account, existing, callDefaults, callers, record } = gateway;
  return {
    kind: 'gateway',
    id: gatewayId(key),
    key,
    at: gateway.at,
    account,
    ...(existing && { existing }),
    ...doorsOf(topology, gateway, (port) => port),
    backends: [],
    ...defined({
      backendDefaults: callDefaults && specOf(topology, callDefaults),
      callers,
      outsideName: record?.name,
    }),
    interception: 'none',
  };
}

const specOf = (topology: Topology, policy: ClientPolicy): PolicySpec =>
  flawed<PolicySpec>(policy, policy.kind === 'tls' ? trustFlawOf(topology, policy.trust) : undefined);

const backendOf = (
  topology: Topology,
  { at: place, service, policy }: Workload['calls'][number],
): BackendSpec => ({
  at: place,
  service,
  serviceName: at(topology.services, service).name,
  ...defined({ clientPolicy: policy && specOf(topology, policy) }),
});

/** Its listeners, and a front one for each behind which a load balancer has no certificate to show. */
function doorsOf(
  topology: Topology,
  { listeners, entries }: { readonly listeners: readonly ListenerSpec[]; readonly entries: readonly Entry[] },
  proxyPort: (port: Value<number>) => Value<number> | undefined,
): Pick<EnvoyParty, 'listeners' | 'entries'> {
  const own = listeners.map((listener) => withFlaw(topology, listener));
  const needsFront = ({ inside, listener }: Entry, { port, tls }: ListenerSpec): boolean =>
    sameValue(listener, port) && asksInVain(tls, inside);
  const fronted = own
    .filter((listener) => entries.some((entry) => needsFront(entry, listener)))
    .map((listener) => ({ listener, front: frontOf(listener) }));
  const frontFor = (entry: Entry) => fronted.find(({ listener }) => needsFront(entry, listener))?.front;
  return {
    listeners: [...own, ...fronted.map(({ front }) => front)],
    entries: entries.map((entry) => {
      const front = frontFor(entry);
      return front === undefined
        ? { ...entry, ...defined({ proxyPort: proxyPort(entry.listener) }) }
        : { ...entry, listener: front.port };
    }),
  };
}

/**
 * Whether a listener asks for a certificate that nobody behind an entry has: a load balancer has none, and those whose bytes
 * it passes are asked only where the topology says what they show.
 */
function asksInVain(tls: ListenerTls, inside: Entry['inside']): boolean {
  if (tls.kind !== 'mesh' || tls.validation === undefined) return false;
  return inside === 'encrypted' || (inside === 'passed' && tls.asksMeshAlone === true);
}

function frontOf({ tls, ...listener }: ListenerSpec): ListenerSpec {
  if (tls.kind !== 'mesh') return { ...listener, tls };
  const { validation: _, asksMeshAlone: __, ...asksNobody } = tls;
  return { ...listener, port: frontPortOf(listener.port), tls: asksNobody, frontOf: listener.port };
}

const withFlaw = (topology: Topology, listener: ListenerSpec): ListenerSpec => {
  const trust = listener.tls.kind === 'mesh' ? listener.tls.validation?.trust : undefined;
  return flawed<ListenerSpec>(listener, trust && trustFlawOf(topology, trust));
};
