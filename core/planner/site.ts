import { at, networkOwnerOf, type Account, type Topology } from '../topology';
import type { Layout } from './layout';
import { byName, groupedBy } from '../base/collections';

import type { ShareItem } from './content';
import type { Demands } from './need';
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
  /** Everything in an account that needs a private zone there. */
  readonly zoneHolders: (account: string) => readonly ZoneHolder[];
}

const pair = (caller: string, callee: string): string => `${caller} ${callee}`;

export function siteOf(topology: Topology, layout: Layout, { needs, assets }: Demands): Site {
  const pairs = { reach: new Set<string>(), resolve: new Set<string>() };
  const crossing = new Set<string>();
  const shares = new Map<string, Map<string, ShareItem>>();
  for (const need of needs) {
    if (need.kind === 'share') {
      const items = shares.get(need.member) ?? new Map<string, ShareItem>();
      shares.set(need.member, items.set(need.item.name, need.item));
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
    zoneHolders: (account) => zones.get(account) ?? [],
  };
}

/** Whether packets go between two accounts, whoever calls. */
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
