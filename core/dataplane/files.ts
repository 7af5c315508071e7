import { closedTopology, type Closed, type Topology } from '../topology';
import type { DataPlanes, PlaneFile } from './contract';
import { dataPlanes } from './data-planes';
import type { Lowered } from './lowered';

/**
 * The files of a topology that can be deployed, which `synth` writes beside its stacks.
 * @param planes the data planes to choose from; @default those of this version
 */
export const filesOf = (
  { topology, lowered }: { readonly topology: Topology; readonly lowered: Closed<Lowered> },
  planes: DataPlanes = dataPlanes,
): readonly PlaneFile[] => planes[topology.dataPlane]?.filesOf?.(closedTopology(topology), lowered) ?? [];
