import type { EnvoyLowered } from '../../core/dataplane/envoy';
import type { EnvoyContent } from '../../core/dataplane/envoy/assets/contents';
import { envoyTaskParts } from '../../core/dataplane/envoy/task';
import { bound, joined, type BuildersOf } from '../builders';
import type { PlaneStacks } from '../plane';
import { objectBuilders, podBuilders } from '../pods';
import { issuedCertificate } from '../substrate/certificate';
import { taskBuilders } from '../tasks';
import { envoyStackOf, type EnvoyStack } from './context';
import { proxy } from './proxy';
import { serviceName } from './service-name';

const builders: BuildersOf<EnvoyContent, EnvoyStack> = {
  certificate: ({ stack }, { certificate }) => issuedCertificate(stack, certificate),
  proxy,
  'service-name': serviceName,
};

/** What the assets of Envoys become. */
export const envoy: PlaneStacks<EnvoyLowered> = {
  ownerTagged: [],
  buildersFor: (stack, lowered) =>
    joined(
      bound(builders, envoyStackOf(stack, lowered)),
      taskBuilders(stack, envoyTaskParts),
      podBuilders(stack, envoyTaskParts),
    ),
  buildersIn: (stack) => objectBuilders(stack, envoyTaskParts),
};
