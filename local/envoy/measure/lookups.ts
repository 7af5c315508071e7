import type { CertificateSpec, Lowered, ListenerSpec, Party } from '../../../core/dataplane/lowered';
import type { ClientPolicy, Closed } from '../../../core/topology';

export type ClosedParty = Closed<Party>;
export type ClosedListener = Closed<ListenerSpec>;
export type ClosedCertificate = Closed<CertificateSpec>;
export type TlsPolicy = Extract<Closed<ClientPolicy>, { kind: 'tls' }>;
export type MeshTls = Extract<ClosedListener['tls'], { kind: 'mesh' }>;

/** What the topology says about an edge, as the lab reads it. */
export interface Lookups {
  readonly partyOf: (id: string) => ClosedParty | undefined;
  readonly listenerOf: (party: string, port: number) => ClosedListener | undefined;
  /** The caller's policy where it covers the server's port; absent: none does. */
  readonly policyOf: (client: string, service: string, port: number) => TlsPolicy | undefined;
  readonly certificateOf: (key: string, account: string) => ClosedCertificate | undefined;
  /** Who may call a listener: party ids. */
  readonly callersOf: (server: string, port: number) => ReadonlySet<string>;
  /** The certificates that a party shows to others, whichever side it is on. */
  readonly shownBy: (party: ClosedParty) => readonly ClosedCertificate[];
  readonly parties: readonly ClosedParty[];
}

export function lookupsOf(lowered: Closed<Lowered>): Lookups {
  const parties = new Map(lowered.parties.map((party) => [party.id, party]));
  const shown = [...lowered.certificates, ...(lowered.shownFromOutside ?? [])];
  const certificates = new Map(shown.map((each) => [`${each.account} ${each.key}`, each]));
  const callers = new Map<string, Set<string>>();
  for (const { client, server, port } of lowered.connections) {
    const id = `${server} ${port}`;
    callers.set(id, (callers.get(id) ?? new Set()).add(client));
  }
  const backendOf = new Map(
    lowered.parties.flatMap(({ id, backends }) =>
      backends.map((backend) => [`${id} ${backend.service}`, backend] as const),
    ),
  );
  const certificateOf = (key: string, account: string): ClosedCertificate | undefined =>
    certificates.get(`${account} ${key}`);
  return {
    parties: lowered.parties,
    partyOf: (id) => parties.get(id),
    listenerOf: (party, port) => parties.get(party)?.listeners.find((each) => each.port === port),
    policyOf: (client, service, port) => {
      const policy =
        backendOf.get(`${client} ${service}`)?.clientPolicy ?? parties.get(client)?.backendDefaults;
      return policy?.kind === 'tls' && covers(policy, port) ? policy : undefined;
    },
    certificateOf,
    callersOf: (server, port) => callers.get(`${server} ${port}`) ?? new Set(),
    shownBy: ({ account, listeners, backends: own, backendDefaults }) => {
      const keys = [...own.map(({ clientPolicy }) => clientPolicy), backendDefaults].flatMap((policy) =>
        policy?.kind === 'tls' ? (policy.certificate ?? []) : [],
      );
      const presented = listeners.flatMap(({ tls }) => (tls.kind === 'mesh' ? tls.certificate : []));
      return [...new Set([...keys, ...presented])].flatMap((key) => certificateOf(key, account) ?? []);
    },
  };
}

/** A policy that lists no ports covers all. */
export const covers = ({ ports }: Pick<TlsPolicy, 'ports'>, port: number): boolean =>
  ports.length === 0 || ports.includes(port);
