import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';

export interface ServiceRoleProps {
  readonly name: string;
  readonly partition: string;
  /** Statement of the policy that says who may use it, without its effect. */
  readonly trust: object;
  /** Names of AWS's own policies that it has. */
  readonly managed: readonly string[];
  /** What it may do besides, as the JSON of a policy. Absent: nothing. */
  readonly policy?: string;
}

/** A role for AWS itself or what AWS runs. */
export class ServiceRole extends Construct {
  readonly roleArn: string;
  readonly roleName: string;
  /** After these it may do what it should. */
  readonly steps: readonly TerraformResource[];

  constructor(scope: Construct, id: string, { name, partition, trust, managed, policy }: ServiceRoleProps) {
    super(scope, id);
    const role = new IamRole(this, id, {
      name,
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', ...trust }],
      }),
    });
    this.roleArn = role.arn;
    this.roleName = role.name;
    this.steps = [
      ...managed.map(
        (attached) =>
          new IamRolePolicyAttachment(this, `${id}-${attached}`, {
            role: role.name,
            policyArn: `arn:${partition}:iam::aws:policy/${attached}`,
          }),
      ),
      ...(policy === undefined ? [] : [new IamRolePolicy(this, `${id}-policy`, { role: role.name, policy })]),
    ];
  }
}
