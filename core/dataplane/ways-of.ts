import { closedTopology, type Closed, type Topology } from '../topology';
import type { DataPlanes } from './contract';
import { dataPlanes } from './data-planes';
import type { Lowered } from './lowered';
import type { Way } from './ways';

/**
 * The ways through a mesh that can be deployed; none where its data plane does not say them.
 * @param planes the data planes to choose from; @default those of this version
 */
export const waysOf = (
  { topology, lowered }: { readonly topology: Topology; readonly lowered: Closed<Lowered> },
  planes: DataPlanes = dataPlanes,
): readonly Way[] => planes[topology.dataPlane]?.waysOf?.(closedTopology(topology), lowered) ?? [];
