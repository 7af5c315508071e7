import { defined } from '../base/properties';
import { isParameterRef, openText, type Entry, type Path, type Value } from '../topology';
import type { CertificateSpec, Connection, ListenerSpec, Lowered, Party } from '../dataplane/lowered';
import { balancerOf, callerOf, levelsOf, type TlsPolicy } from './caller';
import { anyOf, isUnknown, sameValue } from './facts';
import { handshake, type Outcome } from './handshake';
import { lookupsOf, type Lookups } from './lookups';
import { REASONS, type ReasonFacts } from './reasons';
import { clientSideOf, presentedBy, serverSideOf } from './sides';
import type { Edge, Reason } from './verdict';

/** An edge with what decided it: what a finding needs to explain it. */
export interface Inspection {
  readonly kind: 'call' | 'entry';
  readonly edge: Edge;
  readonly missing?: Outcome['missing'];
  /** The party that calls; absent for entries. */
  readonly client?: Party;
  /** Absent where nothing answers. */
  readonly server?: Party;
  readonly listener?: ListenerSpec;
  /** The caller's TLS policy towards the service, whether it covers the port or not. */
  readonly policy?: TlsPolicy;
  /** Names that the caller expects in the server's certificate, one of them. */
  readonly expectedNames?: readonly string[];
  /** What the listener presents, and what the caller shows when asked. */
  readonly certificate?: CertificateSpec;
  readonly clientCertificate?: CertificateSpec;
}

/** Every edge of the mesh: the entries first, then the calls. */
export function inspectionsOf(lowered: Lowered): readonly Inspection[] {
  const lookups = lookupsOf(lowered);
  return [
    ...lowered.parties.flatMap((party) =>
      party.entries.flatMap((entry) => entryInspections(lookups, party, entry)),
    ),
    ...lowered.connections.map((connection) => callInspection(lookups, connection)),
  ];
}

function callInspection(lookups: Lookups, connection: Connection): Inspection {
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
  if (server.discoveryName === undefined)
    return { ...found, listener, ...judged(connection, settled('not-discoverable'), lines) };

  const places = { client, server, listener, discoveryName: server.discoveryName };
  const met = meetingOf(lookups, places, connection.port, policy);
  const { outcome, certificate, clientCertificate } = met;
  const otherwise = replaced && meetingOf(lookups, places, connection.port, replaced).outcome;
  const byLevel = own !== undefined && otherwise !== undefined && otherwise.verdict !== outcome.verdict;
  const decisive: Lines = {
    ...lines,
    listener: listener.at,
    certificate: certificate?.at,
    'client-certificate': clientCertificate?.at,
  };
  return {
    ...found,
    listener,
    expectedNames: met.expectedNames,
    ...defined({ certificate, clientCertificate }),
    ...(byLevel
      ? judged(connection, { ...outcome, by: 'R10' }, { call: own.at })
      : judged(connection, outcome, decisive)),
  };
}

/** A service that leads nowhere, or of which nobody said where it leads. */
function unanswered({ isUndescribed, service }: Connection): Outcome {
  if (isUndescribed !== true) return settled('no-workload');
  const missing = { facts: [`what is behind service "${service}"`], parameters: [] };
  return { ...settled('fact-unknown'), missing };
}

interface Places {
  readonly client: Party;
  readonly server: Party;
  readonly listener: ListenerSpec;
  readonly discoveryName: string;
}

/** How a call would go with a policy, and what would be shown and expected. */
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
  });
  return { outcome, expectedNames, certificate, clientCertificate };
}

/** An entry is two edges: outside to the load balancer, as declared, and the load balancer to the listener. */
function entryInspections(lookups: Lookups, server: Party, entry: Entry): readonly Inspection[] {
  const port = isParameterRef(entry.port) ? openText(entry.port.parameter) : entry.port;
  const balancer = `load-balancer/${server.key}:${port}`;
  const inner = { client: balancer, server: server.id, port: entry.listener };
  const lines: Lines = { call: entry.at };
  const known = { kind: 'entry', server } as const;
  const listener = listenerOf(lookups, server, entry.listener);
  const outside: Inspection = {
    ...known,
    ...judged(
      { client: 'outside', server: balancer, port: entry.port },
      settled(outsideOf(entry, listener)),
      lines,
    ),
  };
  if (isUnfound(listener)) return [outside, { ...known, ...judged(inner, listener, lines) }];

  const certificate = presentedBy(lookups, server, listener);
  const outcome = handshake({
    caller: balancerOf(entry),
    ...serverSideOf(lookups, listener, certificate, undefined, []),
    ...clientSideOf(lookups, listener, undefined),
  });
  const decisive = { ...lines, listener: listener.at, certificate: certificate?.at };
  const more = { listener, ...defined({ certificate }) };
  return [outside, { ...known, ...more, ...judged(inner, outcome, decisive) }];
}

/** A load balancer that ends nothing and adds nothing passes the TLS between outside and the application. */
function outsideOf(entry: Entry, listener: ListenerSpec | Outcome): Reason {
  if (entry.outside.kind === 'tls') return 'load-balancer-tls';
  const passes =
    balancerOf(entry) === 'balancer-plain' && !isUnfound(listener) && listener.tls.kind === 'application';
  return passes ? 'application-tls' : 'load-balancer-plain';
}

function listenerOf(lookups: Lookups, party: Party, port: Value<number>): ListenerSpec | Outcome {
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

const isUnfound = (found: ListenerSpec | Outcome): found is Outcome => 'verdict' in found;

function settled(reason: Reason): Outcome {
  const { verdict, by } = REASONS[reason];
  return { verdict, reason, by };
}

/** The line of each thing that may decide, as far as there is one. */
type Lines = { readonly call: Path } & { readonly [K in ReasonFacts['decides']]?: Path | undefined };

interface Ends {
  readonly client: string;
  readonly server: string;
  readonly port: Value<number>;
  readonly service?: string;
  readonly weight?: Value<number>;
}

function judged(ends: Ends, outcome: Outcome, lines: Lines): Pick<Inspection, 'edge' | 'missing'> {
  const { client, server, port, service, weight } = ends;
  const { verdict, reason, by, missing } = outcome;
  const edge: Edge = {
    client,
    server,
    // Port 0 stands for a listener that nobody wrote.
    ...(typeof port === 'number' && port > 0 && { port }),
    ...defined({ service }),
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
  [...facts, ...parameters.map((name) => `parameter "${name}"`)].join(', ');
