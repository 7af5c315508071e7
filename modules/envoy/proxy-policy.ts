import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { Construct } from 'constructs';

export interface ProxyPolicyProps {
  readonly name: string;
  /** Certificates of the proxy's own, whose keys it fetches. */
  readonly certificateArns: readonly string[];
  /** Authorities that it trusts, whose certificates it fetches. */
  readonly authorityArns: readonly string[];
}

/**
 * Lets what runs beside an Envoy fetch its files, and nothing else (Service Authorization Reference, "AWS Certificate
 * Manager" and "AWS Private Certificate Authority"). The Envoy itself asks AWS for nothing.
 */
export class ProxyPolicy extends Construct {
  readonly policyArn: string;

  constructor(scope: Construct, id: string, { name, certificateArns, authorityArns }: ProxyPolicyProps) {
    super(scope, id);
    const statements = [
      { Sid: 'Certificate', Action: 'acm:ExportCertificate', Resource: certificateArns },
      { Sid: 'Authority', Action: 'acm-pca:GetCertificateAuthorityCertificate', Resource: authorityArns },
    ];
    const policy = new IamPolicy(this, IamPolicy.tfResourceType, {
      name,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: statements
          .filter(({ Resource }) => Resource.length > 0)
          .map((statement) => ({ Effect: 'Allow', ...statement })),
      }),
    });
    this.policyArn = policy.arn;
  }
}
