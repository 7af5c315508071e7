import { IamServiceLinkedRole } from '@cdktf/provider-aws/lib/iam-service-linked-role';
import { Construct } from 'constructs';

/**
 * The role with which App Mesh looks up addresses in Cloud Map, one per account. AWS creates it with the first mesh
 * of an account, so an account that only uses another account's mesh has to create it.
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
