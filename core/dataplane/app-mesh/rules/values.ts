import type { Path, Topology } from '../../../topology';
import type { AppMeshLowered } from '../specs';
import { connectionPool } from './connection-pool';
import { emptyRange } from './empty-range';
import { healthCheckPort } from './health-check-port';
import { limit } from './limit';
import { notForProtocol } from './not-for-protocol';
import { routePattern } from './route-pattern';
import type { AppMeshRule } from './rule';
import { zeroWeights } from './zero-weights';

/** What is refused for a single value, so that the thing which contains it is not created, and all others are. */
const OF_VALUES: readonly AppMeshRule[] = [
  limit,
  zeroWeights,
  notForProtocol,
  connectionPool,
  healthCheckPort,
  routePattern,
  emptyRange,
];

/** The places of values that App Mesh refuses. */
export const refusedPlacesIn = (topology: Topology, lowered: AppMeshLowered): readonly Path[] =>
  OF_VALUES.flatMap((rule) => rule.hitsOf(topology, lowered).map(({ at }) => at));
