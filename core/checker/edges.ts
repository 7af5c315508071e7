import { defined } from '../base/properties';
import type { Path, Text, Value } from '../topology';
import type { CertificateSpec, Connection, ListenerSpec, Party } from '../dataplane/lowered';
import { callerOf, levelsOf, type TlsPolicy } from './caller';
import { missingLinks } from './chains';
import { anyOf, isUnknown, sameValue } from './facts';
import { handshake, type Outcome } from './handshake';
import type { Lookups } from './lookups';
import { REASONS, type ReasonFacts } from './reasons';
import { clientSideOf, presentedBy, serverSideOf } from './sides';
import type { Edge, Reason } from './verdict';

/** An edge with what decided it: what a finding needs to explain it. */
export interface Inspection {
  readonly kind: 'call' | 'entry';
  readonly edge: Edge;
  readonly missing?: Outcome['missing'];
  /** Its bytes are those of the next edge, whose findings apply to both. */
  readonly echo?: true;
  /** The party that calls; absent for entries. */
  readonly client?: Party;
  /** Absent where nothing answers. */
  readonly server?: Party;
  readonly listener?: ListenerSpec;
  /** The caller's TLS policy, whether it covers the port or not. */
  readonly policy?: TlsPolicy;
  /** Names that the caller expects in the server's certificate, one of them. */
  readonly expectedNames?: readonly string[];
  /** What the listener presents, and what the caller shows when asked. */
  readonly certificate?: CertificateSpec;
  readonly clientCertificate?: CertificateSpec;
  /** Keys of the authorities that are not shown with a certificate, where that breaks the edge. */
  readonly unshown?: readonly string[];
}

export function callInspection(lookups: Lookups, connection: Connection): Inspection {
  const client = lookups.parties.get(connection.client);
  if (client === undefined) throw new Error(`caller "${connection.client}" was not lowered`);
  const server = lookups.parties.get(connection.server);
  const { policy, own, replaced } = levelsOf(lookups, client, connection.service);
  const ends = { kind: 'call', client, ...defined({ policy }) } as const;
  const lines: Lines = { call: connection.at, policy: policy?.at, route: connection.flaw?.at };
  if (server === undefined) return { ...ends, ...judged(connection, unanswered(connection), lines) };

  const found = { ...ends, server };
  const listener = listenerOf(lookups, server, connection.port);
  if (isUnfound(listener)) return { ...found, ...judged(connection, listener, lines) };
  if (connection.flaw !== undefined)
    return { ...found, listener, ...judged(connection, settled(connection.flaw.why), lines) };
  if (connection.open !== undefined)
    return { ...found, listener, ...judged(connection, openUntil(connection.open), lines) };
  if (server.discoveryName === undefined)
    return { ...found, listener, ...judged(connection, settled('not-discoverable'), lines) };

  const places = { client, server, listener, discoveryName: server.discoveryName };
  const met = meetingOf(lookups, places, connection.port, policy);
  const { outcome, certificate, clientCertificate } = met;
  const otherwise = replaced && meetingOf(lookups, places, connection.port, replaced).outcome;
  const byLevel = own !== undefined && otherwise !== undefined && otherwise.verdict !== outcome.verdict;
  const decisive = {
    ...lines,
    ...linesOf({ listener, policy, certificate, clientCertificate, discoveryName: server.discoveryName }),
  };
  return {
    ...found,
    listener,
    expectedNames: met.expectedNames,
    ...defined({ certificate, clientCertificate, unshown: unshownOf(lookups, met, listener, policy) }),
    ...(byLevel
      ? judged(connection, { ...outcome, by: 'R10' }, { call: own.at })
      : judged(connection, outcome, decisive)),
  };
}

const openUntil = (parameters: readonly string[]): Outcome => ({
  ...settled('parameter-open'),
  missing: { facts: [], parameters },
});

/** A service that leads nowhere, or whose target is unknown. */
function unanswered({ isUndescribed, service }: Connection): Outcome {
  if (isUndescribed !== true) return settled('no-workload');
  const missing = {
    facts: [
      {
        what: `what is behind service "${service}"`,
        how: `describe it: add workloads: { NAME: { account: …, existing: true, listens: … } }, and to: NAME at services.${service}`,
      },
    ],
    parameters: [],
  };
  return { ...settled('fact-unknown'), missing };
}

interface Places {
  readonly client: Party;
  readonly server: Party;
  readonly listener: ListenerSpec;
  readonly discoveryName: string;
}

