import type { Asset } from '../../planner';
import type { Closed, Topology } from '../../topology';
import type { Lowered } from '../lowered';
import { clusterAssets } from './cluster-assets';
import { loadBalancerAssets } from './load-balancer-assets';
import { publicCertificateAssets } from './public-certificate-assets';
import { configurationAssets } from './configurations';
import { developmentAssets } from './development-assets';
import type { ClosedMesh } from './mesh';
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

/** Everything that the stacks contain to run what the topology says runs on ECS. */
export function taskAssets({ topology, lowered, partsOf }: ClosedMesh): readonly Asset[] {
  const tasks = tasksOf(topology, lowered, partsOf);
  return [
    ...KINDS.flatMap((assetsOf) => assetsOf(topology, lowered)),
    ...TASK_KINDS.flatMap((assetsOf) => assetsOf(topology, tasks)),
  ];
}
