import { at, type Closed, type Topology } from '../../topology';
import type { Lowered } from '../lowered';
import { taskMeshOf, type PartsOf } from '../tasks/mesh';
import { runsOf } from '../tasks/runs';
import { taskOf } from '../tasks/task';
import type { PodSpec } from './specs';

/**
 * What runs in the clusters of EKS of a mesh, one for each workload and gateway there: what would be a task of ECS, with where
 * it is in its cluster. Nodes pull images with their own role, so nothing is allowed to what starts it.
 */
export const podsOf = (
  topology: Closed<Topology>,
  lowered: Closed<Lowered>,
  partsOf: PartsOf,
): readonly PodSpec[] => {
  const mesh = taskMeshOf(topology, lowered, partsOf);
  return runsOf(topology, 'eks').flatMap((run): readonly PodSpec[] => {
    const cluster = at(topology.clusters, run.runtime.cluster);
    return cluster.kind === 'eks'
      ? [{ ...taskOf(mesh, run), startAllows: [], namespace: cluster.namespace, serviceAccount: run.key }]
      : [];
  });
};
