import { DataAwsEksCluster } from '@cdktf/provider-aws/lib/data-aws-eks-cluster';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';

export interface ExistingClusterProps {
  readonly name: string;
  /** @default that of the stack */
  readonly provider?: TerraformProvider;
}

/** What AWS says of a cluster of EKS that somebody else has created. */
export class ExistingCluster extends Construct {
  readonly clusterName: string;
  readonly endpoint: string;
  /** Certificate of its authority: PEM in base64. */
  readonly certificateAuthority: string;
  /** Group that EKS made for the control plane and the nodes. */
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: ExistingClusterProps) {
    super(scope, id);
    const cluster = new DataAwsEksCluster(this, id, props);
    this.clusterName = cluster.name;
    this.endpoint = cluster.endpoint;
    this.certificateAuthority = cluster.certificateAuthority.get(0).data;
    this.securityGroupId = cluster.vpcConfig.get(0).clusterSecurityGroupId;
  }
}
