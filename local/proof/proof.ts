import type { Topology } from '../../core/topology';

/** A confirmed value that a stack received from another, and the account that asks about it. */
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
  /** Asks the local AWS, as the account of the receiving stack. */
  ask(question: Question): Promise<Answer>;
  /** Arguments of the `aws` command that show the contents of the local AWS. */
  readonly look: string;
}
