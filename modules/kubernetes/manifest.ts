import { TerraformResource, type TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';

export interface ManifestProps {
  readonly provider: TerraformProvider;
  /** The object, as the API of Kubernetes has it. Its texts are Terraform's. */
  readonly manifest: Readonly<Record<string, unknown>>;
  /** Terraform waits until its rollout has ended. @default false: until the object exists */
  readonly rollout?: boolean;
  readonly after: readonly TerraformResource[];
}

/** How long a rollout may take: the token of EKS with which Terraform asks is good for 15 minutes. */
const ROLLOUT = '10m';

/** An object of Kubernetes, of any kind (`kubernetes_manifest`). */
export class Manifest extends TerraformResource {
  static readonly tfResourceType = 'kubernetes_manifest';
  private readonly props: ManifestProps;

  constructor(scope: Construct, id: string, props: ManifestProps) {
    super(scope, id, {
      terraformResourceType: Manifest.tfResourceType,
      provider: props.provider,
      ...(props.after.length > 0 && { dependsOn: [...props.after] }),
    });
    this.props = props;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { manifest, rollout = false } = this.props;
    return {
      manifest,
      ...(rollout && {
        wait: { rollout: true },
        timeouts: { create: ROLLOUT, update: ROLLOUT, delete: ROLLOUT },
      }),
    };
  }
}
