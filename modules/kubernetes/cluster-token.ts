import { TerraformElement, type TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';

export interface ClusterTokenProps {
  readonly provider: TerraformProvider;
  readonly clusterName: string;
}

const TYPE = 'aws_eks_cluster_auth';

/**
 * A token for the API server of a cluster of EKS, which ends after 15 minutes. It is in no plan and no state: Terraform asks
 * for another one in each run (Terraform, "Ephemeral resources").
 */
export class ClusterToken extends TerraformElement {
  private readonly props: ClusterTokenProps;

  constructor(scope: Construct, id: string, props: ClusterTokenProps) {
    super(scope, id);
    this.props = props;
  }

  get token(): string {
    return `\${ephemeral.${TYPE}.${this.friendlyUniqueId}.token}`;
  }

  // cdktf knows resources and data sources alone.
  override toTerraform(): object {
    const { provider, clusterName } = this.props;
    return {
      ephemeral: { [TYPE]: { [this.friendlyUniqueId]: { provider: provider.fqn, name: clusterName } } },
    };
  }
}
