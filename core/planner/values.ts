/**
 * A value that one content has and others need; the key is that of the account, authority or thing it belongs to.
 * As an output it comes from the last step that makes it usable: `share-arn` from the principal's association,
 * `authority-arn` from the installed certificate, `zone-id` from the stack's authorizations where it has any. An
 * association that follows an authorization takes `zone-id` from the stack of that one.
 */
export type OutputValue =
  | {
      readonly kind: 'vpc-id' | 'private-route-table-id' | SubnetIds | 'zone-id' | 'namespace-id';
      readonly account: string;
    }
  | { readonly kind: 'authority-arn'; readonly authority: string }
  | { readonly kind: 'share-arn'; readonly member: string }
  | { readonly kind: 'peering-id'; readonly requester: string; readonly peer: string }
  /** The ARN stays inside the stack that shares the gateway. */
  | { readonly kind: 'transit-gateway-id' | 'transit-gateway-arn' }
  | AssetValue;

/** Lists: the subnets of a network, zone by zone. */
type SubnetIds = 'private-subnet-ids' | 'public-subnet-ids';

/** Whether a value is a list of texts; all others are texts. */
export const isListValue = (
  value: OutputValue,
): value is { readonly kind: SubnetIds; readonly account: string } =>
  value.kind === 'private-subnet-ids' || value.kind === 'public-subnet-ids';

/** A value of a data plane's asset. */
export interface AssetValue {
  readonly kind: 'asset';
  /** What it is, as the name of its output begins, such as `endpoint-arn`. */
  readonly what: string;
  /** Key of the thing. */
  readonly key: string;
  /** Terraform does not print it. @default it is for anybody to see */
  readonly secret?: true;
}
