import { defined } from '../base/properties';
import { isCovered, pathText, type ClientPolicy, type Entry, type Path, type Value } from '../topology';
import { sameValue } from '../dataplane/live';
import type { ListenerSpec, Party } from '../dataplane/lowered';
import { loadBalancerIdOf } from '../dataplane/placed-entries';
import { balancerOf, outsideCallerOf } from './caller';
import {
  isUnfound,
  judged,
  linesOf,
  listenerOf,
  settled,
  unshownOf,
  type Inspection,
  type Lines,
} from './edges';
import { factUnknown, type Fact } from './facts';
import { handshake, type Outcome } from './handshake';
import type { Lookups } from './lookups';
import { clientSideOf, presentedBy, serverSideOf } from './sides';
import type { Reason } from './verdict';

/** Callers from outside connect directly to each listener of a gateway that no load balancer is in front of. */
export function uncoveredInspections(lookups: Lookups, server: Party): readonly Inspection[] {
  if (server.kind !== 'gateway') return [];
  return server.listeners
    .filter(({ port }) => !isCovered(port, server.entries))
    .map((listener) => {
      const met = outsideMeeting(lookups, server, listener, {
        at: listener.at,
        port: listener.port,
        callers: server.callers,
        name: server.outsideName,
        unstated: {
          what: `callers of gateway "${server.key}"`,
          how: howToState(server.at),
        },
      });
      const ends = { client: 'outside', server: server.id, port: listener.port };
      return { kind: 'entry', server, ...met.more, ...judged(ends, met.outcome, met.lines) };
    });
}

/** An entry is two edges: outside to the load balancer, and the load balancer to the listener. */
export function entryInspections(lookups: Lookups, server: Party, entry: Entry): readonly Inspection[] {
  const balancer = loadBalancerIdOf(server, entry);
  const outer = { client: 'outside', server: balancer, port: entry.port };
  const inner = { client: balancer, server: server.id, port: entry.listener };
  const lines: Lines = { call: entry.at };
  const known = { kind: 'entry', server } as const;
  const listener = frontOf(server, entry) ?? listenerOf(lookups, server, entry.listener);
  if (!isUnfound(listener) && entry.inside === 'passed') {
    const met = passedMeeting(lookups, server, listener, entry);
    const both = { ...known, ...met.more };
    return [
      { ...both, echo: true, ...judged(outer, met.outcome, met.lines) },
      { ...both, ...judged(inner, met.outcome, met.lines) },
    ];
  }
  const outside: Inspection = { ...known, ...judged(outer, settled(outsideOf(entry, listener)), lines) };
  if (isUnfound(listener))
    return [outside, { ...known, ...judged(inner, beyondOf(server, listener), lines) }];

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

/**
 * The listener that is there for load balancers alone: where its port is open, it is not told apart by it from the one for
 * which it answers.
 */
const frontOf = ({ listeners }: Party, { inside, listener }: Entry): ListenerSpec | undefined =>
  inside === 'encrypted'
    ? listeners.find((each) => each.frontOf !== undefined && sameValue(each.port, listener))
    : undefined;

/** A load balancer that neither terminates nor adds TLS passes the TLS between outside and the application. */
function outsideOf(entry: Entry, listener: ListenerSpec | Outcome): Reason {
  if (entry.outside.kind === 'tls') return 'load-balancer-tls';
  const passes = entry.inside === 'plain' && !isUnfound(listener) && listener.tls.kind === 'application';
  return passes ? 'application-tls' : 'load-balancer-accepts-plain';
}

/** Where a workload has no listener, its container itself answers; a gateway has no container but its proxy. */
const beyondOf = (server: Party, unfound: Outcome): Outcome =>
  unfound.reason === 'no-listener' && server.kind === 'workload' ? settled('past-the-proxy') : unfound;

const passedMeeting = (lookups: Lookups, server: Party, listener: ListenerSpec, entry: Entry) =>
  outsideMeeting(lookups, server, listener, {
    at: entry.at,
    port: entry.port,
    callers: entry.callers ?? server.callers,
    name: entry.record?.name ?? server.outsideName,
    unstated: { what: `callers of the entry of "${server.key}"`, how: howToState(entry.at) },
  });

const howToState = (at: Path): string =>
  `state ${pathText([...at, 'callers'])}, what callers from outside require of TLS and present: 'none' for plaintext, or { trust: { … }, names: ['…'], certificate: KEY }`;

/** Callers from outside, and the way in that they take. */
interface Outside {
  readonly at: Path;
  /** The port that they dial. */
  readonly port: Value<number>;
  readonly callers: ClientPolicy | undefined;
  readonly unstated: Fact;
  /** That of its record, where there is one: they do not know the names of the mesh, and expect it in the certificate. */
  readonly name: string | undefined;
}

/** How callers from outside connect to a listener with their own TLS. */
function outsideMeeting(
  lookups: Lookups,
  server: Party,
  listener: ListenerSpec,
  { at, port, callers, unstated, name }: Outside,
) {
  const policy = callers?.kind === 'tls' ? callers : undefined;
  const names = policy && policy.names.length > 0 ? policy.names : name === undefined ? undefined : [name];
  const certificate = presentedBy(lookups, server, listener);
  const shown = policy?.certificate;
  const clientCertificate = shown === undefined ? undefined : lookups.certificateOf(shown, server.account);
  const outcome = handshake({
    caller: outsideCallerOf(callers, port, unstated),
    ...serverSideOf(
      lookups,
      listener,
      certificate,
      policy,
      names ?? factUnknown(namesOfCallers(server, policy)),
    ),
    ...clientSideOf(lookups, listener, clientCertificate),
  });
  const lines: Lines = {
    call: callers?.at ?? at,
    ...linesOf({ listener, policy, certificate, clientCertificate, discoveryName: name }),
    policy: callers?.at,
  };
  const unshown = unshownOf(lookups, { outcome, certificate, clientCertificate }, listener, policy);
  const more = {
    listener,
    ...defined({ policy, expectedNames: names, certificate, clientCertificate, unshown }),
  };
  return { outcome, lines, more };
}

const namesOfCallers = (server: Party, policy: ClientPolicy | undefined): Fact => ({
  what: `names that callers of "${server.key}" expect`,
  how: `state ${pathText([...(policy?.at ?? server.at), 'names'])}, the names that callers from outside expect in the certificate`,
});
