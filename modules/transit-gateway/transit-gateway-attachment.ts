import { Ec2TransitGatewayVpcAttachment } from '@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

export interface TransitGatewayAttachmentProps {
  readonly name: string;
  readonly gatewayId: string;
  readonly vpcId: string;
  /** One in each zone whose subnets send packets: AWS refuses a second one in a zone. */
  readonly subnetIds: readonly string[];
  /** What must exist first, such as the acceptance of the share. */
  readonly after: readonly ITerraformDependable[];
}

/** Attaches a VPC to a transit gateway. */
export class TransitGatewayAttachment extends Construct {
  /** Id of the gateway, available once the VPC is attached: AWS refuses routes to it before. */
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
