import { VpcPeeringConnection } from '@cdktf/provider-aws/lib/vpc-peering-connection';
import { Construct } from 'constructs';
import { defined } from '../../core/base/properties';

export interface PeeringRequestProps {
  readonly name: string;
  readonly vpcId: string;
  readonly peerVpcId: string;
  /** Account id of the peer. */
  readonly peerOwnerId: string;
  readonly peerRegion?: string;
}

/**
 * Requests a peering with another account's VPC. Until it is accepted, routes to it drop packets; a request expires after
 * seven days (VPC peering guide).
 */
export class PeeringRequest extends Construct {
  readonly peeringId: string;

  constructor(scope: Construct, id: string, props: PeeringRequestProps) {
    super(scope, id);
    const { name, vpcId, peerVpcId, peerOwnerId, peerRegion } = props;
    const connection = new VpcPeeringConnection(
      this,
      VpcPeeringConnection.tfResourceType,
      defined({ vpcId, peerVpcId, peerOwnerId, peerRegion, autoAccept: false, tags: { Name: name } }),
    );
    this.peeringId = connection.id;
  }
}
