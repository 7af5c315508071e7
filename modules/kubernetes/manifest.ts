import { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import type { ObjectProps } from './object-props';

/** An object of Kubernetes, of any kind but a `Deployment` (`kubernetes_manifest`). */
export class Manifest extends TerraformResource {
  static readonly tfResourceType = 'kubernetes_manifest';
  private readonly manifest: ObjectProps['manifest'];

  constructor(scope: Construct, id: string, { manifest, provider, after }: ObjectProps) {
    super(scope, id, {
      terraformResourceType: Manifest.tfResourceType,
      provider,
      ...(after.length > 0 && { dependsOn: [...after] }),
    });
    this.manifest = manifest;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { manifest: this.manifest };
  }
}
