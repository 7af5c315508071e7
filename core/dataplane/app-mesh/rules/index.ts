import { acmMutual } from './acm-mutual';
import { alikeTargets } from './alike-targets';
import { authorityRegion } from './authority-region';
import { certificateAsAuthority } from './certificate-as-authority';
import { certificateName } from './certificate-name';
import { china } from './china';
import { connectionPool } from './connection-pool';
import { emptyRange } from './empty-range';
import { duplicateName } from './duplicate-name';
import { foreignCertificate } from './foreign-certificate';
import { foreignProvider } from './foreign-provider';
import { gatewayAccount } from './gateway-account';
import { headerName } from './header-name';
import { healthCheckPort } from './health-check-port';
import { hostWithPort } from './host-with-port';
import { idleHealthCheckPath } from './idle-health-check-path';
import { idleRouterListener } from './idle-router-listener';
import { issuingAuthority } from './issuing-authority';
import { keyAlgorithm } from './key-algorithm';
import { limit } from './limit';
import { notForProtocol } from './not-for-protocol';
import { objectName } from './object-name';
import { pathStart } from './path-start';
import { privilegedPort } from './privileged-port';
import { providerGap } from './provider-gap';
import { pseudoHeader } from './pseudo-header';
import { publicCertificate } from './public-certificate';
import { region } from './region';
import { routePattern } from './route-pattern';
import { routePort } from './route-port';
import { routeProtocol } from './route-protocol';
import type { AppMeshRule } from './rule';
import { sameMatch } from './same-match';
import { sharedCertificate } from './shared-certificate';
import { sharedPort } from './shared-port';
import { splitPriority } from './split-priority';
import { subordinateTrust } from './subordinate-trust';
import { tooManyAuthorities } from './too-many-authorities';
import { unsharedAuthority } from './unshared-authority';
import { wildcardName } from './wildcard-name';
import { zeroWeights } from './zero-weights';

/** Everything that only this data plane refuses, in the order in which it is reported. */
export const appMeshRules: readonly AppMeshRule[] = [
  region,
  china,
  gatewayAccount,
  foreignProvider,
  duplicateName,
  objectName,
  headerName,
  limit,
  zeroWeights,
  splitPriority,
  sameMatch,
  routePattern,
  emptyRange,
  routePort,
  routeProtocol,
  idleRouterListener,
  pathStart,
  pseudoHeader,
  hostWithPort,
  sharedPort,
  alikeTargets,
  privilegedPort,
  notForProtocol,
  connectionPool,
  providerGap,
  healthCheckPort,
  idleHealthCheckPath,
  certificateAsAuthority,
  authorityRegion,
  unsharedAuthority,
  issuingAuthority,
  keyAlgorithm,
  certificateName,
  foreignCertificate,
  sharedCertificate,
  publicCertificate,
  tooManyAuthorities,
  subordinateTrust,
  acmMutual,
  wildcardName,
];
