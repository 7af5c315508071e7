import type { OutputValue } from './values';

/**
 * One thing that a stack contains. Its `id`, `<account>/<kind>/<key>`, is stable and unique in the plan. The planner knows
 * the substrate's (`SubstrateContent`) and looks into no other.
 */
export interface Content {
  readonly id: string;
  /** What it becomes: the name of its builder. */
  readonly kind: string;
}

/** What is below every data plane: networks and how they are joined, names, authorities, shares. */
export type SubstrateContent = { readonly id: string } & (
  | { readonly kind: 'network' }
  | { readonly kind: 'namespace' }
  | { readonly kind: 'authority'; readonly authority: string }
  | { readonly kind: 'transit-gateway' }
  | { readonly kind: 'transit-gateway-attachment' }
  | { readonly kind: 'transit-gateway-route'; readonly peer: string }
  /** One per member, so that a member that joins again touches no other's. */
  | { readonly kind: 'share'; readonly member: string; readonly items: readonly ShareItem[] }
  | { readonly kind: 'share-acceptance' }
  /** Towards the owner or a member of lower order. */
  | { readonly kind: 'peering-request'; readonly peer: string }
  | { readonly kind: 'peering-acceptance'; readonly peer: string }
  /** Lets `caller` associate its network with this account's private zone. */
  | { readonly kind: 'zone-authorization'; readonly caller: string }
  | { readonly kind: 'zone-association'; readonly callee: string }
);

/** Something that the owner shares with a member. */
export interface ShareItem {
  /** Identifies it within the share: the last part of its Terraform address. */
  readonly name: string;
  /** Its ARN. */
  readonly arn: OutputValue;
  /** Id of the content that creates it; absent: it exists. */
  readonly content?: string;
}
