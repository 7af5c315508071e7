import { defined } from '../../base/properties';
import {
  at,
  defaultAuthority,
  discoveryNameOf,
  issued,
  signerOf,
  type ClientPolicy,
  type Path,
  type Tags,
  type Text,
  type Topology,
} from '../../topology';
import { gatewayId, workloadId } from '../party-ids';

/** A workload or a gateway, as one that shows a certificate. */
export interface Holder {
  /** Party id. */
  readonly id: string;
  readonly key: string;
  readonly at: Path;
  readonly account: string;
  readonly existing: boolean;
  readonly tags: Tags;
  readonly discoveryName?: Text;
  readonly callDefaults?: ClientPolicy;
  /** By service, what the calls say themselves. */
  readonly policies: ReadonlyMap<string, ClientPolicy>;
  /** The certificate of its first listener with TLS by the mesh. */
  readonly presented?: string;
}

type Presenting = Topology['workloads'][string] | Topology['gateways'][string];

/** Everything that may show a certificate, live or not. */
export const holdersOf = ({ workloads, gateways }: Topology): readonly Holder[] => [
  ...Object.values(workloads).map((workload) =>
    holderOf(workload, workloadId(workload.key), {
      discoveryName: discoveryNameOf(workload.discovery),
      policies: new Map(
        workload.calls.flatMap(({ service, policy }) =>
          policy === undefined ? [] : [[service, policy] as const],
        ),
      ),
    }),
  ),
  ...Object.values(gateways).map((gateway) =>
    holderOf(gateway, gatewayId(gateway.key), { discoveryName: undefined, policies: new Map() }),
  ),
];

function holderOf(
  { key, at: place, account, existing, tags, callDefaults, listeners }: Presenting,
  id: string,
  more: { readonly discoveryName: Text | undefined; readonly policies: Holder['policies'] },
): Holder {
  const presented = listeners.flatMap(({ tls }) => (tls.kind === 'mesh' ? [tls.certificate] : []))[0];
  return { key, at: place, account, existing, tags, id, ...defined({ callDefaults, ...more, presented }) };
}

/** The name by which others know it: the one that they look up, or the one it would have in its account. */
export const ownNameOf = ({ accounts }: Topology, { discoveryName, key, account }: Holder): Text =>
  discoveryName ?? `${key}.${at(accounts, account).namespace}`;

/** What shows that a party is itself: by party id, the key of its certificate. */
export interface Identities {
  readonly keys: ReadonlyMap<string, string>;
  /** With those that are issued for callers that have none. */
  readonly certificates: Topology['certificates'];
}

/**
 * The identity of each party: what its listeners present; or, of one that calls a listener that asks for a
 * certificate and has none, one that is issued for it.
 * @param asked ids of the parties that call such a listener
 */
export function identitiesOf(
  topology: Topology,
  holders: readonly Holder[],
  asked: ReadonlySet<string>,
): Identities {
  const authority = defaultAuthority(topology.authorities, topology.rotation);
  const keys = new Map<string, string>();
  const added: Record<string, Topology['certificates'][string]> = {};
  for (const holder of holders) {
    const { id, key, at: place, existing, tags, presented } = holder;
    if (presented !== undefined) keys.set(id, presented);
    if (presented !== undefined || existing || !asked.has(id)) continue;
    const isDeclared = Object.hasOwn(topology.certificates, key);
    if (!isDeclared && authority === undefined) continue;
    keys.set(id, key);
    if (!isDeclared && authority !== undefined)
      added[key] = issued(
        key,
        place,
        signerOf(topology.rotation, authority),
        [ownNameOf(topology, holder)],
        tags,
      );
  }
  return { keys, certificates: { ...topology.certificates, ...added } };
}

/** Key of the certificate that a party shows to the servers of a service, where they ask for one. */
export const shownBy = (
  { keys }: Identities,
  { id, callDefaults, policies }: Holder,
  service: string,
): string | undefined => {
  const policy = policies.get(service) ?? callDefaults;
  return (policy?.kind === 'tls' ? policy.certificate : undefined) ?? keys.get(id);
};
