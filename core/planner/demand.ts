/**
 * What a data plane needs of the plan, as data, so that the planner knows no data plane.
 * Everything is named by its key; `member`, `caller` and `callee` are always accounts.
 *
 * Demands of retired accounts and workloads are stated too: the planner keeps their stacks and empties them.
 * A demand may be stated more than once, and in any order.
 */
export type Demand =
  /** The owner shares its mesh with a member. */
  | { readonly kind: 'share-mesh'; readonly member: string }
  /** The owner shares an authority with a member. */
  | { readonly kind: 'share-authority'; readonly member: string; readonly authority: string }
  /** Packets of `caller`'s network reach `callee`'s. */
  | { readonly kind: 'reach'; readonly caller: string; readonly callee: string }
  /** Names in `callee`'s private zone resolve in `caller`'s network. */
  | { readonly kind: 'resolve'; readonly caller: string; readonly callee: string }
  /** A route of `service` sends to a workload of another account, which must exist first. */
  | {
      readonly kind: 'foreign-target';
      readonly service: string;
      /** The route's `name`. */
      readonly route: string;
      readonly workload: string;
    }
  /** A gateway route sends to a service of another account, which must exist first. */
  | { readonly kind: 'foreign-service'; readonly gateway: string; readonly service: string }
  /** A workload or gateway of the account `caller` names a service of another account, which need not exist first. */
  | { readonly kind: 'name'; readonly caller: string; readonly service: string };
