import type { Asset } from '../../../planner';
import type { Topology } from '../../../topology';
import { certificateAssets } from '../../certificate-assets';
import { containerAssets } from '../../pods';
import type { AppMeshLowered } from '../specs';
import { appMeshTaskParts } from '../task';
import { controllerAssets } from './controller-assets';
import { meshAssets } from './mesh-assets';
import { routeAssets, serviceAssets } from './service-assets';
import { gatewayAssets, workloadAssets } from './workload-assets';

/** Everything that App Mesh puts into the stacks, or would if nothing were retired. */
export const assetsOfAppMesh = (topology: Topology, lowered: AppMeshLowered): readonly Asset[] => [
  ...meshAssets(topology),
  ...certificateAssets(topology),
  ...workloadAssets(topology),
  ...serviceAssets(topology),
  ...routeAssets(topology),
  ...gatewayAssets(topology),
  ...containerAssets(topology, lowered, appMeshTaskParts),
  ...controllerAssets(topology, lowered),
];
