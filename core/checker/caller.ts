import { defined } from '../base/properties';
import { isParameterRef, type ClientPolicy, type Entry, type Value } from '../topology';
import type { Party, PolicySpec } from '../dataplane/lowered';
import { anyOf, isUnknown, sameValue, type Fact, type Maybe, type Unknown } from './facts';
import type { Caller } from './handshake';
import type { Lookups } from './lookups';

export type TlsPolicy = Extract<PolicySpec, { kind: 'tls' }>;

/** The policies that a caller has for a service, on both levels. */
export interface Levels {
  /** The one that applies. */
  readonly policy?: TlsPolicy;
  /** The default that the call's own replaces, whatever the own one says; absent where the call has none. */
  readonly replaced?: TlsPolicy;
  /** The call's own, even where it is `none`. */
  readonly own?: PolicySpec;
}

/** A backend's own policy overrides the caller's default as a whole (mutual TLS user guide); `none` leaves no policy. */
export function levelsOf({ backendOf }: Lookups, client: Party, service: string): Levels {
  const own = backendOf(client, service)?.clientPolicy;
  const inherited = client.backendDefaults;
  const policy = own ?? inherited;
  return {
    ...(policy?.kind === 'tls' && { policy }),
    ...defined({ own }),
    ...(own && inherited?.kind === 'tls' && { replaced: inherited }),
  };
}

/** Whether the policy covers the server's port. One that lists no ports covers all. */
export const coverageOf = ({ ports }: TlsPolicy, port: Value<number>): Maybe<boolean> =>
  ports.length === 0 || anyOf(ports.map((covered) => sameValue(covered, port)));

export function callerOf(policy: TlsPolicy | undefined, port: Value<number>): Maybe<Caller> {
  if (policy === undefined) return 'silent';
  const covered = coverageOf(policy, port);
  const { enforce } = policy;
  if (covered === false) return 'silent';
  if (covered === true && !isParameterRef(enforce)) return enforce ? 'enforcing' : 'lenient';

  const covering: readonly Caller[] = [
    ...(enforce === false ? [] : (['enforcing'] as const)),
    ...(enforce === true ? [] : (['lenient'] as const)),
  ];
  const open = isParameterRef(enforce) ? [enforce.parameter] : [];
  if (!isUnknown(covered)) return { possible: covering, facts: [], parameters: open };
  return {
    possible: [...covering, 'silent'],
    facts: covered.facts,
    parameters: [...new Set([...open, ...covered.parameters])],
  };
}

/** What callers from outside require of a port that they dial; unknown for a port that their policy does not cover. */
export function outsideCallerOf(
  policy: ClientPolicy | undefined,
  port: Value<number>,
  unstated: Fact,
): Maybe<Caller> {
  if (policy?.kind === 'none') return 'outside-plain';
  const notStated: Unknown<Caller> = { possible: ['outside'], facts: [unstated], parameters: [] };
  const caller = policy === undefined ? 'silent' : callerOf(policy, port);
  if (caller === 'silent') return notStated;
  if (!isUnknown(caller)) return caller;
  return {
    ...caller,
    possible: caller.possible.map((each): Caller => (each === 'silent' ? 'outside' : each)),
  };
}

/** How a load balancer that does not pass its callers' own bytes connects to the listener. */
export function balancerOf({ inside, outside }: Pick<Entry, 'inside' | 'outside'>): Caller {
  if (inside === 'encrypted') return 'balancer-tls';
  return outside.kind === 'tls' ? 'balancer-ended' : 'balancer-plain';
}
