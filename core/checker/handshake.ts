import type { Flaw } from '../dataplane/lowered';
import type { DecidingRuleId } from './deciding-rules';
import { REASONS } from './reasons';
import type { Reason, Verdict } from './verdict';
import { isUnknown, type Maybe, type Unknown } from './facts';

/**
 * How a caller comes to a listener: with a covering policy that enforces TLS or does not, without one, or as a
 * load balancer (which encrypts, passes on what it got in plain text, or has ended TLS and speaks plain text).
 */
export type Caller =
  | 'enforcing'
  | 'lenient'
  | 'silent'
  | 'balancer-tls'
  | 'balancer-plain'
  | 'balancer-ended';

/** What a listener does about TLS. */
export type ServerTls = 'none' | 'application' | 'STRICT' | 'PERMISSIVE' | 'DISABLED';

/** All that an edge's verdict depends on. Facts that a row of the table never reads may hold anything. */
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
  readonly serverNamed: boolean;
  readonly serverUsable: boolean;
  /** The listener validates callers. */
  readonly asksClient: boolean;
  /** The policy has a certificate to show; it is shown only when asked for. */
  readonly showsClient: boolean;
  readonly clientTrusted: boolean;
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
  readonly missing?: { readonly facts: readonly string[]; readonly parameters: readonly string[] };
}

/** `handshake`: both speak TLS, and the certificates decide. */
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
    // It ended nothing, so the outside caller's own TLS passes through.
    application: 'application-tls',
  },
  'balancer-ended': {
    none: 'load-balancer-plain',
    DISABLED: 'load-balancer-plain',
    PERMISSIVE: 'load-balancer-plain',
    STRICT: 'server-requires-tls',
    application: 'server-requires-tls',
  },
};

const verifies = ({ caller }: Meeting): boolean => caller === 'enforcing';
const hasPolicy = ({ caller }: Meeting): boolean => caller === 'enforcing' || caller === 'lenient';
/** A certificate belongs to a policy: where none covers the port, none is shown. */
const shows = (meeting: Meeting): boolean => meeting.showsClient && hasPolicy(meeting);

/** In the order of the handshake: the server shows its certificate first. The first that fails is the reason. */
const CHECKS: readonly {
  readonly when: (meeting: Meeting) => boolean;
  readonly holds: (meeting: Meeting) => boolean;
  readonly otherwise: Reason;
}[] = [
  { when: verifies, holds: (m) => m.serverTrusted, otherwise: 'foreign-authority' },
  { when: verifies, holds: (m) => m.serverNamed, otherwise: 'name-mismatch' },
  { when: verifies, holds: (m) => m.serverUsable, otherwise: 'server-usage-mismatch' },
  { when: (m) => m.asksClient, holds: shows, otherwise: 'client-certificate-missing' },
  { when: (m) => m.asksClient, holds: (m) => m.clientTrusted, otherwise: 'client-authority-foreign' },
  { when: (m) => m.asksClient, holds: (m) => m.clientNamed, otherwise: 'client-name-mismatch' },
  { when: (m) => m.asksClient, holds: (m) => m.clientUsable, otherwise: 'client-usage-mismatch' },
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
 * The verdict of one meeting. What is unknown is tried in every way: if all agree on the verdict it stands, with
 * the reason of the most favourable one; if not, the edge is undecided and says what would decide it.
 */
export function handshake(facts: MeetingFacts): Outcome {
  const worlds = worldsOf(facts);
  const reasons = worlds.map(reasonOf);
  const best = reasons[0] ?? 'fact-unknown';
  const { verdict, by } = REASONS[best];
  const unknown = decisiveOf(facts, verdict);
  if (best === 'fact-unknown') {
    const missing = { ...unknown, facts: ['certificate that the application shows', ...unknown.facts] };
    return { verdict, reason: best, by, missing };
  }
  if (reasons.every((reason) => REASONS[reason].verdict === verdict)) return { verdict, reason: best, by };

  return {
    verdict: 'undecided',
    reason: unknown.facts.length > 0 ? 'fact-unknown' : 'parameter-open',
    by,
    missing: unknown,
  };
}

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
    facts: [...new Set(named.flatMap(({ value }) => value.facts))],
    parameters: [...new Set(named.flatMap(({ value }) => value.parameters))],
  };
}
