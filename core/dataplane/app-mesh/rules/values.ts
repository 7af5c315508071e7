import type { Hit, Path, Topology } from '../../../topology';
import { cloudMapHits, hostHits, tagHits } from '../../form-hits';
import type { AppMeshLowered } from '../specs';
import { connectionPool } from './connection-pool';
import { duplicateName } from './duplicate-name';
import { emptyRange } from './empty-range';
import { headerName } from './header-name';
import { healthCheckPort } from './health-check-port';
import { limit } from './limit';
import { notForProtocol } from './not-for-protocol';
import { objectName } from './object-name';
import { pathStart } from './path-start';
import { pseudoHeader } from './pseudo-header';
import { routePattern } from './route-pattern';
import type { AppMeshRule } from './rule';
import { zeroWeights } from './zero-weights';

/** What is refused for a single value, so that the thing which contains it is not created, and all others are. */
const OF_VALUES: readonly AppMeshRule[] = [
  duplicateName,
  objectName,
  headerName,
  pathStart,
  pseudoHeader,
  limit,
  zeroWeights,
  notForProtocol,
  connectionPool,
  healthCheckPort,
  routePattern,
  emptyRange,
];

/** Values that other services of AWS refuse, whatever the data plane. */
const OF_OTHERS: readonly ((topology: Topology) => readonly Hit[])[] = [hostHits, cloudMapHits, tagHits];

/** The places of values that AWS refuses. */
export const refusedPlacesIn = (topology: Topology, lowered: AppMeshLowered): readonly Path[] =>
  [
    ...OF_VALUES.flatMap((rule) => rule.hitsOf(topology, lowered)),
    ...OF_OTHERS.flatMap((hitsOf) => hitsOf(topology)),
  ].map(({ at }) => at);
