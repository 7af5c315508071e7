import { Route53VpcAssociationAuthorization } from '@cdktf/provider-aws/lib/route53-vpc-association-authorization';
import { Construct } from 'constructs';

export interface ZoneAuthorizationProps {
  readonly zoneId: string;
  /** VPC of another account. */
  readonly vpcId: string;
}

/** Lets another account associate its VPC with a private zone of this account. */
export class ZoneAuthorization extends Construct {
  /** The zone, available once the other account may associate with it. */
  readonly zoneId: string;
  readonly step: Route53VpcAssociationAuthorization;

  constructor(scope: Construct, id: string, { zoneId, vpcId }: ZoneAuthorizationProps) {
    super(scope, id);
    this.step = new Route53VpcAssociationAuthorization(
      this,
      Route53VpcAssociationAuthorization.tfResourceType,
      { zoneId, vpcId },
    );
    this.zoneId = this.step.zoneId;
  }
}
