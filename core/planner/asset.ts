import type { Content } from './content';
import type { OutputValue } from './values';
import type { Text } from '../topology';

/**
 * Which of an account's stacks contains an asset.
 * - `first`: it needs nothing of another account but what the owner's first stack shares.
 * - `workloads`: where the account's workloads and services are: a member's first stack, the owner's second.
 * - `second`: it needs both sides to exist.
 * - `kubernetes`: what is inside clusters of Kubernetes, in a stack of its own.
 */
export type Tier = 'first' | 'workloads' | 'second' | 'kubernetes';

/** A value that a content outputs for other stacks: its builder sets it in the `wiring` of the stacks. */
export interface AssetOutput {
  readonly value: OutputValue;
  /** What it must be, where that is known before anything is deployed. */
  readonly literal?: Text;
  /**
   * How a value with a literal reaches a stack that names the content: as that literal (`false`, the default), or
   * compared with it, where the content's stack comes first anyway (`true`).
   */
  readonly compared?: boolean;
  /** Who needs it outside of Terraform. @default none: only other stacks read it */
  readonly handover?: Handover;
}

/** A value that people, or the tools by which they run containers, need of a thing. */
export interface Handover {
  /** Such as `workload "yelb-ui"`. */
  readonly thing: string;
  /** What it is of the thing, such as `security group`. */
  readonly what: string;
}

/** What every placed content says of itself, whether it is of the substrate or of a data plane. */
export interface Placed {
  readonly content: Content;
  /**
   * Values that it reads from other contents, in the same stack or not, and that its builder gets by `wiring.of`. What
   * outputs them is found by the value.
   */
  readonly reads: readonly OutputValue[];
  /** Ids of contents that must exist first, where they are there at all. */
  readonly follows: readonly string[];
  /**
   * Ids of contents that it names and that need not exist first. Its builder writes their literals as the data plane
   * lowered them, and compares those that can be compared: `expectedCallees` of the stacks.
   */
  readonly names: readonly string[];
  readonly outputs: readonly AssetOutput[];
  /** It goes when any of these is retired; its stack stays. */
  readonly concerns: readonly { readonly retired: boolean }[];
}

/** Something that a data plane puts into a mesh: a node, a route, a certificate. The planner never asks what it is. */
export interface Asset extends Placed {
  /** Key of the account in which it is created. */
  readonly account: string;
  readonly tier: Tier;
}
