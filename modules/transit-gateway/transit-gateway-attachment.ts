import { Ec2TransitGatewayVpcAttachment } from '@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

export interface TransitGatewayAttachmentProps {
  readonly name: string;
  readonly gatewayId: string;
  readonly vpcId: string;
  /** One in each zone whose subnets send packets: AWS takes no second of a zone. */
  readonly subnetIds: readonly string[];
  /** What must be there first, such as the acceptance of the share. */
  readonly after: readonly ITerraformDependable[];
}

/** Hangs a VPC on a transit gateway. */
export class TransitGatewayAttachment extends Construct {
  /** Id of the gateway, once the VPC hangs on it: AWS refuses routes to it before. */
  readonly gatewayId: string;

  constructor(scope: Construct, id: string, props: TransitGatewayAttachmentProps) {
    super(scope, id);
    const { name, gatewayId, vpcId, subnetIds, after } = props;
    const attachment = new Ec2TransitGatewayVpcAttachment(
      this,
      Ec2TransitGatewayVpcAttachment.tfResourceType,
      {
        transitGatewayId: gatewayId,
        vpcId,
        subnetIds: [...subnetIds],
        tags: { Name: name },
        ...(after.length > 0 ? { dependsOn: [...after] } : {}),
      },
    );
    this.gatewayId = attachment.transitGatewayId;
  }
}
