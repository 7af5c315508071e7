import { routeRules } from '../../routes/rules';
import { sharedPort } from '../../routes/rules/shared-port';
import { tlsRules } from '../../tls-rules';
import type { PlaneRule } from '../../contract';
import { interceptedAmong } from '../interception';
import type { EnvoyLowered } from '../lowered';
import { configurationSize } from './configuration-size';
import { existingNamespace } from './existing-namespace';
import { meshObjects } from './mesh-objects';
import { openText } from './open-text';
import { portTaken } from './ports';
import { sameAddress } from './same-address';
import { sharedIdentity } from './shared-identity';
import { sharedName } from './shared-name';
import { unverifiedCallers } from './unverified-callers';

/** Everything that this data plane refuses, in the order in which it is reported. */
export const envoyRules: readonly PlaneRule<EnvoyLowered>[] = [
  portTaken,
  sameAddress,
  openText,
  configurationSize,
  meshObjects,
  ...routeRules({ attributesDistinguish: false }),
  sharedPort<EnvoyLowered>(interceptedAmong),
  sharedName,
  existingNamespace,
  ...tlsRules,
  unverifiedCallers,
  sharedIdentity,
];
