import type { PlaneRule } from '../contract';
import { authorityRegion } from './authority-region';
import { certificateAsAuthority } from './certificate-as-authority';
import { certificateName } from './certificate-name';
import { foreignCertificate } from './foreign-certificate';
import { issuingAuthority } from './issuing-authority';
import { publicCertificate } from './public-certificate';
import { sharedCertificate } from './shared-certificate';
import { unsharedAuthority } from './unshared-authority';
import { wildcardName } from './wildcard-name';

/** Everything about authorities and certificates that holds for each data plane whose proxies use ACM's. */
export const tlsRules: readonly PlaneRule[] = [
  certificateAsAuthority,
  authorityRegion,
  unsharedAuthority,
  issuingAuthority,
  certificateName,
  foreignCertificate,
  sharedCertificate,
  publicCertificate,
  wildcardName,
];
