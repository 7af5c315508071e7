import type { Asset } from '../../planner';
import { closed, type Closed, type Topology } from '../../topology';
import type { Lowered } from '../lowered';
import { clusterAssets } from './cluster-assets';
import { loadBalancerAssets } from './load-balancer-assets';
import { publicCertificateAssets } from './public-certificate-assets';
import { configurationAssets } from './configurations';
import { developmentAssets } from './development-assets';
import { partsLater, type PartsIn } from './mesh';
import type { TaskSpec } from './specs';
import { storeAssets } from './store-assets';
import { tasksOf } from './task';
import { taskContentAssets } from './task-assets';

/** What the stacks contain around tasks: each function lists the contents of its kind. */
const KINDS: readonly ((topology: Closed<Topology>, lowered: Closed<Lowered>) => readonly Asset[])[] = [
  clusterAssets,
  loadBalancerAssets,
  publicCertificateAssets,
];

/** What they contain for tasks, and for what these use. */
const TASK_KINDS: readonly ((topology: Closed<Topology>, tasks: readonly TaskSpec[]) => readonly Asset[])[] =
  [taskContentAssets, storeAssets, configurationAssets, developmentAssets];

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
  const { topology: whole, lowered: specs } = mesh;
  const tasks = tasksOf(
    whole,
    specs,
    partsLater(() => partsIn(whole, specs)),
  );
  return [
    ...KINDS.flatMap((assetsOf) => assetsOf(whole, specs)),
    ...TASK_KINDS.flatMap((assetsOf) => assetsOf(whole, tasks)),
  ];
}
