import { at, type Account, type Topology } from '../topology';
import type { StackKind } from './plan';
import { byName } from '../base/collections';
import { kubernetesName, linksName, requestsName, sharedName } from './names';

/** A place where contents may go. */
export interface Slot {
  readonly name: string;
  readonly kind: StackKind;
  readonly account: Account;
}

/**
 * Which stack contains what of an account. Placement looks only at the order of two accounts, so that nothing else
 * can move a resource. What needs the networks of two members is in no member's first stack: all of those can be
 * applied together, so that any number of accounts needs a fixed number of waves.
 *
 *   1 `<mesh>-shared`   2 each `<member>`   3 `<owner>` and each `<member>-requests`   4 each `<member>-links`
 *
 * What is inside an account's clusters of Kubernetes is in `<account>-kubernetes`, which needs the stack of its workloads.
 */
export interface Layout {
  /** The owner, then the members by key: the later of two asks, the earlier accepts. */
  readonly accounts: readonly Account[];
  readonly slots: readonly Slot[];
  /** `true`: `a` comes after `b`. */
  readonly later: (a: string, b: string) => boolean;
  /** The stack that needs nothing of other accounts but what the owner shares. */
  readonly first: (account: string) => string;
  /**
   * Where an account asks for something that needs another's network: a member's first stack towards the owner, whose
   * network is there before; a stack after all first ones towards a member.
   */
  readonly asks: (account: string, other: string) => string;
  /** The stack that needs both sides to be there. */
  readonly second: (account: string) => string;
  /** The stack of an account's workloads and services: the owner's second, a member's first. */
  readonly workloads: (account: string) => string;
  /** The stack of what is inside an account's clusters of Kubernetes. */
  readonly kubernetes: (account: string) => string;
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
  const first = (account: string): string => (owns(account) ? shared : account);
  const second = (account: string): string => (owns(account) ? account : linksName(account));
  const slotsOf = (kind: StackKind, nameOf: (account: string) => string): readonly Slot[] =>
    members.map((account) => ({ name: nameOf(account.key), kind, account }));
  return {
    accounts,
    slots: [
      { name: shared, kind: 'shared', account: owner },
      ...slotsOf('member', first),
      { name: owner.key, kind: 'owner', account: owner },
      ...slotsOf('requests', requestsName),
      ...slotsOf('links', linksName),
      ...accounts.map((account) => ({
        name: kubernetesName(account.key),
        kind: 'kubernetes' as const,
        account,
      })),
    ],
    later: (a, b) => (position.get(a) ?? 0) > (position.get(b) ?? 0),
    first,
    asks: (account, other) => {
      if (owns(account)) return second(account);
      return owns(other) ? first(account) : requestsName(account);
    },
    second,
    workloads: (account) => account,
    kubernetes: kubernetesName,
  };
}
