import type { Flaw } from '../dataplane/lowered';
import type { Path } from '../topology';

/** The checker's answer for one edge. */
export type Verdict =
  | 'mutual'
  | 'verified'
  | 'encrypted'
  | 'application'
  | 'plaintext'
  | 'broken'
  | 'undecided';

/** Why: a closed list; `reasons.ts` gives each its verdict, its rule and its sentence. */
export type Reason =
  // mutual, verified
  | 'both-verified'
  | 'permissive-mutual'
  | 'chain-and-name'
  // encrypted
  | 'acm-chain-only'
  | 'file-unverified'
  | 'sds-unverified'
  | 'enforce-off-tls'
  | 'load-balancer-reencrypts'
  | 'load-balancer-tls'
  | 'outside-tls'
  // application, plaintext
  | 'application-tls'
  | 'no-tls'
  | 'enforce-off-plain'
  | 'load-balancer-plain'
  | 'load-balancer-accepts-plain'
  | 'outside-plain'
  | 'past-the-proxy'
  // broken
  | 'server-has-no-tls'
  | 'server-tls-disabled'
  | 'server-requires-tls'
  | 'outside-needs-tls'
  | 'foreign-authority'
  | 'server-chain-incomplete'
  | 'server-certificate-expired'
  | 'server-certificate-early'
  | 'name-mismatch'
  | 'server-usage-mismatch'
  | 'client-certificate-missing'
  | 'client-authority-foreign'
  | 'client-chain-incomplete'
  | 'client-certificate-expired'
  | 'client-certificate-early'
  | 'client-name-mismatch'
  | 'client-usage-mismatch'
  | 'no-workload'
  | 'no-listener'
  | 'not-discoverable'
  | Flaw
  // undecided
  | 'callers-unknown'
  | 'fact-unknown'
  | 'parameter-open';

/** One edge with its verdict. */
export interface Edge {
  /** `workload/<key>`, `gateway/<key>`, `outside` or `load-balancer/<key>:<port>` (`loadBalancerIdOf`). */
  readonly client: string;
  /** As `client`; `service/<key>` where a call leads to no listener at all. */
  readonly server: string;
  /** Absent while the port is an open parameter. */
  readonly port?: number;
  readonly service?: string;
  /** The port of the service that callers use; absent for entries, and where nothing says which or a parameter does. */
  readonly dialled?: number;
  /** Share of the route's traffic; 0 is still an edge. */
  readonly weight?: number;
  readonly verdict: Verdict;
  readonly reason: Reason;
  /** Id of the rule that decided, a key of `RULES`: `R1`, or `A3` for one that AWS's documents leave open; `R10` where the policy's level did. */
  readonly by: string;
  /** What is unknown, for `undecided`. */
  readonly missing?: string;
  /** The line that decides. */
  readonly at: Path;
}
