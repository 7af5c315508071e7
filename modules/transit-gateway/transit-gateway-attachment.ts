import { Ec2TransitGatewayVpcAttachment } from '@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment';
import { Route } from '@cdktf/provider-aws/lib/route';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

export interface TransitGatewayAttachmentProps {
  readonly name: string;
  readonly gatewayId: string;
  readonly vpcId: string;
  /** One in each zone whose subnets send packets: AWS takes no second of a zone. */
  readonly subnetIds: readonly string[];
  readonly routes: readonly TransitGatewayRoute[];
  /** What must be there first, such as the acceptance of the share. */
  readonly after: readonly ITerraformDependable[];
}

export interface TransitGatewayRoute {
  /** Tells the route apart; a part of its address. */
  readonly id: string;
  readonly routeTableId: string;
  /** Block of another network. */
  readonly cidr: string;
}

/** Hangs a VPC on a transit gateway, and sends packets for other networks there. */
export class TransitGatewayAttachment extends Construct {
  constructor(scope: Construct, id: string, props: TransitGatewayAttachmentProps) {
    super(scope, id);
    const { name, gatewayId, vpcId, subnetIds, routes, after } = props;
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
    for (const route of routes) {
      new Route(this, route.id, {
        routeTableId: route.routeTableId,
        destinationCidrBlock: route.cidr,
        // From the attachment: AWS refuses a route to a gateway on which the VPC does not hang, and it is removed first.
        transitGatewayId: attachment.transitGatewayId,
      });
    }
  }
}
