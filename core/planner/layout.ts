import { at, type Account, type Topology } from '../topology';
import type { StackKind } from './plan';
import { byName } from '../base/collections';
import { linksName, sharedName } from './names';

/** A place where contents may go. */
export interface Slot {
  readonly name: string;
  readonly kind: StackKind;
  readonly account: Account;
}

/**
 * Which stack holds what of an account: the first what needs nobody's second, the second what needs both sides.
 * Placement looks at nothing but the order of two accounts, so that nothing else can move a resource.
 */
export interface Layout {
  /** The owner, then the members by key: the later of two asks, the earlier accepts. */
  readonly accounts: readonly Account[];
  readonly slots: readonly Slot[];
  /** `true`: `a` comes after `b`. */
  readonly later: (a: string, b: string) => boolean;
  readonly first: (account: string) => string;
  readonly second: (account: string) => string;
  /** The stack of an account's workloads and services: the owner's second, a member's first. */
  readonly workloads: (account: string) => string;
}

export function layoutOf(topology: Topology): Layout {
  const owner = at(topology.accounts, topology.owner);
  const members = Object.values(topology.accounts)
    .filter(({ key }) => key !== owner.key)
    .toSorted((a, b) => byName(a.key, b.key));
  const accounts = [owner, ...members];
  const shared = sharedName(topology.mesh.name);
  const position = new Map(accounts.map(({ key }, index) => [key, index]));
  const owns = (account: string): boolean => account === owner.key;
  const second = (account: string): string => (owns(account) ? account : linksName(account));
  return {
    accounts,
    slots: [
      { name: shared, kind: 'shared', account: owner },
      ...members.map((account): Slot => ({ name: account.key, kind: 'member', account })),
      { name: owner.key, kind: 'owner', account: owner },
      ...members.map((account): Slot => ({ name: linksName(account.key), kind: 'links', account })),
    ],
    later: (a, b) => (position.get(a) ?? 0) > (position.get(b) ?? 0),
    first: (account) => (owns(account) ? shared : account),
    second,
    workloads: (account) => account,
  };
}
