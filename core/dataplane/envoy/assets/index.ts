import type { Asset } from '../../../planner';
import type { Topology } from '../../../topology';
import { certificateAssets } from '../../certificate-assets';
import { containerAssets } from '../../pods';
import { grantsIn } from '../grants';
import type { EnvoyLowered } from '../lowered';
import { envoyTaskParts } from '../task';
import { gatewayAssets, workloadAssets } from './proxy-assets';
import { serviceNameAssets } from './service-name-assets';

/** Everything that the stacks contain for Envoys, or would if nothing were retired. No account waits for another's. */
export function assetsOfEnvoy(topology: Topology, lowered: EnvoyLowered): readonly Asset[] {
  const grantsOf = grantsIn(topology, lowered);
  return [
    ...certificateAssets(topology),
    ...workloadAssets(topology, grantsOf),
    ...gatewayAssets(topology, grantsOf),
    ...serviceNameAssets(topology),
    ...containerAssets(topology, lowered, envoyTaskParts),
  ];
}
