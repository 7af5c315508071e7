import type { Asset } from './asset';
import type { ShareItem } from './content';
import type { Difference, NotDeployed } from './plan';

/**
 * What a data plane needs from the substrate. `member`, `caller` and `callee` are keys of accounts.
 *
 * Needs of retired accounts and workloads are stated too: the planner keeps their stacks and empties them.
 * A need may be stated more than once, and in any order.
 */
export type Need =
  /** The owner shares something with a member. */
  | { readonly kind: 'share'; readonly member: string; readonly item: ShareItem }
  /** Packets of `caller`'s network reach `callee`'s. */
  | { readonly kind: 'reach'; readonly caller: string; readonly callee: string }
  /** Names in `callee`'s private zone resolve in `caller`'s network. */
  | { readonly kind: 'resolve'; readonly caller: string; readonly callee: string };

/** All that a data plane asks of a plan. */
export interface Demands {
  readonly needs: readonly Need[];
  readonly assets: readonly Asset[];
  /** What the topology asks for and nothing deploys; the plan lists it. */
  readonly notDeployed: readonly NotDeployed[];
  /** What the data plane does not have as it is written; the plan lists it. */
  readonly differences: readonly Difference[];
}
