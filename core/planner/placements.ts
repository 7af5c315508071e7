import { byName } from './names';
import { networkPlacements } from './place-network';
import { sharingPlacements } from './place-sharing';
import { transitGatewayPlacements } from './place-transit-gateway';
import { workloadPlacements } from './place-workloads';
import { zonePlacements } from './place-zones';
import type { Placement, Site } from './placement';

/** Everything that the stacks hold, or would if nothing were retired. */
export const placementsOf = (site: Site): readonly Placement[] => [
  ...networkPlacements(site),
  ...transitGatewayPlacements(site),
  ...zonePlacements(site),
  ...sharingPlacements(site),
  ...workloadPlacements(site),
];

/** What is there: each content once, though several things may want it, in the order of the ids. */
export function liveOf(placements: readonly Placement[]): readonly Placement[] {
  const live = placements.filter(({ concerns }) => concerns.every(({ retired }) => !retired));
  const byId = new Map(live.map((placement) => [placement.content.id, placement]));
  return [...byId.values()].toSorted((a, b) => byName(a.content.id, b.content.id));
}
