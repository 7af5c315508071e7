import { TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';

export interface KubernetesProviderProps {
  /** Distinguishes it from those of other clusters. */
  readonly alias: string;
  /** URL of the API server. */
  readonly host: string;
  /** Certificate of the API server's authority: PEM, as an expression. */
  readonly certificateAuthority: string;
  /** Proves who deploys, as an expression. */
  readonly token: string;
}

/** The Kubernetes provider for one cluster: it reads no configuration of the machine it runs on. */
export class KubernetesProvider extends TerraformProvider {
  private readonly props: KubernetesProviderProps;

  constructor(scope: Construct, id: string, props: KubernetesProviderProps) {
    super(scope, id, { terraformResourceType: 'kubernetes' });
    this.props = props;
  }

  override get alias(): string {
    return this.props.alias;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { host, certificateAuthority, token } = this.props;
    return { host, cluster_ca_certificate: certificateAuthority, token };
  }
}
