import { closedTopology, type Closed, type Topology } from '../topology';
import type { DataPlanes } from './contract';
import { dataPlanes } from './data-planes';
import type { Lowered } from './lowered';
import type { ClusterManifests } from './pods/specs';

/**
 * What is in the clusters of a topology that can be deployed.
 * @param planes the data planes to choose from; @default those of this version
 */
export const manifestsOf = (
  { topology, lowered }: { readonly topology: Topology; readonly lowered: Closed<Lowered> },
  planes: DataPlanes = dataPlanes,
): readonly ClusterManifests[] =>
  planes[topology.dataPlane]?.manifestsOf?.(closedTopology(topology), lowered) ?? [];
