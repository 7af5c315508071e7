import { SecurityGroup as AwsSecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Construct } from 'constructs';
import { allowIn, allowOut, type RuleProps } from './rule';

export interface SecurityGroupProps {
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  /** Whether what is in it calls the AWS API. @default true */
  readonly callsAws?: boolean;
}

/**
 * A security group whose rules are separate resources, so that groups which refer to each other can be removed.
 * By default it allows only HTTPS out: the AWS API, which the proxy and the container agent need.
 */
export class SecurityGroup extends Construct {
  readonly securityGroupId: string;

  constructor(
    scope: Construct,
    id: string,
    { name, description, vpcId, callsAws = true }: SecurityGroupProps,
  ) {
    super(scope, id);
    const group = new AwsSecurityGroup(this, AwsSecurityGroup.tfResourceType, {
      name,
      description,
      vpcId,
      lifecycle: { createBeforeDestroy: true },
    });
    this.securityGroupId = group.id;
    if (!callsAws) return;
    this.allowOut('https', {
      description: 'HTTPS to the AWS API (mesh control plane, images, logs)',
      port: 443,
      side: { kind: 'cidr', block: '0.0.0.0/0' },
    });
  }

  allowIn(id: string, props: RuleProps): void {
    allowIn(this, id, this.securityGroupId, props);
  }

  allowOut(id: string, props: RuleProps): void {
    allowOut(this, id, this.securityGroupId, props);
  }
}
