import { CertRequest } from '@cdktf/provider-tls/lib/cert-request';
import { LocallySignedCert } from '@cdktf/provider-tls/lib/locally-signed-cert';
import { PrivateKey } from '@cdktf/provider-tls/lib/private-key';
import { Construct } from 'constructs';
import type { KeyAlgorithm } from '../../core/topology';
import { keySettings, keyUses } from './keys';

const HOURS_OF_DAY = 24;
/** Days for which a certificate is valid, unless its authority ends before. */
const MOST_DAYS = 90;

export interface DevelopmentCertificateProps {
  /** DNS names and URIs. */
  readonly names: readonly string[];
  readonly keyAlgorithm: KeyAlgorithm;
  /** Certificate and key of the authority: PEM. */
  readonly authority: { readonly certificate: string; readonly privateKey: string };
  /** For which the authority is valid. */
  readonly authorityDays: number;
}

/** A certificate that Terraform signs with the key of an authority, for both sides of a handshake. */
export class DevelopmentCertificate extends Construct {
  /** PEM. */
  readonly certificate: string;
  /** PEM. */
  readonly privateKey: string;

  constructor(scope: Construct, id: string, props: DevelopmentCertificateProps) {
    super(scope, id);
    const { names, keyAlgorithm, authority } = props;
    const hours = Math.min(MOST_DAYS, props.authorityDays) * HOURS_OF_DAY;
    const key = new PrivateKey(this, PrivateKey.tfResourceType, keySettings(keyAlgorithm));
    const isUri = (name: string): boolean => name.includes('://');
    const request = new CertRequest(this, CertRequest.tfResourceType, {
      privateKeyPem: key.privateKeyPem,
      // The names are in the certificate beside it; a common name has at most 64 characters.
      dnsNames: names.filter((name) => !isUri(name)),
      uris: names.filter(isUri),
    });
    const made = new LocallySignedCert(this, LocallySignedCert.tfResourceType, {
      certRequestPem: request.certRequestPem,
      caCertPem: authority.certificate,
      caPrivateKeyPem: authority.privateKey,
      validityPeriodHours: hours,
      // An apply in the last third makes the next one.
      earlyRenewalHours: Math.floor(hours / 3),
      allowedUses: [...keyUses(keyAlgorithm), 'server_auth', 'client_auth'],
      setSubjectKeyId: true,
    });
    this.certificate = made.certPem;
    this.privateKey = key.privateKeyPem;
  }
}
