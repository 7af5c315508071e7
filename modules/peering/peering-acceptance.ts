import { Route } from '@cdktf/provider-aws/lib/route';
import { VpcPeeringConnectionAccepterA } from '@cdktf/provider-aws/lib/vpc-peering-connection-accepter';
import { Construct } from 'constructs';

export interface PeeringAcceptanceProps {
  readonly name: string;
  /** Id of the requested peering. */
  readonly peeringId: string;
  readonly routeTableId: string;
  /** Block of the requester's VPC. */
  readonly peerCidr: string;
}

/** Accepts a peering that another account asked for, and sends packets there. */
export class PeeringAcceptance extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { name, peeringId, routeTableId, peerCidr }: PeeringAcceptanceProps,
  ) {
    super(scope, id);
    const accepter = new VpcPeeringConnectionAccepterA(this, VpcPeeringConnectionAccepterA.tfResourceType, {
      vpcPeeringConnectionId: peeringId,
      autoAccept: true,
      tags: { Name: name },
    });
    new Route(this, Route.tfResourceType, {
      routeTableId,
      destinationCidrBlock: peerCidr,
      // From the accepter, not from the request: accepted first, removed first.
      vpcPeeringConnectionId: accepter.vpcPeeringConnectionId,
    });
  }
}
