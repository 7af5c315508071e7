import { IamServiceLinkedRole } from '@cdktf/provider-aws/lib/iam-service-linked-role';
import { Construct } from 'constructs';

/**
 * The role with which App Mesh asks Cloud Map for addresses, one per account. AWS makes it with the first mesh of
 * an account, so an account that only uses another's mesh needs it made.
 */
export class MeshRole extends Construct {
  readonly step: IamServiceLinkedRole;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.step = new IamServiceLinkedRole(this, IamServiceLinkedRole.tfResourceType, {
      awsServiceName: 'appmesh.amazonaws.com',
    });
  }
}
