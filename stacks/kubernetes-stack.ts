import type { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import type { TerraformProvider, TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { providers, type Stack } from '../core/planner';
import { awsProviders } from './aws-providers';
import { RootModule } from './root-module';
import type { Site } from './site';

/** Where the API server of a cluster is, and who asks it, as expressions. */
export interface ClusterAccess {
  /** URL. */
  readonly host: string;
  /** Certificate of the authority of the API server: PEM. */
  readonly certificateAuthority: string;
  readonly token: string;
}

/** A stack of what is in the clusters of an account. It asks AWS for their addresses and for tokens, and creates nothing there. */
export class KubernetesStack extends RootModule {
  readonly aws: AwsProvider;
  /** Providers of clusters, by their keys. */
  readonly clusters = new Map<string, TerraformProvider>();
  /** Providers of Helm, by the keys of clusters. */
  readonly helm = new Map<string, TerraformProvider>();
  /** How providers reach clusters, by their keys. */
  readonly access = new Map<string, ClusterAccess>();
  /** By content id, what must be in a cluster before anything that follows the content. */
  readonly steps = new Map<string, readonly TerraformResource[]>();

  constructor(scope: Construct, site: Site, spec: Stack) {
    super(scope, site, spec);
    const { aws, kubernetes } = providers;
    this.addOverride('terraform.required_providers', { aws, kubernetes });
    this.aws = awsProviders(this);
  }
}
