import type { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import type { TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import { providers, type Stack } from '../core/planner';
import { awsProviders } from './aws-providers';
import { RootModule } from './root-module';
import type { Site } from './site';

/** A stack of what is in the clusters of an account. It asks AWS for their addresses and for tokens, and creates nothing there. */
export class KubernetesStack extends RootModule {
  readonly aws: AwsProvider;
  /** Providers of clusters, by their keys. */
  readonly clusters = new Map<string, TerraformProvider>();

  constructor(scope: Construct, site: Site, spec: Stack) {
    super(scope, site, spec);
    const { aws, kubernetes } = providers;
    this.addOverride('terraform.required_providers', { aws, kubernetes });
    this.aws = awsProviders(this);
  }
}
