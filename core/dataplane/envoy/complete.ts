import { byName, groupedBy } from '../../base/collections';
import { defined } from '../../base/properties';
import {
  at,
  type Certificate,
  type ClientPolicy,
  type Gateway,
  type ListenerTls,
  type Topology,
  type Value,
  type Workload,
} from '../../topology';
import type { Connection } from '../lowered';
import { gatewayId, listenerKey, workloadId } from '../party-ids';
import { connectionsOf } from '../routes/connections';
import { holdersOf, identitiesOf, ownNameOf, shownBy, type Holder, type Identities } from './identities';
import { validationFor, type Shown, type Validation } from './permitted';

type MeshTls = Extract<ListenerTls, { kind: 'mesh' }>;

/**
 * What a topology says on Envoy where it says nothing, in secure mode: each party shows a certificate of its own to
 * the servers that ask for one, and the listeners of workloads accept the callers that the topology permits and
 * nobody else. Certificates are issued with keys of P-256, whose handshakes take less than those of RSA. The topology
 * of `defaults: api` stays as App Mesh had it. To complete it twice changes nothing more.
 */
export function completeForEnvoy(topology: Topology): Topology {
  if (topology.defaults === 'api') return topology;
  const { workloads, gateways } = topology;
  const connections = connectionsOf(topology).filter(({ flaw }) => flaw === undefined);
  const holders = new Map(holdersOf(topology).map((holder) => [holder.id, holder]));
  const asked = callersOfAsking(topology, connections);
  const identities = identitiesOf(topology, [...holders.values()], asked);
  const callers = groupedBy(connections, ({ server, port }) => listenerKey(server, port));
  const validationOf = (workload: Workload, port: Value<number>) =>
    derivedValidation(
      topology,
      identities,
      holders,
      workload,
      callers.get(listenerKey(workloadId(workload.key), port)) ?? [],
    );
  return {
    ...topology,
    certificates: withAlgorithms(identities.certificates),
    workloads: mapped(workloads, (workload) => workloadWith(workload, identities, validationOf)),
    gateways: mapped(gateways, (gateway) => gatewayWith(gateway, identities)),
  };
}

const mapped = <T>(
  things: Readonly<Record<string, T>>,
  change: (thing: T) => T,
): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(things).map(([key, thing]) => [key, change(thing)]));

/** Whether a listener asks callers for a certificate, or does once it is completed. */
const asks = (workload: Workload, tls: ListenerTls): boolean =>
  isLeftOpen(workload, tls) || (tls.kind === 'mesh' && tls.validation !== undefined);

/** Whether the topology leaves it to the data plane whom a listener accepts. What others deploy, they decide. */
const isLeftToUs = ({ existing }: Workload, tls: MeshTls): boolean =>
  !existing && tls.mode !== 'DISABLED' && tls.clients !== 'none';

/** Whether the topology leaves it to the data plane whom a listener accepts, and nothing says so yet. */
export const isLeftOpen = (workload: Workload, tls: ListenerTls): boolean =>
  tls.kind === 'mesh' && tls.validation === undefined && isLeftToUs(workload, tls);

/** Ids of the parties that call a listener which asks for a certificate. */
function callersOfAsking({ workloads }: Topology, connections: readonly Connection[]): ReadonlySet<string> {
  const asking = new Set(
    Object.values(workloads).flatMap((workload) =>
      workload.listeners
        .filter(({ tls }) => asks(workload, tls))
        .map(({ port }) => listenerKey(workloadId(workload.key), port)),
    ),
  );
  return new Set(
    connections
      .filter(({ server, port }) => asking.has(listenerKey(server, port)))
      .map(({ client }) => client),
  );
}

/** Accepts the callers of a listener; where there are none, the workload itself, so that nobody else gets in. */
function derivedValidation(
  topology: Topology,
  identities: Identities,
  holders: ReadonlyMap<string, Holder>,
  { key }: Workload,
  connections: readonly Connection[],
): Validation | undefined {
  const shownTo = (id: string, service: string): readonly Shown[] => {
    const holder = holders.get(id);
    const certificate = holder && shownBy(identities, holder, service);
    return holder === undefined || certificate === undefined
      ? []
      : [
          {
            certificate: at<Certificate>(identities.certificates, certificate),
            name: ownNameOf(topology, holder),
          },
        ];
  };
  const shown = connections.flatMap(({ client, service }) => shownTo(client, service));
  return validationFor(topology, shown.length > 0 ? shown : shownTo(workloadId(key), ''));
}

function workloadWith(
  workload: Workload,
  { keys }: Identities,
  validationOf: (workload: Workload, port: Value<number>) => Validation | undefined,
): Workload {
  const { key, listeners, calls, callDefaults } = workload;
  const identity = keys.get(workloadId(key));
  return defined({
    ...workload,
    listeners: listeners.map((listener) => {
      const { tls, port } = listener;
      if (tls.kind !== 'mesh' || !isLeftOpen(workload, tls)) return listener;
      const validation = validationOf(workload, port);
      return validation === undefined
        ? listener
        : { ...listener, tls: { ...tls, validation, asksMeshAlone: true as const } };
    }),
    calls: calls.map((call) => defined({ ...call, policy: policyWith(call.policy, identity) })),
    callDefaults: policyWith(callDefaults, identity),
  });
}

const gatewayWith = (gateway: Gateway, { keys }: Identities): Gateway =>
  defined({ ...gateway, callDefaults: policyWith(gateway.callDefaults, keys.get(gatewayId(gateway.key))) });

const policyWith = (
  policy: ClientPolicy | undefined,
  identity: string | undefined,
): ClientPolicy | undefined =>
  policy?.kind === 'tls' && identity !== undefined ? { certificate: identity, ...policy } : policy;

const withAlgorithms = (certificates: Topology['certificates']): Topology['certificates'] =>
  Object.fromEntries(
    Object.entries(certificates)
      .toSorted(([a], [b]) => byName(a, b))
      .map(([key, certificate]) => [
        key,
        certificate.kind === 'issued' && certificate.hasDefaultAlgorithm === true
          ? { ...certificate, keyAlgorithm: 'EC_prime256v1' as const }
          : certificate,
      ]),
  );
