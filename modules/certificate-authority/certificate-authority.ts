import { AcmpcaCertificate } from '@cdktf/provider-aws/lib/acmpca-certificate';
import { AcmpcaCertificateAuthority } from '@cdktf/provider-aws/lib/acmpca-certificate-authority';
import { AcmpcaCertificateAuthorityCertificate } from '@cdktf/provider-aws/lib/acmpca-certificate-authority-certificate';
import { AcmpcaPermission } from '@cdktf/provider-aws/lib/acmpca-permission';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { defined } from '../../core/base/properties';
import type { KeyAlgorithm, Subject } from '../../core/topology';

export interface CertificateAuthorityProps {
  readonly subject: Subject;
  readonly keyAlgorithm: KeyAlgorithm;
  readonly validityYears: number;
  readonly usageMode: 'GENERAL_PURPOSE' | 'SHORT_LIVED_CERTIFICATE';
  /** Whether AWS answers queries for revoked certificates (OCSP). */
  readonly ocsp: boolean;
  /** The list of revoked certificates that AWS writes. @default none */
  readonly crl?: Crl;
  /** Days in which AWS can still restore it after its deletion, 7 to 30. */
  readonly deletionDays: number;
  /** Id of its account. */
  readonly accountId: string;
  readonly partition: string;
  /** Whether ACM may issue from it in its account. */
  readonly issues: boolean;
  /** The authority that signs it. @default it is a root, and signs itself */
  readonly signer?: Signer;
  /** Terraform refuses to destroy it. */
  readonly protected: boolean;
}

/** A list of revoked certificates (CRL), and where it is. */
export interface Crl {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Days for which one list is valid, 1 to 5000. */
  readonly days: number;
  /** What must exist before AWS may write there. */
  readonly after: readonly TerraformResource[];
}

/** An authority that signs another one. */
export interface Signer {
  /** Its ARN, available once it can issue. */
  readonly authorityArn: string;
  /** Of its key: a signature is as the key that makes it. */
  readonly keyAlgorithm: KeyAlgorithm;
  /** Levels of authorities that may be below the signed one, 0 to 3. */
  readonly pathLength: number;
}

const SIGNING: Readonly<Record<KeyAlgorithm, string>> = {
  RSA_2048: 'SHA256WITHRSA',
  RSA_4096: 'SHA256WITHRSA',
  EC_prime256v1: 'SHA256WITHECDSA',
  EC_secp384r1: 'SHA384WITHECDSA',
};

/** An authority of AWS Private CA, activated by a certificate that it signs itself, or that its signer does. */
export class CertificateAuthority extends Construct {
  /** Its ARN, available once it can issue: an attribute of the installed certificate, not of the authority. */
  readonly authorityArn: string;

  constructor(scope: Construct, id: string, props: CertificateAuthorityProps) {
    super(scope, id);
    const { crl, signer } = props;
    const signingAlgorithm = SIGNING[props.keyAlgorithm];
    const authority = new AcmpcaCertificateAuthority(this, AcmpcaCertificateAuthority.tfResourceType, {
      type: signer === undefined ? 'ROOT' : 'SUBORDINATE',
      usageMode: props.usageMode,
      keyStorageSecurityStandard: 'FIPS_140_2_LEVEL_3_OR_HIGHER',
      permanentDeletionTimeInDays: props.deletionDays,
      certificateAuthorityConfiguration: {
        keyAlgorithm: props.keyAlgorithm,
        signingAlgorithm,
        subject: defined({ ...props.subject }),
      },
      revocationConfiguration: {
        ocspConfiguration: { enabled: props.ocsp },
        ...(crl === undefined ? {} : { crlConfiguration: crlConfigurationOf(crl) }),
      },
      // AWS's own policy for Service Connect lets ECS use only authorities with this tag
      // (AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity).
      tags: { AmazonECSManaged: 'true' },
      ...(crl === undefined || crl.after.length === 0 ? {} : { dependsOn: [...crl.after] }),
      ...(props.protected ? { lifecycle: { preventDestroy: true } } : {}),
    });
    const certificate = new AcmpcaCertificate(this, AcmpcaCertificate.tfResourceType, {
      certificateAuthorityArn: signer?.authorityArn ?? authority.arn,
      certificateSigningRequest: authority.certificateSigningRequest,
      signingAlgorithm: signer === undefined ? signingAlgorithm : SIGNING[signer.keyAlgorithm],
      templateArn: `arn:${props.partition}:acm-pca:::template/${templateOf(signer)}`,
      validity: { type: 'YEARS', value: String(props.validityYears) },
      // The signer revokes a certificate that Terraform deletes: only once the next one is installed.
      ...(signer === undefined ? {} : { lifecycle: { createBeforeDestroy: true } }),
    });
    const installed = new AcmpcaCertificateAuthorityCertificate(
      this,
      AcmpcaCertificateAuthorityCertificate.tfResourceType,
      {
        certificateAuthorityArn: authority.arn,
        certificate: certificate.certificate,
        certificateChain: certificate.certificateChain,
      },
    );
    this.authorityArn = installed.certificateAuthorityArn;
    if (!props.issues) return;
    new AcmpcaPermission(this, AcmpcaPermission.tfResourceType, {
      certificateAuthorityArn: this.authorityArn,
      principal: 'acm.amazonaws.com',
      actions: ['IssueCertificate', 'GetCertificate', 'ListPermissions'],
      sourceAccount: props.accountId,
    });
  }
}

/** Name of the template of its certificate (AWS Private CA user guide, "Template definitions"). */
const templateOf = (signer: Signer | undefined): string =>
  signer === undefined ? 'RootCACertificate/V1' : `SubordinateCACertificate_PathLen${signer.pathLength}/V1`;

const crlConfigurationOf = ({ bucket, days }: Crl) => ({
  enabled: true,
  expirationInDays: days,
  s3BucketName: bucket,
  // Without an ACL for everybody: a bucket decides by its policy who reads.
  s3ObjectAcl: 'BUCKET_OWNER_FULL_CONTROL',
});
