import type { Flaw } from '../dataplane/lowered';
import type { DecidingRuleId } from './deciding-rules';
import { REASONS } from './reasons';
import type { Reason, Verdict } from './verdict';
import { distinctFacts, isUnknown, type Fact, type Maybe, type Unknown } from './facts';
import type { Time } from './validity';

/**
 * How a caller connects to a listener: with a covering policy that enforces TLS or does not, without one, as a load
 * balancer (which encrypts, forwards the plaintext that it received, or has terminated TLS and sends plaintext), or from
 * outside the mesh (whose requirements are unknown, or which sends plaintext).
 */
export type Caller =
  | 'enforcing'
  | 'lenient'
  | 'silent'
  | 'balancer-tls'
  | 'balancer-plain'
  | 'balancer-ended'
  | 'outside'
  | 'outside-plain';

/** What a listener does about TLS. */
export type ServerTls = 'none' | 'application' | 'STRICT' | 'PERMISSIVE' | 'DISABLED';

/** All that an edge's verdict depends on. Facts that a row of the table never reads may contain anything. */
export interface Meeting {
  readonly caller: Caller;
  readonly tls: ServerTls;
  /** What the data plane refuses in the policy, which therefore never applies as it is written. */
  readonly policyFlaw: Flaw | 'none';
  /** What it refuses in the server's certificate or in how its listener asks for one. */
  readonly flaw: Flaw | 'none';
  /** Where the server's certificate comes from. */
  readonly source: 'acm' | 'file' | 'sds';
  readonly serverTrusted: boolean;
  /** The authorities between the certificate and the trusted one come with it. */
  readonly serverChained: boolean;
  readonly serverTime: Time;
  readonly serverNamed: boolean;
  readonly serverUsable: boolean;
  /** The listener validates callers. */
  readonly asksClient: boolean;
  /** The policy has a certificate to show; it is shown only when asked for. */
  readonly showsClient: boolean;
  readonly clientTrusted: boolean;
  readonly clientChained: boolean;
  readonly clientTime: Time;
  readonly clientNamed: boolean;
  readonly clientUsable: boolean;
}

/** A meeting of which some facts may be unknown. */
export type MeetingFacts = { readonly [K in keyof Meeting]: Maybe<Meeting[K]> };

export interface Outcome {
  readonly verdict: Verdict;
  readonly reason: Reason;
  readonly by: DecidingRuleId;
  /** What would decide an undecided edge. */
  readonly missing?: { readonly facts: readonly Fact[]; readonly parameters: readonly string[] };
}

/** `handshake`: both use TLS, and the certificates decide. */
type Cell = Reason | 'handshake';

const MEETINGS: Readonly<Record<Caller, Readonly<Record<ServerTls, Cell>>>> = {
  enforcing: {
    none: 'server-has-no-tls',
    DISABLED: 'server-tls-disabled',
    PERMISSIVE: 'handshake',
    STRICT: 'handshake',
    // The mesh's handshake meets the application's certificate, of which the topology says nothing.
    application: 'fact-unknown',
  },
  lenient: {
    none: 'enforce-off-plain',
    DISABLED: 'enforce-off-plain',
    PERMISSIVE: 'handshake',
    STRICT: 'handshake',
    application: 'application-tls',
  },
  silent: {
    none: 'no-tls',
    DISABLED: 'no-tls',
    PERMISSIVE: 'handshake',
    STRICT: 'handshake',
    application: 'application-tls',
  },
  'balancer-tls': {
    none: 'server-has-no-tls',
    DISABLED: 'server-tls-disabled',
    PERMISSIVE: 'handshake',
    STRICT: 'handshake',
    application: 'load-balancer-reencrypts',
  },
  'balancer-plain': {
    none: 'load-balancer-plain',
    DISABLED: 'load-balancer-plain',
    PERMISSIVE: 'load-balancer-plain',
    STRICT: 'server-requires-tls',
    // It terminates nothing, so the outside caller's own TLS passes through.
    application: 'application-tls',
  },
  'balancer-ended': {
    none: 'load-balancer-plain',
    DISABLED: 'load-balancer-plain',
    PERMISSIVE: 'load-balancer-plain',
    STRICT: 'server-requires-tls',
    application: 'server-requires-tls',
  },
  outside: {
    none: 'outside-plain',
    DISABLED: 'outside-plain',
    PERMISSIVE: 'callers-unknown',
    STRICT: 'handshake',
    application: 'application-tls',
  },
  'outside-plain': {
    none: 'outside-plain',
    DISABLED: 'outside-plain',
    PERMISSIVE: 'outside-plain',
    STRICT: 'outside-needs-tls',
    application: 'outside-needs-tls',
  },
};

const verifies = ({ caller }: Meeting): boolean => caller === 'enforcing';
const hasPolicy = ({ caller }: Meeting): boolean => caller === 'enforcing' || caller === 'lenient';
/** A certificate belongs to a policy: where none covers the port, none is shown. */
const shows = (meeting: Meeting): boolean => meeting.showsClient && hasPolicy(meeting);
/** Without a policy, a proxy checks what ACM has issued, and nothing else. */
const readsTime = (meeting: Meeting): boolean =>
  verifies(meeting) || (meeting.caller === 'silent' && meeting.source === 'acm');
const asks = ({ asksClient, caller }: Meeting): boolean => asksClient && caller !== 'outside';

