import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';

export interface TaskLogsProps {
  readonly name: string;
  readonly retentionDays: number;
  /** ARN of the key that encrypts them. */
  readonly kmsKey: string;
}

/** The log group of a task: each container has a stream of its own in it. */
export class TaskLogs extends Construct {
  readonly groupName: string;
  readonly groupArn: string;

  constructor(scope: Construct, id: string, { name, retentionDays, kmsKey }: TaskLogsProps) {
    super(scope, id);
    const group = new CloudwatchLogGroup(this, CloudwatchLogGroup.tfResourceType, {
      name,
      retentionInDays: retentionDays,
      kmsKeyId: kmsKey,
    });
    this.groupName = group.name;
    this.groupArn = group.arn;
  }
}
