import { Ec2TransitGateway } from '@cdktf/provider-aws/lib/ec2-transit-gateway';
import { Construct } from 'constructs';

export interface TransitGatewayProps {
  readonly name: string;
}

/**
 * A transit gateway for the networks of several accounts. Accounts that it is shared with may attach, and every attachment
 * can be routed to; the route tables of each network decide which packets go there.
 */
export class TransitGateway extends Construct {
  readonly gatewayId: string;
  readonly gatewayArn: string;

  constructor(scope: Construct, id: string, { name }: TransitGatewayProps) {
    super(scope, id);
    const gateway = new Ec2TransitGateway(this, Ec2TransitGateway.tfResourceType, {
      description: name,
      // The share is the permission: no manual acceptance (VPC transit gateways guide, "Work with shared transit gateways").
      autoAcceptSharedAttachments: 'enable',
      // Members can't change the route tables of another account's gateway, so each attachment uses the default route table.
      defaultRouteTableAssociation: 'enable',
      defaultRouteTablePropagation: 'enable',
      tags: { Name: name },
    });
    this.gatewayId = gateway.id;
    this.gatewayArn = gateway.arn;
  }
}
