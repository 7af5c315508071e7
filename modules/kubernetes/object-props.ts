import type { TerraformProvider, TerraformResource } from 'cdktf';

export interface ObjectProps {
  /** Of its cluster. */
  readonly provider: TerraformProvider;
  /** The object, as the API of Kubernetes has it. Its texts are Terraform's. */
  readonly manifest: Readonly<Record<string, unknown>>;
  /** What must exist first. */
  readonly after: readonly TerraformResource[];
}
