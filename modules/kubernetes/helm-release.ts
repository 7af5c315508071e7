import { TerraformResource, type TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';

export interface HelmReleaseProps {
  /** Of its cluster. */
  readonly provider: TerraformProvider;
  readonly name: string;
  /** Namespace of Kubernetes. */
  readonly namespace: string;
  /** Whether Helm creates the namespace. */
  readonly createsNamespace: boolean;
  /** Name of the chart in its repository, or its folder. */
  readonly chart: string;
  /** Absent: the chart is a folder. */
  readonly source?: { readonly repository: string; readonly version: string };
  /** Values of the chart as JSON: a template of Terraform. */
  readonly values: string;
  /** What must be in the cluster first. */
  readonly after: readonly TerraformResource[];
}

/** How long Helm waits for what it creates to be ready, and for what it deletes to be gone: less than a token of EKS lasts. */
const SECONDS = 600;

/** A release of Helm, which Terraform waits for (`helm_release`). */
export class HelmRelease extends TerraformResource {
  static readonly tfResourceType = 'helm_release';
  private readonly props: HelmReleaseProps;

  constructor(scope: Construct, id: string, props: HelmReleaseProps) {
    super(scope, id, {
      terraformResourceType: HelmRelease.tfResourceType,
      provider: props.provider,
      ...(props.after.length > 0 && { dependsOn: [...props.after] }),
    });
    this.props = props;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { name, namespace, createsNamespace, chart, source, values } = this.props;
    return {
      name,
      namespace,
      create_namespace: createsNamespace,
      ...source,
      chart,
      values: [values],
      wait: true,
      timeout: SECONDS,
    };
  }
}
