/** A provider of Terraform at one version. */
export interface Provider {
  /** Full source address: `registry.terraform.io/hashicorp/aws`. */
  readonly source: string;
  readonly version: string;
}

/**
 * The providers that stacks use, by their local names, each at the version for which the constructs of its
 * `@cdktf/provider-…` package were generated, or our own written. Whatever names a version reads it here.
 */
export const providers = {
  aws: { source: 'registry.terraform.io/hashicorp/aws', version: '5.100.0' },
  tls: { source: 'registry.terraform.io/hashicorp/tls', version: '4.1.0' },
  kubernetes: { source: 'registry.terraform.io/hashicorp/kubernetes', version: '3.2.1' },
} as const satisfies Readonly<Record<string, Provider>>;

/** The provider that installs charts of Helm, in the stacks of clusters that have any. */
export const helm: Provider = { source: 'registry.terraform.io/hashicorp/helm', version: '3.0.2' };
