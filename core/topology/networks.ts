import type { Network } from './account';
import { identityOf } from './aws-object';
import type { ByKey } from './topology';

/** Whether two networks are one VPC, which one account shares with another. */
export const isSameVpc = (one: Network, other: Network): boolean =>
  one.kind === 'existing' &&
  other.kind === 'existing' &&
  identityOf({ kind: 'vpc', name: one.vpc }) === identityOf({ kind: 'vpc', name: other.vpc });

/** Key of the account that owns the network of an account: itself, or the one that shares its subnets with it. */
export function networkOwnerOf(
  { accounts }: { readonly accounts: ByKey<{ readonly network: Network }> },
  account: string,
): string {
  const network = Object.hasOwn(accounts, account) ? accounts[account]?.network : undefined;
  return network?.kind === 'existing' ? (network.sharedBy ?? account) : account;
}

/** Whether the account is only a guest in its network: it can have neither zones nor routes there. */
export const isSharedNetwork = (network: Network): boolean =>
  network.kind === 'existing' && network.sharedBy !== undefined;
