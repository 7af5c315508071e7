import type { Topology } from '../../core/topology';

/** A confirmed value that a stack received from another, and who asks about it. */
export interface Question {
  /** As the receiving stack read it. */
  readonly value: string;
  /** Key of the account of the receiving stack. */
  readonly account: string;
  readonly topology: Topology;
  /** Of the local AWS. */
  readonly url: string;
}

/** What AWS reports about a value. */
export interface Answer {
  /** Whether exactly this exists and is in use. */
  readonly ok: boolean;
  /** For people, as the end of a sentence: `App Mesh says: the same, ACTIVE, …`. */
  readonly said: string;
}

/** What a data plane contributes to a local run. */
export interface Proof {
  /** Asks the local AWS, signed in to the account of the receiving stack. */
  ask(question: Question): Promise<Answer>;
  /** Words of the `aws` command that show what the local AWS holds. */
  readonly look: string;
}
