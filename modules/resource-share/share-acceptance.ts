import { RamResourceShareAccepter } from '@cdktf/provider-aws/lib/ram-resource-share-accepter';
import { Construct } from 'constructs';

export interface ShareAcceptanceProps {
  readonly shareArn: string;
}

/** Accepts the share that another account invites to; leaving it is the last thing that a removal does. */
export class ShareAcceptance extends Construct {
  readonly step: RamResourceShareAccepter;

  constructor(scope: Construct, id: string, { shareArn }: ShareAcceptanceProps) {
    super(scope, id);
    this.step = new RamResourceShareAccepter(this, RamResourceShareAccepter.tfResourceType, { shareArn });
  }
}
