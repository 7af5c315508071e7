import { VpcPeeringConnectionAccepterA } from '@cdktf/provider-aws/lib/vpc-peering-connection-accepter';
import { Construct } from 'constructs';

export interface PeeringAcceptanceProps {
  readonly name: string;
  /** Id of the requested peering. */
  readonly peeringId: string;
}

/** Accepts a peering that another account requested. */
export class PeeringAcceptance extends Construct {
  /** Id of the peering, available once it is accepted: whatever uses it is created later and removed earlier. */
  readonly peeringId: string;

  constructor(scope: Construct, id: string, { name, peeringId }: PeeringAcceptanceProps) {
    super(scope, id);
    const accepter = new VpcPeeringConnectionAccepterA(this, VpcPeeringConnectionAccepterA.tfResourceType, {
      vpcPeeringConnectionId: peeringId,
      autoAccept: true,
      tags: { Name: name },
    });
    this.peeringId = accepter.vpcPeeringConnectionId;
  }
}
