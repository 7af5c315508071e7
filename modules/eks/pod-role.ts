import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Construct } from 'constructs';
import { podIdentityTrust, type PodsOfRole } from './pod-identity';

export interface PodRoleProps extends PodsOfRole {
  readonly name: string;
  readonly clusterName: string;
  /** What it may do, as the JSON of a policy. Absent: nothing of its own. */
  readonly policy?: string;
  /** ARNs of policies that it has besides, by the last parts of their addresses. */
  readonly attached: Readonly<Record<string, string>>;
}

/** A role that EKS Pod Identity gives to the pods with one service account of one cluster. */
export class PodRole extends Construct {
  readonly roleArn: string;

  constructor(scope: Construct, id: string, props: PodRoleProps) {
    super(scope, id);
    const { name, clusterName, namespace, serviceAccount, policy, attached } = props;
    const role = new IamRole(this, IamRole.tfResourceType, {
      name,
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', ...podIdentityTrust(props) }],
      }),
    });
    const steps = [
      ...(policy === undefined
        ? []
        : [new IamRolePolicy(this, IamRolePolicy.tfResourceType, { role: role.name, policy })]),
      ...Object.entries(attached).map(
        ([part, policyArn]) => new IamRolePolicyAttachment(this, part, { role: role.name, policyArn }),
      ),
    ];
    const association = new EksPodIdentityAssociation(this, EksPodIdentityAssociation.tfResourceType, {
      clusterName,
      namespace,
      serviceAccount,
      roleArn: role.arn,
      ...(steps.length > 0 && { dependsOn: steps }),
    });
    // A pod gets its role when it starts: what starts it comes after the association.
    this.roleArn = association.roleArn;
  }
}
