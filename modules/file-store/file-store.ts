import { EfsBackupPolicy } from '@cdktf/provider-aws/lib/efs-backup-policy';
import { EfsFileSystem } from '@cdktf/provider-aws/lib/efs-file-system';
import { EfsFileSystemPolicy } from '@cdktf/provider-aws/lib/efs-file-system-policy';
import { EfsMountTarget } from '@cdktf/provider-aws/lib/efs-mount-target';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { AccessPoint } from './access-point';
import { accessPolicy, type AccessPolicyProps } from './access-policy';
import { StoreKey } from './store-key';

export interface FileStoreProps extends Pick<AccessPolicyProps, 'accountArn' | 'readerArns' | 'writerArn'> {
  /** Name tag. */
  readonly name: string;
  /** Folder of the file system in which the files are. */
  readonly path: string;
  /** Subnets that its clients are in, each in an availability zone of its own. */
  readonly subnetIds: readonly string[];
  /** Security group of its mount targets. */
  readonly securityGroupId: string;
  /** Whether AWS Backup copies it once a day. */
  readonly backsUp: boolean;
  /** Whether Terraform refuses to destroy it. */
  readonly protected: boolean;
}

/** An encrypted file system with the files of a store; clients mount it with TLS and as their roles, or not at all. */
export class FileStore extends Construct {
  readonly fileSystemId: string;
  readonly accessPointId: string;
  /** After these it can be mounted. */
  readonly steps: readonly TerraformResource[];

  constructor(scope: Construct, id: string, props: FileStoreProps) {
    super(scope, id);
    const { name, path, subnetIds, securityGroupId, backsUp, accountArn } = props;
    const key = new StoreKey(this, 'key', { name, accountArn });
    const system = new EfsFileSystem(this, EfsFileSystem.tfResourceType, {
      encrypted: true,
      kmsKeyId: key.keyArn,
      tags: { Name: name },
      ...(props.protected ? { lifecycle: { preventDestroy: true } } : {}),
    });
    const point = new AccessPoint(this, 'access-point', { name, fileSystemId: system.id, path });
    const policy = new EfsFileSystemPolicy(this, EfsFileSystemPolicy.tfResourceType, {
      fileSystemId: system.id,
      policy: accessPolicy({ ...props, fileSystemArn: system.arn, accessPointArn: point.accessPointArn }),
    });
    const targets = subnetIds.map(
      (subnetId, index) =>
        new EfsMountTarget(this, `mount-target-${index + 1}`, {
          fileSystemId: system.id,
          subnetId,
          securityGroups: [securityGroupId],
          // Without the policy every client in the network may do everything.
          dependsOn: [policy],
        }),
    );
    if (backsUp)
      new EfsBackupPolicy(this, EfsBackupPolicy.tfResourceType, {
        fileSystemId: system.id,
        backupPolicy: { status: 'ENABLED' },
      });
    this.fileSystemId = system.id;
    this.accessPointId = point.accessPointId;
    this.steps = targets;
  }
}
