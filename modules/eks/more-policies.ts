import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { Construct } from 'constructs';

/** Managed policies `<name>-<number>` from 2 on: what does not fit into the inline policy of a role of that name. */
export class MorePolicies extends Construct {
  /** ARNs by the last parts of the addresses of their attachments. */
  readonly attached: Readonly<Record<string, string>>;

  /** @param props.policies as JSON */
  constructor(
    scope: Construct,
    id: string,
    { name, policies }: { readonly name: string; readonly policies: readonly string[] },
  ) {
    super(scope, id);
    this.attached = Object.fromEntries(
      policies.map((policy, index) => {
        const part = `more-${index + 2}`;
        return [part, new IamPolicy(this, part, { name: `${name}-${index + 2}`, policy }).arn];
      }),
    );
  }
}
