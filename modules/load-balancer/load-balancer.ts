import { Lb } from '@cdktf/provider-aws/lib/lb';
import { Construct } from 'constructs';
import { defined } from '../../core/base/properties';

export interface LoadBalancerProps {
  /** At most 32 characters. */
  readonly name: string;
  /** What it reads: requests of HTTP, or nothing of what it passes on. */
  readonly layer: 'application' | 'network';
  /** Whether its addresses are those of its VPC, and not of the internet. */
  readonly internal: boolean;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  /** Whether AWS refuses to delete it. */
  readonly deletionProtection: boolean;
  /** A bucket that exists. @default it logs nothing */
  readonly accessLogs?: { readonly bucket: string; readonly prefix?: string };
}

/**
 * A load balancer (Elastic Load Balancing, `CreateLoadBalancer`). One of HTTP drops headers whose names are not valid; one of
 * connections spreads them over the tasks in all zones, as one of HTTP always does.
 */
export class LoadBalancer extends Construct {
  readonly loadBalancerArn: string;
  readonly dnsName: string;
  /** Of the zone of AWS that has `dnsName`: what an alias names. */
  readonly zoneId: string;

  constructor(scope: Construct, id: string, props: LoadBalancerProps) {
    super(scope, id);
    const { name, layer, internal, subnetIds, securityGroupId, deletionProtection, accessLogs } = props;
    const made = new Lb(this, Lb.tfResourceType, {
      name,
      loadBalancerType: layer,
      internal,
      subnets: [...subnetIds],
      securityGroups: [securityGroupId],
      enableDeletionProtection: deletionProtection,
      ...(layer === 'application'
        ? { dropInvalidHeaderFields: true }
        : { enableCrossZoneLoadBalancing: true }),
      ...defined({ accessLogs: accessLogs && { enabled: true, ...accessLogs } }),
    });
    this.loadBalancerArn = made.arn;
    this.dnsName = made.dnsName;
    this.zoneId = made.zoneId;
  }
}