/** The outcome of a call with a policy, and what would be presented and expected. */
function meetingOf(
  lookups: Lookups,
  { client, server, listener, discoveryName }: Places,
  port: Value<number>,
  policy: TlsPolicy | undefined,
) {
  const expectedNames = policy && policy.names.length > 0 ? policy.names : [discoveryName];
  const certificate = presentedBy(lookups, server, listener);
  const shown = policy?.certificate;
  const clientCertificate = shown === undefined ? undefined : lookups.certificateOf(shown, client.account);
  const outcome = handshake({
    caller: callerOf(policy, port),
    ...serverSideOf(lookups, listener, certificate, policy, expectedNames),
    ...clientSideOf(lookups, listener, clientCertificate),
    // Without its certificate the caller's proxy does not connect, whether it is asked for one or not.
    policyFlaw: policy?.flaw ?? clientCertificate?.flaw ?? 'none',
  });
  return { outcome, expectedNames, certificate, clientCertificate };
}

export function listenerOf(lookups: Lookups, party: Party, port: Value<number>): ListenerSpec | Outcome {
  const known = lookups.listenerOf(party, port);
  if (known !== undefined) return known;
  const { listeners } = party;
  const answers = listeners.map((listener) => ({ listener, same: sameValue(listener.port, port) }));
  const found = answers.find(({ same }) => same === true);
  if (found) return found.listener;
  const any = anyOf(answers.map(({ same }) => same));
  if (!isUnknown(any)) return settled('no-listener');
  const missing = { facts: any.facts, parameters: any.parameters };
  return { verdict: 'undecided', reason: 'parameter-open', by: 'S2', missing };
}

export const isUnfound = (found: ListenerSpec | Outcome): found is Outcome => 'verdict' in found;

export function settled(reason: Reason): Outcome {
  const { verdict, by } = REASONS[reason];
  return { verdict, reason, by };
}

/** The line of each thing that may decide, where there is one. */
export type Lines = { readonly call: Path } & { readonly [K in ReasonFacts['decides']]?: Path | undefined };

/** The two sides of a connection, where each exists. */
interface Met {
  readonly listener: ListenerSpec;
  readonly policy: TlsPolicy | undefined;
  readonly certificate: CertificateSpec | undefined;
  readonly clientCertificate: CertificateSpec | undefined;
  readonly discoveryName: Text | undefined;
}

/** The lines of the two sides. A list that was derived contains the discovery name: there the certificate lacks its own name. */
export function linesOf(met: Met): Omit<Lines, 'call'> {
  const { listener, policy, certificate, clientCertificate, discoveryName } = met;
  const own = policy !== undefined && policy.names.length > 0 && !policy.names.includes(discoveryName ?? '');
  return {
    listener: listener.at,
    policy: policy?.at,
    certificate: certificate?.at,
    'client-certificate': clientCertificate?.at,
    names: own ? [...policy.at, 'names'] : certificate?.at,
    'client-names': [...listener.at, 'tls', 'clients', 'names'],
  };
}

/** The authorities below what is trusted that one of the two sides does not show, where that is what breaks. */
export function unshownOf(
  { authorities }: Lookups,
  {
    outcome,
    certificate,
    clientCertificate,
  }: Pick<Met, 'certificate' | 'clientCertificate'> & {
    readonly outcome: Outcome;
  },
  { tls }: ListenerSpec,
  policy: TlsPolicy | undefined,
): readonly string[] | undefined {
  const validation = tls.kind === 'mesh' ? tls.validation : undefined;
  const [shown, trust] =
    outcome.reason === 'server-chain-incomplete'
      ? [certificate, policy?.trust]
      : outcome.reason === 'client-chain-incomplete'
        ? [clientCertificate, validation?.trust]
        : [];
  return shown && trust && missingLinks(shown, trust, authorities).map(({ key }) => key);
}

interface Ends {
  readonly client: string;
  readonly server: string;
  readonly port: Value<number>;
  readonly service?: string;
  readonly dialled?: Value<number>;
  readonly weight?: Value<number>;
}

export function judged(ends: Ends, outcome: Outcome, lines: Lines): Pick<Inspection, 'edge' | 'missing'> {
  const { client, server, port, service, dialled, weight } = ends;
  const { verdict, reason, by, missing } = outcome;
  const edge: Edge = {
    client,
    server,
    // Port 0 stands for a listener that the topology does not have.
    ...(typeof port === 'number' && port > 0 && { port }),
    ...defined({ service }),
    ...(typeof dialled === 'number' && { dialled }),
    ...(typeof weight === 'number' && { weight }),
    verdict,
    reason,
    by,
    ...defined({ missing: missing && missingText(missing) }),
    at: lines[REASONS[reason].decides] ?? lines.call,
  };
  return { edge, ...defined({ missing }) };
}

const missingText = ({ facts, parameters }: NonNullable<Outcome['missing']>): string =>
  [...facts.map(({ what }) => what), ...parameters.map((name) => `parameter "${name}"`)].join(', ');
