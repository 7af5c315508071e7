import type { Credentials, Path, Text } from '../topology';
import type { Handover } from './asset';
import type { Content } from './content';
import type { OutputValue } from './values';

/**
 * Fixed, so that a change elsewhere never moves a resource from one state to another:
 * `shared` and `owner` are the owner's first and second stack; `member` is a member's first, `requests` contains what it
 * asks of other members, `links` what needs both sides; `kubernetes` what is inside an account's clusters of Kubernetes.
 */
export type StackKind = 'shared' | 'member' | 'owner' | 'requests' | 'links' | 'kubernetes';

/**
 * - `derived`: known at synth, written as a literal.
 * - `assigned`: only the stack that creates it knows it.
 * - `confirmed`: derived, and compared with what the other stack really created.
 */
export type WireKind = 'derived' | 'assigned' | 'confirmed';

/** A value that a stack outputs for others, whether they read it or not. `literal` is what it must be, where that is known at synth. */
export interface Output {
  /** Terraform output name, `<what>_<key>` with `-` as `_`; unique in its stack. */
  readonly name: string;
  readonly value: OutputValue;
  readonly literal?: Text;
  /** Who needs it outside of Terraform. @default none */
  readonly handover?: Handover;
}

/**
 * A value that crosses from one stack to another, each (from, to, output) once. What an asset names crosses as a
 * literal, derived; where the stack of what it names comes first anyway, what can be compared is confirmed.
 */
export interface Wire {
  readonly from: string;
  readonly to: string;
  /** Output name; a derived wire also has it where the stack outputs the value. */
  readonly output: string;
  readonly kind: WireKind;
  readonly value: OutputValue;
  /** Of derived and confirmed wires. */
  readonly literal?: Text;
}

export interface Stack {
  readonly name: string;
  readonly kind: StackKind;
  /** Key of the account it is deployed to; also its provider alias. */
  readonly account: string;
  readonly credentials: Credentials;
  /** Key or workspace of its state, `<mesh>-<stack>` without doubling the mesh. */
  readonly stateName: string;
  /** In the order in which they need each other. */
  readonly contents: readonly Content[];
  /** Wires that end here, providers in deploy order. */
  readonly inputs: readonly Wire[];
  readonly outputs: readonly Output[];
  /** Stacks that must be applied first, all of them, however indirectly; in deploy order. */
  readonly needs: readonly string[];
  /** The transitive reduction of `needs` over the whole plan: what cdktf is given. */
  readonly after: readonly string[];
}

/** Something the topology asks for that this version does not deploy. */
export interface NotDeployed {
  readonly at: Path;
  readonly what: string;
  readonly why: string;
}

/** A feature that a topology uses and its data plane does not have as it is written. */
export interface Difference {
  /** Name of its field: `discovery.attributes`. */
  readonly feature: string;
  readonly support: 'approximated' | 'lost';
  readonly sentence: string;
  /** Where it is used: at least one place. */
  readonly at: readonly Path[];
}

export interface Plan {
  /** In deploy order. */
  readonly stacks: readonly Stack[];
  /** Stacks of one wave can be applied together, listed callees first; a wave needs the ones before it. */
  readonly waves: readonly (readonly string[])[];
  /** The waves in which stacks are destroyed. */
  readonly removal: readonly (readonly string[])[];
  readonly wires: readonly Wire[];
  /** Second stacks that would contain nothing, and may have held something before the topology changed. */
  readonly vacant: readonly Pick<Stack, 'name' | 'stateName'>[];
  readonly notDeployed: readonly NotDeployed[];
  /** What is different on the data plane, losses first: those that the topology accepts. */
  readonly differences: readonly Difference[];
}
