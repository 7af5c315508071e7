import { PrivateKey } from '@cdktf/provider-tls/lib/private-key';
import { SelfSignedCert } from '@cdktf/provider-tls/lib/self-signed-cert';
import { Construct } from 'constructs';
import type { KeyAlgorithm } from '../../core/topology';
import { keySettings } from './keys';

const HOURS_OF_DAY = 24;

export interface DevelopmentAuthorityProps {
  readonly subject: { readonly commonName: string; readonly organization?: string };
  readonly keyAlgorithm: KeyAlgorithm;
  /** For which its own certificate is valid. */
  readonly days: number;
}

/** An authority that Terraform makes itself: its key is in the state. */
export class DevelopmentAuthority extends Construct {
  /** PEM. */
  readonly certificate: string;
  /** PEM. */
  readonly privateKey: string;

  constructor(scope: Construct, id: string, { subject, keyAlgorithm, days }: DevelopmentAuthorityProps) {
    super(scope, id);
    const key = new PrivateKey(this, PrivateKey.tfResourceType, keySettings(keyAlgorithm));
    const made = new SelfSignedCert(this, SelfSignedCert.tfResourceType, {
      privateKeyPem: key.privateKeyPem,
      isCaCertificate: true,
      subject: [subject],
      allowedUses: ['cert_signing', 'crl_signing', 'digital_signature'],
      validityPeriodHours: days * HOURS_OF_DAY,
      setSubjectKeyId: true,
    });
    this.certificate = made.certPem;
    this.privateKey = key.privateKeyPem;
  }
}
