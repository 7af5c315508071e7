import type { Asset } from '../../planner';
import { closed, type Closed, type Topology } from '../../topology';
import type { Lowered } from '../lowered';
import { clusterAssets } from './cluster-assets';
import { loadBalancerAssets } from './load-balancer-assets';
import { taskMeshOf, type PartsIn, type TaskMesh } from './mesh';

/** What the stacks contain to run containers: each function lists the contents of its kind. */
const KINDS: readonly ((
  topology: Closed<Topology>,
  lowered: Closed<Lowered>,
  mesh: TaskMesh,
) => readonly Asset[])[] = [clusterAssets, loadBalancerAssets];

/**
 * Everything that the stacks contain to run what the topology says runs on ECS. A topology with an open value has no
 * plan, and so nothing of this.
 * @param partsIn what the data plane puts beside the applications
 */
export function taskAssets<L extends Lowered>(
  topology: Topology,
  lowered: L,
  partsIn: PartsIn<L>,
): readonly Asset[] {
  const mesh = closed({ topology: { ...topology, parameters: {} }, lowered });
  if (!('topology' in mesh)) return [];
  const tasks = taskMeshOf(mesh.topology, mesh.lowered, partsIn(mesh.topology, mesh.lowered));
  return KINDS.flatMap((assetsOf) => assetsOf(tasks.topology, tasks.lowered, tasks));
}
