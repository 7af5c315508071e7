import { unique } from '../../base/collections';
import { hashOf } from '../../base/hash';
import { at, type Closed, type Topology, type Trust } from '../../topology';
import type { CertificateSecret, TrustSecret } from './secret-specs';

/** Where everything that a proxy reads is. */
export const FOLDER = '/etc/meshspan';

/** Authorities that a name lists; of more it has a hash, since a file name has at most 255 bytes. */
const LISTED = 3;

/** The name of the secret of a certificate. */
export const certificateSecretName = (certificate: string): string => `certificate_${certificate}`;

export function certificateSecretOf(topology: Closed<Topology>, key: string): CertificateSecret {
  const certificate = at(topology.certificates, key);
  const named = { name: certificateSecretName(key), certificate: key };
  switch (certificate.kind) {
    case 'issued':
    case 'public':
    case 'acm': {
      const folder = `${FOLDER}/certificates/${key}`;
      return {
        ...named,
        source: {
          kind: 'files',
          chain: `${folder}/chain.pem`,
          privateKey: `${folder}/key.pem`,
          // ACM exports no other keys than encrypted ones.
          passphrase: `${folder}/passphrase`,
        },
      };
    }
    case 'file':
      return {
        ...named,
        source: { kind: 'files', chain: certificate.chain, privateKey: certificate.privateKey },
      };
    case 'sds':
      return { ...named, source: { kind: 'sds', secret: certificate.secret } };
  }
}

/** The secret of a trust. The same trust is the same secret, since each takes inotify instances of the machine. */
export function trustSecretOf(trust: Closed<Trust>): TrustSecret {
  const authorities = trust.authorities && { authorities: unique(trust.authorities) };
  switch (trust.kind) {
    case 'private-ca': {
      const keys = unique(trust.authorities);
      const id = keys.length > LISTED ? `${keys.length}_${digestOf(keys.join('+'))}` : keys.join('+');
      return {
        name: `trust_${id}`,
        authorities: keys,
        source: { kind: 'file', bundle: `${FOLDER}/trusts/${id}/bundle.pem` },
      };
    }
    case 'file':
      return {
        name: `trust_file_${digestOf(trust.chain)}`,
        ...authorities,
        source: { kind: 'file', bundle: trust.chain },
      };
    case 'sds':
      return {
        name: `trust_sds_${digestOf(trust.secret)}`,
        ...authorities,
        source: { kind: 'sds', secret: trust.secret },
      };
  }
}

const digestOf = (text: string): string => hashOf(text).toString(16).padStart(16, '0');
