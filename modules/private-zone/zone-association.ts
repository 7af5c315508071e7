import { Route53ZoneAssociation } from '@cdktf/provider-aws/lib/route53-zone-association';
import { Construct } from 'constructs';

export interface ZoneAssociationProps {
  /** Private zone of another account, which has authorized this VPC. */
  readonly zoneId: string;
  readonly vpcId: string;
}

/** Makes names in another account's private zone resolve in a VPC of this account. */
export class ZoneAssociation extends Construct {
  constructor(scope: Construct, id: string, { zoneId, vpcId }: ZoneAssociationProps) {
    super(scope, id);
    new Route53ZoneAssociation(this, Route53ZoneAssociation.tfResourceType, { zoneId, vpcId });
  }
}
