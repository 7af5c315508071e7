/** What the lab measured: with `version` before it, what `lab --json` prints. `schema/lab.schema.json` is its contract. */
export interface LabResults {
  readonly edges: readonly MeasuredEdge[];
  readonly attacks: readonly TriedAttack[];
}

/** What was expected and what was measured, both in the same words. */
interface Comparison {
  readonly expected: string;
  /** `unmeasured` where the lab has no means to measure it, such as a connection that ends at AWS's load balancer. */
  readonly measured: string;
}

/** An edge of `check`, and what its connection is between real Envoys. */
export interface MeasuredEdge extends Comparison {
  /** As in `check`: `workload/<key>`, `gateway/<key>`, `load-balancer/<key>:<port>` or `outside`. */
  readonly client: string;
  readonly server: string;
  /** Key of the service; absent for what comes from outside. */
  readonly service?: string;
  /** The port on which the server listens. */
  readonly port?: number;
  /** The port of the service that callers use. */
  readonly dialled?: number;
  /** What the server was told about the caller's certificate: Envoy's header `x-forwarded-client-cert`. */
  readonly peer?: string;
  /** What was tried to tell the verdicts apart, such as a server with a certificate of a foreign authority. */
  readonly trials: readonly { readonly trial: string; readonly outcome: string }[];
  /** By how much Envoy's own counters rose during one request, by their names. */
  readonly counters: Readonly<Record<string, number>>;
}

/** An attempt to get through where nothing in the topology allows it, or to pass as somebody else. */
export interface TriedAttack extends Comparison {
  /** Its name: `plaintext`. */
  readonly attack: string;
  readonly client: string;
  readonly server: string;
  readonly service?: string;
  /** The port on which the server listens. */
  readonly port?: number;
}

export const isMeasured = ({ measured }: Comparison): boolean => measured !== 'unmeasured';

/** Whether something was measured otherwise than expected. */
export const isDifferent = (result: Comparison): boolean =>
  isMeasured(result) && result.expected !== result.measured;
