import { EcsCluster } from '@cdktf/provider-aws/lib/ecs-cluster';
import { EcsClusterCapacityProviders } from '@cdktf/provider-aws/lib/ecs-cluster-capacity-providers';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';

export interface ClusterProps {
  readonly name: string;
  /** Capacity providers with their shares of the tasks; empty: Fargate. */
  readonly capacity: readonly CapacityShare[];
}

export interface CapacityShare {
  readonly provider: string;
  readonly weight: number;
  readonly base: number;
}

/** An ECS cluster that reports the use of its tasks (Container Insights). */
export class Cluster extends Construct {
  readonly clusterArn: string;
  /** After these its services can name its capacity providers. */
  readonly steps: readonly TerraformResource[];

  constructor(scope: Construct, id: string, { name, capacity }: ClusterProps) {
    super(scope, id);
    const cluster = new EcsCluster(this, EcsCluster.tfResourceType, {
      name,
      setting: [{ name: 'containerInsights', value: 'enabled' }],
    });
    this.clusterArn = cluster.arn;
    this.steps =
      capacity.length === 0
        ? []
        : [
            new EcsClusterCapacityProviders(this, EcsClusterCapacityProviders.tfResourceType, {
              clusterName: cluster.name,
              capacityProviders: capacity.map(({ provider }) => provider),
              defaultCapacityProviderStrategy: capacity.map(({ provider, weight, base }) => ({
                capacityProvider: provider,
                weight,
                base,
              })),
            }),
          ];
  }
}
