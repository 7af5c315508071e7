import type { Path, Topology } from '../../../topology';
import { sharedRefusedPlacesIn } from '../../routes/refused-values';
import type { AppMeshLowered } from '../specs';
import { connectionPool } from './connection-pool';
import { duplicateName } from './duplicate-name';
import { headerName } from './header-name';
import { healthCheckPort } from './health-check-port';
import { limit } from './limit';
import { routeMethod } from './method';
import { notForProtocol } from './not-for-protocol';
import { objectName } from './object-name';
import type { AppMeshRule } from './rule';

/** What is refused for a single value, so that the thing which contains it is not created, and all others are. */
const OF_VALUES: readonly AppMeshRule[] = [
  duplicateName,
  objectName,
  headerName,
  limit,
  notForProtocol,
  routeMethod,
  connectionPool,
  healthCheckPort,
];

/** The places of values that App Mesh, or what every data plane needs, refuses. */
export const refusedPlacesIn = (topology: Topology, lowered: AppMeshLowered): readonly Path[] => [
  ...OF_VALUES.flatMap((rule) => rule.hitsOf(topology, lowered).map(({ at }) => at)),
  ...sharedRefusedPlacesIn(topology, lowered),
];
