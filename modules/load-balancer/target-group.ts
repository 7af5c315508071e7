import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { Construct } from 'constructs';
import { defined } from '../../core/base/properties';

export interface TargetGroupProps {
  /** At most 32 characters. It must be another one where any of port, protocol and version is another. */
  readonly name: string;
  readonly vpcId: string;
  /** Port of the tasks. */
  readonly port: number;
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP' | 'TLS';
  /** Version of HTTP; with HTTP and HTTPS. */
  readonly version?: 'HTTP1' | 'HTTP2' | 'GRPC';
  readonly healthCheck: {
    readonly protocol: 'HTTP' | 'HTTPS' | 'TCP';
    readonly path?: string;
    readonly codes?: string;
    readonly healthyThreshold: number;
    readonly unhealthyThreshold: number;
    readonly intervalSeconds: number;
    readonly timeoutSeconds: number;
  };
}

/** Tasks by their addresses, which a listener forwards to. */
export class TargetGroup extends Construct {
  readonly targetGroupArn: string;

  constructor(scope: Construct, id: string, props: TargetGroupProps) {
    super(scope, id);
    const { name, vpcId, port, protocol, version, healthCheck } = props;
    const { path, codes, healthyThreshold, unhealthyThreshold, intervalSeconds, timeoutSeconds } =
      healthCheck;
    const made = new LbTargetGroup(this, id, {
      name,
      vpcId,
      targetType: 'ip',
      port,
      protocol,
      ...defined({ protocolVersion: version }),
      healthCheck: {
        enabled: true,
        protocol: healthCheck.protocol,
        port: 'traffic-port',
        healthyThreshold,
        unhealthyThreshold,
        interval: intervalSeconds,
        timeout: timeoutSeconds,
        ...defined({ path, matcher: codes }),
      },
      // A listener that uses it would keep it from being deleted.
      lifecycle: { createBeforeDestroy: true },
    });
    this.targetGroupArn = made.arn;
  }
}
