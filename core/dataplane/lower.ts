import type { Demand, NotDeployed } from '../planner';
import { findingOf, type Result, type Topology } from '../topology';
import { demandsOfAppMesh } from './app-mesh/demands';
import { lowerToAppMesh } from './app-mesh/lower';
import type { AppMeshLowered } from './app-mesh/specs';
import { elsewhereOf } from './app-mesh/support';
import { dataPlaneRules } from './rules';

/**
 * The topology in the terms of its data plane. `ok` means that there is a value to check; its findings may still
 * hold errors, with which nothing should be deployed.
 */
export function lower(topology: Topology): Result<AppMeshLowered> {
  if (topology.dataPlane === 'app-mesh') return lowerToAppMesh(topology);
  return {
    ok: false,
    findings: [
      findingOf(dataPlaneRules['data-plane/not-yet'], {
        at: ['dataPlane'],
        summary: `data plane "${topology.dataPlane}" is not there yet; "app-mesh" is`,
        fix: "dataPlane: 'app-mesh', or --data-plane app-mesh",
      }),
    ],
  };
}

/** What the data plane needs of the plan; nothing where there is none yet. */
export const demandsOf = (topology: Topology): readonly Demand[] =>
  topology.dataPlane === 'app-mesh' ? demandsOfAppMesh(topology) : [];

/** What the topology asks for and the data plane leaves to others; it refuses what must not be left out. */
export const notDeployedOf = (topology: Topology): readonly NotDeployed[] =>
  topology.dataPlane === 'app-mesh' ? elsewhereOf(topology) : [];
