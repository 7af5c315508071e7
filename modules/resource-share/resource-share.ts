import { RamPrincipalAssociation } from '@cdktf/provider-aws/lib/ram-principal-association';
import { RamResourceAssociation } from '@cdktf/provider-aws/lib/ram-resource-association';
import { RamResourceShare } from '@cdktf/provider-aws/lib/ram-resource-share';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';

export interface ResourceShareProps {
  readonly name: string;
  /** Account id of the member. */
  readonly principal: string;
  /** Whether it invites an account outside the owner's organization. */
  readonly external: boolean;
  /** ARNs by the kind of resource, such as `mesh`. */
  readonly resources: Readonly<Record<string, string>>;
  /** Terraform refuses to destroy the share. */
  readonly protected: boolean;
}

/** A RAM share with one account: one for each, so that an account that joins again does not affect the others. */
export class ResourceShare extends Construct {
  /** The share's ARN, available once the account has the share. */
  readonly shareArn: string;
  /** The step after which the account has the share. */
  readonly step: TerraformResource;

  constructor(scope: Construct, id: string, props: ResourceShareProps) {
    super(scope, id);
    const share = new RamResourceShare(this, RamResourceShare.tfResourceType, {
      name: props.name,
      allowExternalPrincipals: props.external,
      ...(props.protected ? { lifecycle: { preventDestroy: true } } : {}),
    });
    const resources = Object.entries(props.resources).map(
      ([what, resourceArn]) =>
        new RamResourceAssociation(this, what, { resourceShareArn: share.arn, resourceArn }),
    );
    const principal = new RamPrincipalAssociation(this, RamPrincipalAssociation.tfResourceType, {
      resourceShareArn: share.arn,
      principal: props.principal,
      // The invitation goes out when the share is complete.
      dependsOn: resources,
    });
    this.shareArn = principal.resourceShareArn;
    this.step = principal;
  }
}
