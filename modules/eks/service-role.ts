import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
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
}

/** A role with policies of AWS, for AWS itself or what AWS runs. */
export class ServiceRole extends Construct {
  readonly roleArn: string;
  readonly roleName: string;
  /** After these it may do what it should. */
  readonly steps: readonly TerraformResource[];

  constructor(scope: Construct, id: string, { name, partition, trust, managed }: ServiceRoleProps) {
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
    this.steps = managed.map(
      (policy) =>
        new IamRolePolicyAttachment(this, `${id}-${policy}`, {
          role: role.name,
          policyArn: `arn:${partition}:iam::aws:policy/${policy}`,
        }),
    );
  }
}
