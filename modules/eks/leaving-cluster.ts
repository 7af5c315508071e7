import { DataAwsEksCluster } from '@cdktf/provider-aws/lib/data-aws-eks-cluster';
import { DataAwsEksClusters } from '@cdktf/provider-aws/lib/data-aws-eks-clusters';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';

export interface LeavingClusterProps {
  readonly name: string;
  /** @default that of the stack */
  readonly provider?: TerraformProvider;
}

/**
 * A cluster that is about to be deleted, or is deleted: its objects have to go first, and once it is gone nobody asks AWS for it,
 * which would refuse to describe it.
 */
export class LeavingCluster extends Construct {
  readonly clusterName: string;
  /** Empty once it is gone, and so are the others. */
  readonly endpoint: string;
  readonly certificateAuthority: string;
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, { name, ...own }: LeavingClusterProps) {
    super(scope, id);
    const all = new DataAwsEksClusters(this, 'all', own);
    const found = new DataAwsEksCluster(this, 'found', { name: '${each.key}', ...own });
    found.addOverride('for_each', `\${setintersection(${all.fqn}.names, ["${name}"])}`);
    const of = (attribute: string): string => `\${try(one(values(${found.fqn})).${attribute}, "")}`;
    this.clusterName = name;
    this.endpoint = of('endpoint');
    this.certificateAuthority = of('certificate_authority[0].data');
    this.securityGroupId = of('vpc_config[0].cluster_security_group_id');
  }
}
