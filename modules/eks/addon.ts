import { EksAddon } from '@cdktf/provider-aws/lib/eks-addon';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';

export interface AddonProps {
  readonly clusterName: string;
  readonly name: string;
  /** As `aws eks describe-addon-versions` lists it. Absent: the default of AWS when it is installed. */
  readonly version?: string;
  /** JSON, as `aws eks describe-addon-configuration` describes it. Absent: those of AWS. */
  readonly settings?: string;
  /** What Pod Identity gives it. Absent: it calls no AWS API. */
  readonly identity?: { readonly serviceAccount: string; readonly roleArn: string };
  readonly after: readonly TerraformResource[];
}

/** An EKS add-on at one version. What it installs is as Terraform says, whatever was changed in the cluster. */
export class Addon extends Construct {
  readonly steps: readonly TerraformResource[];

  constructor(scope: Construct, id: string, props: AddonProps) {
    super(scope, id);
    const { name, settings, identity, after } = props;
    this.steps = [
      new EksAddon(this, name, {
        clusterName: props.clusterName,
        addonName: name,
        ...(props.version !== undefined && { addonVersion: props.version }),
        resolveConflictsOnCreate: 'OVERWRITE',
        resolveConflictsOnUpdate: 'OVERWRITE',
        ...(settings !== undefined && { configurationValues: settings }),
        ...(identity !== undefined && { podIdentityAssociation: [identity] }),
        ...(after.length > 0 && { dependsOn: [...after] }),
      }),
    ];
  }
}