/** In the order of the handshake: the server shows its certificate first. The first that fails is the reason. */
const CHECKS: readonly {
  readonly when: (meeting: Meeting) => boolean;
  readonly holds: (meeting: Meeting) => boolean;
  readonly otherwise: Reason;
}[] = [
  { when: verifies, holds: (m) => m.serverTrusted, otherwise: 'foreign-authority' },
  { when: verifies, holds: (m) => m.serverChained, otherwise: 'server-chain-incomplete' },
  { when: readsTime, holds: (m) => m.serverTime !== 'expired', otherwise: 'server-certificate-expired' },
  { when: readsTime, holds: (m) => m.serverTime !== 'early', otherwise: 'server-certificate-early' },
  { when: verifies, holds: (m) => m.serverNamed, otherwise: 'name-mismatch' },
  { when: verifies, holds: (m) => m.serverUsable, otherwise: 'server-usage-mismatch' },
  { when: asks, holds: shows, otherwise: 'client-certificate-missing' },
  { when: asks, holds: (m) => m.clientTrusted, otherwise: 'client-authority-foreign' },
  { when: asks, holds: (m) => m.clientChained, otherwise: 'client-chain-incomplete' },
  { when: asks, holds: (m) => m.clientTime !== 'expired', otherwise: 'client-certificate-expired' },
  { when: asks, holds: (m) => m.clientTime !== 'early', otherwise: 'client-certificate-early' },
  { when: asks, holds: (m) => m.clientNamed, otherwise: 'client-name-mismatch' },
  { when: asks, holds: (m) => m.clientUsable, otherwise: 'client-usage-mismatch' },
];

const UNVERIFIED = { acm: 'acm-chain-only', file: 'file-unverified', sds: 'sds-unverified' } as const;

function successOf(meeting: Meeting): Reason {
  switch (meeting.caller) {
    case 'enforcing':
      if (!meeting.asksClient) return 'chain-and-name';
      return meeting.tls === 'PERMISSIVE' ? 'permissive-mutual' : 'both-verified';
    case 'lenient':
      return 'enforce-off-tls';
    case 'silent':
      return UNVERIFIED[meeting.source];
    case 'balancer-tls':
    case 'balancer-plain':
    case 'balancer-ended':
      return 'load-balancer-reencrypts';
    case 'outside':
      return meeting.asksClient ? 'callers-unknown' : 'outside-tls';
    case 'outside-plain':
      return 'outside-needs-tls';
  }
}

function reasonOf(meeting: Meeting): Reason {
  const cell = MEETINGS[meeting.caller][meeting.tls];
  if (cell !== 'handshake') return cell;
  const { policyFlaw, flaw } = meeting;
  if (policyFlaw !== 'none' && hasPolicy(meeting)) return policyFlaw;
  if (flaw !== 'none') return flaw;
  return CHECKS.find(({ when, holds }) => when(meeting) && !holds(meeting))?.otherwise ?? successOf(meeting);
}

/**
 * The verdict of one meeting. What is unknown is tried in every way: if all agree, that is the verdict, with
 * the reason of the most favourable one; if not, the edge is undecided and says what would decide it.
 */
export function handshake(facts: MeetingFacts): Outcome {
  const worlds = worldsOf(facts);
  const reasons = worlds.map(reasonOf);
  const best = reasons[0] ?? 'fact-unknown';
  const { verdict, by } = REASONS[best];
  const unknown = decisiveOf(facts, verdict);
  const never = NEVER_STATED[best];
  if (never !== undefined) {
    const missing = { ...unknown, facts: distinctFacts([...never(facts), ...unknown.facts]) };
    return { verdict, reason: best, by: best === 'fact-unknown' ? 'R12' : by, missing };
  }
  if (reasons.every((reason) => REASONS[reason].verdict === verdict)) return { verdict, reason: best, by };

  return {
    verdict: 'undecided',
    reason: unknown.facts.length > 0 ? 'fact-unknown' : 'parameter-open',
    by,
    missing: unknown,
  };
}

/** Reasons of edges that are undecided whatever else is known, and what would decide them. */
const NEVER_STATED: Readonly<Partial<Record<Reason, (facts: MeetingFacts) => readonly Fact[]>>> = {
  'fact-unknown': () => [
    {
      what: 'certificate that the application presents',
      how: "give the call policy: 'none', so that the two applications use TLS between them",
    },
  ],
  'callers-unknown': ({ caller }) => (isUnknown(caller) ? caller.facts : []),
};

const entriesOf = (facts: MeetingFacts) => Object.entries(facts) as [keyof Meeting, Maybe<unknown>][];

/** Every meeting that the unknown leaves possible, the most favourable first. */
function worldsOf(facts: MeetingFacts): readonly Meeting[] {
  let worlds: readonly Partial<Record<keyof Meeting, unknown>>[] = [{}];
  for (const [name, value] of entriesOf(facts)) {
    const possible = isUnknown(value) ? value.possible : [value];
    worlds = worlds.flatMap((world) => possible.map((one) => ({ ...world, [name]: one })));
  }
  return worlds as readonly Meeting[];
}

/** The unknowns that change the most favourable verdict by themselves; all of them if only several together do. */
function decisiveOf(facts: MeetingFacts, verdict: Verdict): Pick<Unknown<unknown>, 'facts' | 'parameters'> {
  const [best] = worldsOf(facts);
  const unknowns = entriesOf(facts).flatMap(([name, value]) => (isUnknown(value) ? [{ name, value }] : []));
  const decisive = unknowns.filter(({ name, value }) =>
    value.possible.some((one) => REASONS[reasonOf({ ...best, [name]: one } as Meeting)].verdict !== verdict),
  );
  const named = decisive.length > 0 ? decisive : unknowns;
  return {
    facts: distinctFacts(named.flatMap(({ value }) => value.facts)),
    parameters: [...new Set(named.flatMap(({ value }) => value.parameters))],
  };
}
