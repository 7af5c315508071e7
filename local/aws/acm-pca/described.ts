import { X509Certificate } from 'node:crypto';
import { defined } from '../../../core/base/properties';
import type { Fields } from '../json-protocol';
import type { Authority } from './authority';

/** The authority as `DescribeCertificateAuthority` returns it. */
export function described(authority: Authority): Fields {
  const { certificate } = authority;
  const own = certificate === undefined ? undefined : new X509Certificate(certificate);
  return {
    Arn: authority.arn,
    OwnerAccount: authority.account,
    CreatedAt: authority.createdAt,
    LastStateChangeAt: authority.changedAt,
    Type: authority.type,
    Status: authority.status,
    CertificateAuthorityConfiguration: authority.configuration,
    RevocationConfiguration: authority.revocation,
    KeyStorageSecurityStandard: authority.keyStorage,
    UsageMode: authority.usageMode,
    ...defined({ RestorableUntil: authority.restorableUntil }),
    ...(own === undefined
      ? {}
      : {
          Serial: own.serialNumber.toLowerCase().match(/../g)?.join(':'),
          NotBefore: Date.parse(own.validFrom) / 1000,
          NotAfter: Date.parse(own.validTo) / 1000,
        }),
  };
}
