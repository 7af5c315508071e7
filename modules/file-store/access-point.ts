import { EfsAccessPoint } from '@cdktf/provider-aws/lib/efs-access-point';
import { Construct } from 'constructs';

export interface AccessPointProps {
  readonly name: string;
  readonly fileSystemId: string;
  /** Folder of the file system that is the root of its clients; created where it is missing. */
  readonly path: string;
}

/** User and group of the proxies, as App Mesh's own have it: all clients are this user, whatever they claim. */
const USER = 1337;

/** A way into a file system that leads to one folder, as one user, who alone may read it. */
export class AccessPoint extends Construct {
  readonly accessPointId: string;
  readonly accessPointArn: string;

  constructor(scope: Construct, id: string, { name, fileSystemId, path }: AccessPointProps) {
    super(scope, id);
    const point = new EfsAccessPoint(this, EfsAccessPoint.tfResourceType, {
      fileSystemId,
      posixUser: { uid: USER, gid: USER },
      rootDirectory: { path, creationInfo: { ownerUid: USER, ownerGid: USER, permissions: '0700' } },
      tags: { Name: name },
    });
    this.accessPointId = point.id;
    this.accessPointArn = point.arn;
  }
}
