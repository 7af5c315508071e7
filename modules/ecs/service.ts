import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { defined } from '../../core/base/properties';
import type { CapacityShare } from './cluster';

export interface ServiceProps {
  readonly name: string;
  /** ARN. */
  readonly cluster: string;
  readonly taskDefinitionArn: string;
  /** Empty: Fargate. */
  readonly capacity: readonly CapacityShare[];
  readonly desiredCount: number;
  /** Something else changes the number of tasks: Terraform sets it once. */
  readonly isScaled: boolean;
  readonly exec: boolean;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  /** ARN of the Cloud Map service in which the tasks register. */
  readonly registryArn?: string;
  readonly targets: readonly ServiceTarget[];
  readonly graceSeconds?: number;
  /** Terraform waits until the tasks of a change run and those before it have ended. */
  readonly waits: boolean;
  readonly after: readonly TerraformResource[];
}

/** A target group in which a port of each task is registered. */
export interface ServiceTarget {
  readonly targetGroupArn: string;
  readonly container: string;
  readonly port: number;
}

/**
 * Keeps tasks running in private subnets. A new task definition starts beside the old one, and one whose tasks do not
 * become healthy is rolled back (ECS developer guide, "deployment circuit breaker").
 */
export class Service extends Construct {
  readonly serviceName: string;
  /** ARN of the cluster, once the service is in it. */
  readonly cluster: string;

  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    const { capacity, targets, registryArn, graceSeconds, isScaled, after } = props;
    const service = new EcsService(this, EcsService.tfResourceType, {
      name: props.name,
      cluster: props.cluster,
      taskDefinition: props.taskDefinitionArn,
      ...(capacity.length === 0
        ? { launchType: 'FARGATE' }
        : {
            capacityProviderStrategy: capacity.map(strategyOf),
            // Other shares of the providers replace the service unless a change of it starts its tasks again.
            forceNewDeployment: true,
          }),
      desiredCount: props.desiredCount,
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      availabilityZoneRebalancing: 'ENABLED',
      enableExecuteCommand: props.exec,
      enableEcsManagedTags: true,
      propagateTags: 'SERVICE',
      waitForSteadyState: props.waits,
      networkConfiguration: {
        subnets: [...props.subnetIds],
        securityGroups: [props.securityGroupId],
        assignPublicIp: false,
      },
      ...(registryArn !== undefined && { serviceRegistries: { registryArn } }),
      ...(targets.length > 0 && { loadBalancer: targets.map(targetOf) }),
      ...defined({ healthCheckGracePeriodSeconds: graceSeconds }),
      ...(after.length > 0 && { dependsOn: [...after] }),
      ...(isScaled && { lifecycle: { ignoreChanges: ['desired_count'] } }),
    });
    this.serviceName = service.name;
    this.cluster = service.cluster;
  }
}

const strategyOf = ({ provider, weight, base }: CapacityShare) => ({
  capacityProvider: provider,
  weight,
  base,
});

const targetOf = ({ targetGroupArn, container, port }: ServiceTarget) => ({
  targetGroupArn,
  containerName: container,
  containerPort: port,
});
