import { routeRules } from '../../routes/rules';
import { sharedPort } from '../../routes/rules/shared-port';
import { tlsRules } from '../../tls-rules';
import { acmMutual } from './acm-mutual';
import { china } from './china';
import { connectionPool } from './connection-pool';
import { controllerGap } from './controller-gap';
import { controllerSplit } from './controller-split';
import { duplicateName } from './duplicate-name';
import { foreignProvider } from './foreign-provider';
import { gatewayAccount } from './gateway-account';
import { headerName } from './header-name';
import { healthCheckPort } from './health-check-port';
import { keyAlgorithm } from './key-algorithm';
import { limit } from './limit';
import { routeMethod } from './method';
import { notForProtocol } from './not-for-protocol';
import { objectName } from './object-name';
import { privilegedPort } from './privileged-port';
import { providerGap } from './provider-gap';
import { region } from './region';
import type { AppMeshRule } from './rule';
import { splitPriority } from './split-priority';
import { subordinateTrust } from './subordinate-trust';
import { tooManyAuthorities } from './too-many-authorities';

/** Everything that only this data plane refuses, in the order in which it is reported. */
export const appMeshRules: readonly AppMeshRule[] = [
  region,
  china,
  gatewayAccount,
  foreignProvider,
  controllerSplit,
  controllerGap,
  duplicateName,
  objectName,
  headerName,
  limit,
  splitPriority,
  routeMethod,
  ...routeRules({ attributesDistinguish: true }),
  sharedPort(({ connections }) => connections),
  privilegedPort,
  notForProtocol,
  connectionPool,
  providerGap,
  healthCheckPort,
  ...tlsRules,
  keyAlgorithm,
  tooManyAuthorities,
  subordinateTrust,
  acmMutual,
];
