import { acmMutual } from './acm-mutual';
import { authorityRegion } from './authority-region';
import { certificateAsAuthority } from './certificate-as-authority';
import { certificateName } from './certificate-name';
import { duplicateName } from './duplicate-name';
import { foreignCertificate } from './foreign-certificate';
import { foreignProvider } from './foreign-provider';
import { gatewayAccount } from './gateway-account';
import { healthCheckPort } from './health-check-port';
import { issuingAuthority } from './issuing-authority';
import { keyAlgorithm } from './key-algorithm';
import { limit } from './limit';
import { notForProtocol } from './not-for-protocol';
import { objectName } from './object-name';
import { providerGap } from './provider-gap';
import { publicCertificate } from './public-certificate';
import type { Rule } from './rule';
import { sharedCertificate } from './shared-certificate';
import { splitPriority } from './split-priority';
import { subordinateTrust } from './subordinate-trust';
import { tooManyAuthorities } from './too-many-authorities';
import { wildcardName } from './wildcard-name';
import { zeroWeights } from './zero-weights';

/** Everything that only this data plane refuses, in the order in which it is told. */
export const rules: readonly Rule[] = [
  gatewayAccount,
  foreignProvider,
  duplicateName,
  objectName,
  limit,
  zeroWeights,
  splitPriority,
  notForProtocol,
  providerGap,
  healthCheckPort,
  certificateAsAuthority,
  authorityRegion,
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
