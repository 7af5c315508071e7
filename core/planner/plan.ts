import type { Credentials, Path, StateBackend, Text } from '../topology';
import type { ShareItem } from './need';

/**
 * Fixed, so that a change elsewhere never moves a resource from one state to another:
 * `shared` and `owner` are the owner's first and second stack, `member` and `links` a member's.
 */
export type StackKind = 'shared' | 'member' | 'owner' | 'links' | 'kubernetes';

/**
 * One thing that a stack holds. Its `id`, `<account>/<kind>/<key>`, is stable and unique in the plan. The planner knows
 * the substrate's (`SubstrateContent`) and looks into no other.
 */
export interface Content {
  readonly id: string;
  /** What it becomes: the name of its builder. */
  readonly kind: string;
}

/** What lies below every data plane: networks and how they are joined, names, authorities, shares. */
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

/**
 * - `derived`: known at synth, written as a literal.
 * - `assigned`: only the stack that makes it knows it.
 * - `confirmed`: derived, and compared with what the other stack really made.
 */
export type WireKind = 'derived' | 'assigned' | 'confirmed';

/**
 * A value that one content has and others need; the key is that of the account, authority or thing it belongs to.
 * As an output it comes from the last step that makes it usable: `share-arn` from the principal's association,
 * `authority-arn` from the installed certificate, `zone-id` from the stack's authorizations where it has any. An
 * association that follows an authorization takes `zone-id` from the stack of that one.
 */
export type OutputValue =
  | {
      readonly kind: 'vpc-id' | 'private-route-table-id' | 'private-subnet-ids' | 'zone-id' | 'namespace-id';
      readonly account: string;
    }
  | { readonly kind: 'authority-arn'; readonly authority: string }
  | { readonly kind: 'share-arn'; readonly member: string }
  | { readonly kind: 'peering-id'; readonly requester: string; readonly peer: string }
  /** The ARN stays inside the stack that shares the gateway. */
  | { readonly kind: 'transit-gateway-id' | 'transit-gateway-arn' }
  | AssetValue;

/** A value of a data plane's asset. */
export interface AssetValue {
  readonly kind: 'asset';
  /** What it is, as the output's name begins: `endpoint-arn`. */
  readonly what: string;
  /** Key of the thing. */
  readonly key: string;
}

/** A value that a stack tells others, whoever reads it. `literal` is what it must be, where that is known at synth. */
export interface Output {
  /** Terraform output name, `<what>_<key>` with `-` as `_`; unique in its stack. */
  readonly name: string;
  readonly value: OutputValue;
  readonly literal?: Text;
}

/**
 * A value that crosses from one stack to another, each (from, to, output) once. What an asset names crosses as a
 * literal, derived; where the stack of what it names comes first anyway, what can be compared is confirmed.
 */
export interface Wire {
  readonly from: string;
  readonly to: string;
  /** Output name; a derived wire has it too where the stack tells the value. */
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
  readonly state: StateBackend;
  /** Key or workspace of its state, `<mesh>-<stack>` without doubling the mesh. */
  readonly stateName: string;
  /** In the order in which they need each other. */
  readonly contents: readonly Content[];
  /** Wires that end here, providers in deploy order. */
  readonly inputs: readonly Wire[];
  readonly outputs: readonly Output[];
  /** Stacks that must be applied first, all of them, however indirectly; in deploy order. */
  readonly needs: readonly string[];
  /** The transitive reduction of `needs` over the whole plan: what cdktf is told. */
  readonly after: readonly string[];
}

/** Something the topology asks for that this version does not deploy. */
export interface NotDeployed {
  readonly at: Path;
  readonly what: string;
  readonly why: string;
}

export interface Plan {
  /** In deploy order. */
  readonly stacks: readonly Stack[];
  /** Stacks of one wave can be applied together, listed callees first; a wave needs the ones before it. */
  readonly waves: readonly (readonly string[])[];
  /** The waves in which stacks are destroyed. */
  readonly removal: readonly (readonly string[])[];
  readonly wires: readonly Wire[];
  /** Second stacks that would hold nothing, and may have held something before the topology changed. */
  readonly vacant: readonly Pick<Stack, 'name' | 'stateName'>[];
  readonly notDeployed: readonly NotDeployed[];
}
