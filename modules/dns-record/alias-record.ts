import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Construct } from 'constructs';

export interface AliasRecordProps {
  readonly name: string;
  readonly zoneId: string;
  /** The load balancer that it leads to. */
  readonly loadBalancer: { readonly dnsName: string; readonly zoneId: string };
}

/** A record of Route 53 that has the addresses of a load balancer, while it has healthy targets. */
export class AliasRecord extends Construct {
  constructor(scope: Construct, id: string, { name, zoneId, loadBalancer }: AliasRecordProps) {
    super(scope, id);
    new Route53Record(this, id, {
      name,
      zoneId,
      type: 'A',
      alias: { name: loadBalancer.dnsName, zoneId: loadBalancer.zoneId, evaluateTargetHealth: true },
    });
  }
}
