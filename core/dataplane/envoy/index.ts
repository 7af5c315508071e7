import type { DataPlane } from '../contract';
import { clusterManifestsOf, podContainers } from '../pods';
import { assetsOfEnvoy } from './assets';
import { completeForEnvoy } from './complete';
import { filesOfEnvoy } from './files';
import { envoyFeatures } from './features';
import { lowerToEnvoy } from './lower';
import type { EnvoyLowered } from './lowered';
import { needsOfEnvoy } from './needs';
import { envoyRules } from './rules';
import { waysOfEnvoy } from './ways';
import { envoyTaskParts } from './task';

export type * from './lowered';
export * from './bootstrap';
export { localAddressOf } from './local-addresses';
export { proxiesOf } from './proxies';
export type * from './secret-specs';
export type * from './specs';
export { envoyTaskParts } from './task';

/** Envoys beside the applications, each with a configuration of its own, and no control plane. */
export const envoy: DataPlane<EnvoyLowered> = {
  name: 'envoy',
  complete: completeForEnvoy,
  lower: lowerToEnvoy,
  needsOf: needsOfEnvoy,
  assetsOf: assetsOfEnvoy,
  filesOf: filesOfEnvoy,
  waysOf: waysOfEnvoy,
  manifestsOf: (topology, lowered) => clusterManifestsOf(topology, lowered, envoyTaskParts),
  features: envoyFeatures,
  rules: envoyRules,
  containers: podContainers,
};
