import { Route } from '@cdktf/provider-aws/lib/route';
import { VpcPeeringConnection } from '@cdktf/provider-aws/lib/vpc-peering-connection';
import { Construct } from 'constructs';
import { defined } from '../defined';

export interface PeeringRequestProps {
  readonly name: string;
  readonly vpcId: string;
  readonly peerVpcId: string;
  /** Account id of the peer. */
  readonly peerOwnerId: string;
  readonly peerRegion?: string;
  readonly routeTableId: string;
  /** Block of the peer's VPC. */
  readonly peerCidr: string;
}

/**
 * Asks another account's VPC for a peering, and sends packets there once it is accepted: until then the route is
 * there and leads nowhere. A request expires after seven days (VPC peering guide).
 */
export class PeeringRequest extends Construct {
  readonly peeringId: string;

  constructor(scope: Construct, id: string, props: PeeringRequestProps) {
    super(scope, id);
    const { name, vpcId, peerVpcId, peerOwnerId, peerRegion, routeTableId, peerCidr } = props;
    const connection = new VpcPeeringConnection(
      this,
      VpcPeeringConnection.tfResourceType,
      defined({ vpcId, peerVpcId, peerOwnerId, peerRegion, autoAccept: false, tags: { Name: name } }),
    );
    new Route(this, Route.tfResourceType, {
      routeTableId,
      destinationCidrBlock: peerCidr,
      vpcPeeringConnectionId: connection.id,
    });
    this.peeringId = connection.id;
  }
}
