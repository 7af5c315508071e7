import { TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import type { KubernetesProviderProps } from './provider';

/** The Helm provider for one cluster: it reads no configuration of the machine it runs on. */
export class HelmProvider extends TerraformProvider {
  private readonly props: KubernetesProviderProps;

  constructor(scope: Construct, id: string, props: KubernetesProviderProps) {
    super(scope, id, { terraformResourceType: 'helm' });
    this.props = props;
  }

  override get alias(): string {
    return this.props.alias;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { host, certificateAuthority, token } = this.props;
    return { kubernetes: { host, cluster_ca_certificate: certificateAuthority, token } };
  }
}
