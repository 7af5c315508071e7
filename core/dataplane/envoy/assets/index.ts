import type { Asset } from '../../../planner';
import type { Topology } from '../../../topology';
import { certificateAssets } from '../../certificate-assets';
import { gatewayAssets, workloadAssets } from './proxy-assets';
import { serviceNameAssets } from './service-name-assets';

/** Everything that the stacks contain for Envoys, or would if nothing were retired. No account waits for another's. */
export const assetsOfEnvoy = (topology: Topology): readonly Asset[] => [
  ...certificateAssets(topology),
  ...workloadAssets(topology),
  ...gatewayAssets(topology),
  ...serviceNameAssets(topology),
];
