import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Construct } from 'constructs';
import { defined } from '../core/base/properties';
import { at, type Credentials } from '../core/topology';
import type { RootModule } from './root-module';

/**
 * The provider of a stack's account, with the account's key as alias; and one without an alias, so that a block without a
 * provider uses the same role or fails, and never uses the credentials of the user who runs Terraform.
 */
export function awsProviders(stack: RootModule): AwsProvider {
  const { account, credentials } = stack.spec;
  const { region, accounts } = stack.site.topology;
  const settings = { region, allowedAccountIds: [at(accounts, account).id], ...signInOf(credentials) };
  const scope = new Construct(stack, 'providers');
  new AwsProvider(scope, 'guard', settings);
  return new AwsProvider(scope, account, { ...settings, alias: account });
}

function signInOf(credentials: Credentials) {
  switch (credentials.kind) {
    case 'role': {
      const { arn, externalId } = credentials;
      return { assumeRole: [{ roleArn: arn, ...defined({ externalId }) }] };
    }
    case 'profile':
      return { profile: credentials.profile };
    case 'ambient':
      return {};
  }
}
