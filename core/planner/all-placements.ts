import type { Asset, Tier } from './asset';
import { byName } from '../base/collections';
import { networkPlacements } from './place-network';
import { sharingPlacements } from './place-sharing';
import { transitGatewayPlacements } from './place-transit-gateway';
import { zonePlacements } from './place-zones';
import type { Placement } from './placement';
import type { Layout } from './layout';
import type { Site } from './site';

/** Everything that the stacks contain, or would if nothing were retired: the substrate, and the data plane's assets. */
export const placementsOf = (site: Site, assets: readonly Asset[]): readonly Placement[] => [
  ...networkPlacements(site),
  ...transitGatewayPlacements(site),
  ...zonePlacements(site),
  ...sharingPlacements(site),
  ...assets.map(({ account, tier, ...asset }) => ({ ...asset, stack: STACKS[tier](site.layout, account) })),
];

const STACKS: Readonly<Record<Tier, (layout: Layout, account: string) => string>> = {
  first: (layout, account) => layout.first(account),
  workloads: (layout, account) => layout.workloads(account),
  second: (layout, account) => layout.second(account),
  kubernetes: (layout, account) => layout.kubernetes(account),
};

/**
 * What is there: each content once, though several things may want it, in the order of the ids. Two contents of one id
 * that are not the same are a bug in what placed them: one of them would be gone.
 */
export function liveOf(placements: readonly Placement[]): readonly Placement[] {
  const byId = new Map<string, Placement>();
  for (const placement of placements) {
    const { content, stack, concerns } = placement;
    if (concerns.some(({ retired }) => retired)) continue;
    const known = byId.get(content.id);
    if (known !== undefined && !isSame(known, placement)) {
      throw new Error(`two contents are both "${content.id}", in "${known.stack}" and in "${stack}"`);
    }
    byId.set(content.id, placement);
  }
  return [...byId.values()].toSorted((a, b) => byName(a.content.id, b.content.id));
}

const isSame = (one: Placement, other: Placement): boolean =>
  one.stack === other.stack && JSON.stringify(one.content) === JSON.stringify(other.content);
