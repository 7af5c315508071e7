import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';

export interface ScalingProps {
  readonly name: string;
  /** ARN of the cluster. */
  readonly cluster: string;
  readonly serviceName: string;
  readonly least: number;
  readonly most: number;
  /** Average use of CPU in percent that is held. */
  readonly cpuPercent: number;
}

const NAMESPACE = 'ecs';

/** Adds and removes tasks of a service by their use of CPU (Application Auto Scaling). */
export class Scaling extends Construct {
  constructor(scope: Construct, id: string, props: ScalingProps) {
    super(scope, id);
    const { name, cluster, serviceName, least, most, cpuPercent } = props;
    const target = new AppautoscalingTarget(this, AppautoscalingTarget.tfResourceType, {
      serviceNamespace: NAMESPACE,
      scalableDimension: 'ecs:service:DesiredCount',
      // An ARN ends with the cluster's name.
      resourceId: `service/${Fn.basename(cluster)}/${serviceName}`,
      minCapacity: least,
      maxCapacity: most,
    });
    new AppautoscalingPolicy(this, AppautoscalingPolicy.tfResourceType, {
      name,
      policyType: 'TargetTrackingScaling',
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: cpuPercent,
        predefinedMetricSpecification: { predefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      },
    });
  }
}
