import type { EnvoyLowered } from '../../core/dataplane/envoy';
import type { EnvoyContent } from '../../core/dataplane/envoy/assets/contents';
import { bound, type BuildersOf } from '../builders';
import type { PlaneStacks } from '../plane';
import { issuedCertificate } from '../substrate/certificate';
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
  buildersFor: (stack, lowered) => bound(builders, envoyStackOf(stack, lowered)),
};
