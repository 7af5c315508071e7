import { at, networkOwnerOf, type Account, type Topology } from '../topology';
import type { Layout } from './layout';
import { byName, groupedBy } from '../base/collections';

import type { ShareItem } from './content';
import type { Demands } from './need';
import { elsewhereOf } from './elsewhere';
import { zoneHoldersByAccount, type ZoneHolder } from './zone-holders';

/** What every placing function works from. */
export interface Site {
  readonly topology: Topology;
  readonly layout: Layout;
  readonly owner: Account;
  /** Whether packets of `caller`'s network are to reach `callee`'s. Of accounts that share a VPC its owner stands for all. */
  readonly reaches: (caller: string, callee: string) => boolean;
  /** Whether `caller`, the owner of its VPC, is to resolve the names of `callee`'s private zone. */
  readonly resolves: (caller: string, callee: string) => boolean;
  /** Whether a need wants packets to cross the border of the account. */
  readonly crosses: (account: string) => boolean;
  /** What the data plane wants shared with a member, by name, each once. */
  readonly sharedWith: (member: string) => readonly ShareItem[];
  /** Whether others deploy to the account, and this topology creates nothing there. */
  readonly isElsewhere: (account: string) => boolean;
  /** Pairs of accounts between which packets or names go and of which one is elsewhere. */
  readonly leftToOthers: readonly LeftToOthers[];
  /** Everything in an account that needs a private zone there. */
  readonly zoneHolders: (account: string) => readonly ZoneHolder[];
}

/** A need that cannot be met from here: one of the accounts is elsewhere. */
export interface LeftToOthers {
  readonly kind: 'reach' | 'resolve';
  readonly caller: string;
  readonly callee: string;
}

const pair = (caller: string, callee: string): string => `${caller} ${callee}`;

export function siteOf(topology: Topology, layout: Layout, { needs, assets }: Demands): Site {
  const pairs = { reach: new Set<string>(), resolve: new Set<string>() };
  const crossing = new Set<string>();
  const shares = new Map<string, Map<string, ShareItem>>();
  const elsewhere = elsewhereOf(topology, assets);
  const leftToOthers = new Map<string, LeftToOthers>();
  for (const need of needs) {
    if (need.kind === 'share') {
      const items = shares.get(need.member) ?? new Map<string, ShareItem>();
      shares.set(need.member, items.set(need.item.name, need.item));
      continue;
    }
    const others = [need.caller, need.callee].filter((account) => elsewhere.has(account));
    if (others.length > 0) {
      if (others.length === 1) leftToOthers.set(`${need.kind} ${pair(need.caller, need.callee)}`, need);
      continue;
    }
    const [caller, callee] = [need.caller, need.callee].map((key) => networkOwnerOf(topology, key));
    // Accounts in one VPC reach each other, and resolve the names of its zones, without any of this.
    if (caller === undefined || callee === undefined || (caller === callee && need.caller !== need.callee))
      continue;
    pairs[need.kind].add(pair(caller, need.kind === 'reach' ? callee : need.callee));
    if (need.kind === 'reach' && caller !== callee) crossing.add(caller).add(callee);
  }
  const zones = zoneHoldersByAccount(assets);
  return {
    topology,
    layout,
    owner: at(topology.accounts, topology.owner),
    reaches: (caller, callee) => pairs.reach.has(pair(caller, callee)),
    resolves: (caller, callee) => pairs.resolve.has(pair(caller, callee)),
    crosses: (account) => crossing.has(account),
    sharedWith: (member) =>
      eachOnce(topology, [...(shares.get(member)?.values() ?? [])].toSorted(assetsFirst)),
    isElsewhere: (account) => elsewhere.has(account),
    leftToOthers: [...leftToOthers.values()],
    zoneHolders: (account) => zones.get(account) ?? [],
  };
}

/** Whether packets go between two accounts, in either direction. */
export const isJoined = ({ reaches }: Site, one: string, other: string): boolean =>
  reaches(one, other) || reaches(other, one);

/** Of several names for one authority that exists, the first: RAM has a resource in a share once. */
function eachOnce({ authorities }: Topology, items: readonly ShareItem[]): readonly ShareItem[] {
  const arnOf = ({ arn, name }: ShareItem): string => {
    const authority = arn.kind === 'authority-arn' ? authorities[arn.authority] : undefined;
    return authority?.kind === 'existing-ca' ? authority.arn : name;
  };
  return [...groupedBy(items, arnOf).values()].flatMap(([first]) => first ?? []);
}

/** What the data plane itself shares, then the rest, each by name. */
const assetsFirst = (a: ShareItem, b: ShareItem): number =>
  Number(a.arn.kind !== 'asset') - Number(b.arn.kind !== 'asset') || byName(a.name, b.name);
