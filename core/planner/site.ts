import { at, type Account, type Topology } from '../topology';
import type { Layout } from './layout';
import { byName } from '../base/collections';

import type { ShareItem } from './content';
import type { Demands } from './need';
import { zoneHoldersByAccount, type ZoneHolder } from './zone-holders';

/** What every placing function works from. */
export interface Site {
  readonly topology: Topology;
  readonly layout: Layout;
  readonly owner: Account;
  /** Whether packets of `caller`'s network are to reach `callee`'s. */
  readonly reaches: (caller: string, callee: string) => boolean;
  /** Whether `caller` is to resolve the names of `callee`'s private zone. */
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
    pairs[need.kind].add(pair(need.caller, need.callee));
    if (need.kind === 'reach' && need.caller !== need.callee) crossing.add(need.caller).add(need.callee);
  }
  const zones = zoneHoldersByAccount(assets);
  return {
    topology,
    layout,
    owner: at(topology.accounts, topology.owner),
    reaches: (caller, callee) => pairs.reach.has(pair(caller, callee)),
    resolves: (caller, callee) => pairs.resolve.has(pair(caller, callee)),
    crosses: (account) => crossing.has(account),
    sharedWith: (member) => [...(shares.get(member)?.values() ?? [])].toSorted(assetsFirst),
    zoneHolders: (account) => zones.get(account) ?? [],
  };
}

/** Whether packets go between two accounts, whoever calls. */
export const isJoined = ({ reaches }: Site, one: string, other: string): boolean =>
  reaches(one, other) || reaches(other, one);

/** What the data plane itself shares, then the rest, each by name. */
const assetsFirst = (a: ShareItem, b: ShareItem): number =>
  Number(a.arn.kind !== 'asset') - Number(b.arn.kind !== 'asset') || byName(a.name, b.name);
