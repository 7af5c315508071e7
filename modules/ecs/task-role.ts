import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';

export interface TaskRoleProps {
  readonly name: string;
  readonly partition: string;
  readonly region: string;
  /** Account whose tasks may use it. */
  readonly accountId: string;
  /** What it may do, as the JSON of a policy. Absent: nothing of its own. */
  readonly policy?: string;
  /** ARNs of policies that it has besides, by the last parts of their addresses. */
  readonly attached: Readonly<Record<string, string>>;
}

/**
 * A role that ECS uses for tasks of one account and region, and for nobody else (ECS developer guide, "Amazon ECS task
 * IAM role", confused deputy).
 */
export class TaskRole extends Construct {
  readonly roleArn: string;
  /** After these it may do what it should. */
  readonly steps: readonly TerraformResource[];

  constructor(scope: Construct, id: string, props: TaskRoleProps) {
    super(scope, id);
    const { name, partition, region, accountId, policy, attached } = props;
    const role = new IamRole(this, id, {
      name,
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'ecs-tasks.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': accountId },
              ArnLike: { 'aws:SourceArn': `arn:${partition}:ecs:${region}:${accountId}:*` },
            },
          },
        ],
      }),
    });
    this.roleArn = role.arn;
    this.steps = [
      ...(policy === undefined ? [] : [new IamRolePolicy(this, `${id}-policy`, { role: role.name, policy })]),
      ...Object.entries(attached).map(
        ([part, policyArn]) =>
          new IamRolePolicyAttachment(this, `${id}-${part}`, { role: role.name, policyArn }),
      ),
    ];
  }
}
