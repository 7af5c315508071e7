import { RamResourceShareAccepter } from '@cdktf/provider-aws/lib/ram-resource-share-accepter';
import { Construct } from 'constructs';

export interface ShareAcceptanceProps {
  readonly shareArn: string;
}

/** Accepts the invitation to another account's share; leaving the share is the last step of a removal. */
export class ShareAcceptance extends Construct {
  readonly step: RamResourceShareAccepter;

  constructor(scope: Construct, id: string, { shareArn }: ShareAcceptanceProps) {
    super(scope, id);
    this.step = new RamResourceShareAccepter(this, RamResourceShareAccepter.tfResourceType, { shareArn });
  }
}
