import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { KeyAlgorithm } from '../../core/topology';

export interface CertificateProps {
  /** Key of the certificate, for messages. */
  readonly name: string;
  /** Common name; at most 64 octets. */
  readonly domainName: string;
  readonly names: readonly string[];
  readonly authorityArn: string;
  readonly keyAlgorithm: KeyAlgorithm;
  /** A certificate that exists keeps the algorithm that it has. @default one of another algorithm replaces it */
  readonly keepsAlgorithm?: boolean;
  /** What must exist before the account can use the authority. */
  readonly after: readonly ITerraformDependable[];
}

/** A certificate that ACM issues from a private authority, of its own account or shared with it. */
export class Certificate extends Construct {
  readonly certificateArn: string;

  constructor(scope: Construct, id: string, props: CertificateProps) {
    super(scope, id);
    const certificate = new AcmCertificate(this, AcmCertificate.tfResourceType, {
      domainName: props.domainName,
      subjectAlternativeNames: [...props.names],
      certificateAuthorityArn: props.authorityArn,
      keyAlgorithm: props.keyAlgorithm,
      ...(props.after.length > 0 ? { dependsOn: [...props.after] } : {}),
      lifecycle: {
        createBeforeDestroy: true,
        ...(props.keepsAlgorithm === true ? { ignoreChanges: ['key_algorithm'] } : {}),
        // The provider only waits until the request is decided; it accepts a refused certificate as a valid one.
        postcondition: [
          {
            condition: '${self.status == "ISSUED"}',
            errorMessage: `certificate "${props.name}" is not issued: its status in ACM is \${self.status}. Look at its failure reason in ACM; the authority must be active and shared with this account`,
          },
        ],
      },
    });
    this.certificateArn = certificate.arn;
  }
}
