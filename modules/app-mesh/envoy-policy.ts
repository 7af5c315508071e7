import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { Construct } from 'constructs';

export interface EnvoyPolicyProps {
  readonly name: string;
  /** ARN of the virtual node or gateway whose configuration the proxy fetches. */
  readonly resourceArn: string;
  /** Certificates whose keys it fetches. */
  readonly certificateArns: readonly string[];
  /** Authorities whose certificates it fetches, to verify other parties. */
  readonly authorityArns: readonly string[];
}

/** What a proxy may do, and no more (App Mesh user guide, "Envoy Proxy authorization" and "TLS"). */
export class EnvoyPolicy extends Construct {
  readonly policyArn: string;

  constructor(scope: Construct, id: string, props: EnvoyPolicyProps) {
    super(scope, id);
    const statements = [
      { Sid: 'Configuration', Action: 'appmesh:StreamAggregatedResources', Resource: [props.resourceArn] },
      { Sid: 'Certificate', Action: 'acm:ExportCertificate', Resource: props.certificateArns },
      {
        Sid: 'Authority',
        Action: 'acm-pca:GetCertificateAuthorityCertificate',
        Resource: props.authorityArns,
      },
    ];
    const policy = new IamPolicy(this, IamPolicy.tfResourceType, {
      name: props.name,
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
