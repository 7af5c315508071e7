import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { FlowLog as AwsFlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';

export interface FlowLogProps {
  readonly name: string;
  readonly vpcId: string;
  /** Id of the account that the VPC is in. */
  readonly accountId: string;
  /** ARN of a bucket that exists; absent: a log group. */
  readonly bucket?: string;
  /** ARN of a log group that exists; absent: it is created. */
  readonly logGroup?: string;
}

/** Days for which flows are kept: a quarter, in which most intrusions are found. */
const RETENTION = 90;

/** Records the flows of a VPC, accepted and rejected ones. */
export class FlowLog extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogProps) {
    super(scope, id);
    const { name, vpcId, bucket } = props;
    const target =
      bucket === undefined ? this.logGroup(props) : { logDestinationType: 's3', logDestination: bucket };
    new AwsFlowLog(this, AwsFlowLog.tfResourceType, {
      vpcId,
      trafficType: 'ALL',
      tags: { Name: name },
      ...target,
    });
  }

  /** A log group, and the role that writes into it and nowhere else (VPC user guide, "Publish flow logs to CloudWatch Logs"). */
  private logGroup({ name, accountId, logGroup }: FlowLogProps) {
    const arn = logGroup ?? this.createdGroup(name);
    const role = new IamRole(this, IamRole.tfResourceType, {
      // Names of roles are the same in all regions: the provider adds a suffix that makes the name unique.
      namePrefix: 'meshspan-flow-log-',
      assumeRolePolicy: policy({
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
      }),
    });
    new IamRolePolicy(this, IamRolePolicy.tfResourceType, {
      role: role.name,
      policy: policy({
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
        Resource: [arn, `${arn}:*`],
      }),
    });
    return { logDestinationType: 'cloud-watch-logs', logDestination: arn, iamRoleArn: role.arn };
  }

  private createdGroup(name: string): string {
    return new CloudwatchLogGroup(this, CloudwatchLogGroup.tfResourceType, {
      name: `/meshspan/${name}/flows`,
      retentionInDays: RETENTION,
    }).arn;
  }
}

const policy = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
