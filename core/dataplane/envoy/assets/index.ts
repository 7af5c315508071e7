import type { Asset } from '../../../planner';
import type { Topology } from '../../../topology';
import type { Lowered } from '../../lowered';
import { certificateAssets } from '../../certificate-assets';
import { grantsIn } from '../grants';
import { gatewayAssets, workloadAssets } from './proxy-assets';
import { serviceNameAssets } from './service-name-assets';

/** Everything that the stacks contain for Envoys, or would if nothing were retired. No account waits for another's. */
export function assetsOfEnvoy(topology: Topology, lowered: Lowered): readonly Asset[] {
  const grantsOf = grantsIn(topology, lowered);
  return [
    ...certificateAssets(topology),
    ...workloadAssets(topology, grantsOf),
    ...gatewayAssets(topology, grantsOf),
    ...serviceNameAssets(topology),
  ];
}
