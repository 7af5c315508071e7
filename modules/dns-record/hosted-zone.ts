import { Route53Zone } from '@cdktf/provider-aws/lib/route53-zone';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';

export interface HostedZoneProps {
  readonly name: string;
  /** What is created by whom, for people who find it in the console. */
  readonly comment: string;
  /** The only VPC in which it answers. @default it is public */
  readonly vpcId?: string;
}

/** A hosted zone of Route 53. It can only be deleted once others' records in it are gone. */
export class HostedZone extends Construct {
  readonly zoneId: string;
  /** Separated by commas; to be delegated to where the zone is public. */
  readonly nameServers: string;

  constructor(scope: Construct, id: string, { name, comment, vpcId }: HostedZoneProps) {
    super(scope, id);
    const made = new Route53Zone(this, Route53Zone.tfResourceType, {
      name,
      comment,
      ...(vpcId === undefined ? {} : { vpc: [{ vpcId }] }),
    });
    this.zoneId = made.zoneId;
    this.nameServers = Fn.join(', ', made.nameServers);
  }
}
