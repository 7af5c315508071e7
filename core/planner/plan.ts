import type { Credentials, Path, Text } from '../topology';

/**
 * Fixed, so that a change elsewhere never moves a resource from one state to another:
 * `shared` and `owner` are the owner's first and second stack, `member` and `links` a member's.
 */
export type StackKind = 'shared' | 'member' | 'owner' | 'links' | 'kubernetes';

/** One thing that a stack holds. Its `id`, `<account>/<kind>/<key>`, is stable and unique in the plan. */
export type Content = { readonly id: string } & (
  | { readonly kind: 'network' }
  | { readonly kind: 'namespace' }
  | { readonly kind: 'authority'; readonly authority: string }
  | { readonly kind: 'mesh' }
  | { readonly kind: 'transit-gateway' }
  | { readonly kind: 'transit-gateway-attachment' }
  | { readonly kind: 'transit-gateway-route'; readonly peer: string }
  /** One per member, so that a member that joins again touches no other's. Keys of authorities, in order. */
  | {
      readonly kind: 'share';
      readonly member: string;
      readonly mesh: boolean;
      readonly authorities: readonly string[];
      readonly transitGateway: boolean;
    }
  | { readonly kind: 'share-acceptance' }
  | { readonly kind: 'mesh-role' }
  /** Towards the owner or a member of lower order. */
  | { readonly kind: 'peering-request'; readonly peer: string }
  | { readonly kind: 'peering-acceptance'; readonly peer: string }
  /** Lets `caller` associate its network with this account's private zone. */
  | { readonly kind: 'zone-authorization'; readonly caller: string }
  | { readonly kind: 'zone-association'; readonly callee: string }
  | { readonly kind: 'certificate'; readonly certificate: string }
  | { readonly kind: 'workload'; readonly workload: string }
  /** The service with its router; its routes are contents of their own. */
  | { readonly kind: 'service'; readonly service: string }
  /**
   * `whole`: all its targets are local, or this is the owner's second stack. A member's route with foreign
   * targets is in two parts: `local` stays where `whole` was, `split` takes precedence once the others exist.
   */
  | {
      readonly kind: 'route';
      readonly service: string;
      readonly route: string;
      readonly part: 'whole' | 'local' | 'split';
    }
  | { readonly kind: 'gateway'; readonly gateway: string }
);

/**
 * - `derived`: known at synth, written as a literal.
 * - `assigned`: only the stack that makes it knows it.
 * - `confirmed`: derived, and compared with what the other stack really made.
 */
export type WireKind = 'derived' | 'assigned' | 'confirmed';

/**
 * What an output tells; the key is that of the account, authority or service it belongs to.
 * An output comes from the last step that makes its value usable: `share-arn` from the principal's association,
 * `authority-arn` from the installed certificate, `zone-id` from the stack's authorizations where it has any.
 * So `zone-id` may be told twice: by the stack of the namespace, and by the one that authorizes late callers.
 */
export type OutputValue =
  | {
      readonly kind: 'vpc-id' | 'private-route-table-id' | 'private-subnet-ids' | 'zone-id' | 'namespace-id';
      readonly account: string;
    }
  | { readonly kind: 'authority-arn'; readonly authority: string }
  | { readonly kind: 'share-arn'; readonly member: string }
  | { readonly kind: 'peering-id'; readonly requester: string; readonly peer: string }
  | { readonly kind: 'transit-gateway-id' }
  | { readonly kind: 'virtual-service-arn' | 'virtual-service-name'; readonly service: string };

/** A value that a stack tells others, whoever reads it. `literal` is what it must be, where that is known at synth. */
export interface Output {
  /** Terraform output name, `<what>_<key>` with `-` as `_`; unique in its stack. */
  readonly name: string;
  readonly value: OutputValue;
  readonly literal?: Text;
}

/**
 * A value that crosses from one stack to another, each (from, to, output) once. A service of another account
 * crosses by its name, derived; where the callee's stack stands first anyway, its ARN is confirmed besides.
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
  /** Key or workspace of its state, `<mesh>-<stack>` without doubling the mesh. */
  readonly stateName: string;
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
