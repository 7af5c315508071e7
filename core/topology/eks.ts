/**
 * Minor versions of Kubernetes that Amazon EKS creates clusters of, as of 2026-11 (EKS user guide, "Understand the Kubernetes
 * version lifecycle on EKS"). Those before the default have the price of extended support, or soon will.
 */
export const EKS_VERSIONS = ['1.32', '1.33', '1.34', '1.35', '1.36'] as const;

export type EksVersion = (typeof EKS_VERSIONS)[number];

/** AWS's standard support for it ends on 2027-03-27, for 1.34 on 2026-12-02. */
export const DEFAULT_EKS_VERSION: EksVersion = '1.35';

/**
 * Instances without a trunk network interface, on which no pod gets a security group of its own: those of the t families,
 * and those that are older than the Nitro System (EKS user guide, "Assign security groups to individual Pods"; each type is in
 * `pkg/aws/vpc/limits.go` of aws/amazon-vpc-resource-controller-k8s).
 */
const WITHOUT_TRUNK = /^(?:t\d\w*|[cm][1-4]|r[34]|d2|f1|h1|i2|i3(?!\.metal))\./;

/** Whether the pods on an instance of a type can have security groups of their own. */
export const hasTrunk = (type: string): boolean => !WITHOUT_TRUNK.test(type);

/** The architecture of an instance type: Graviton has a `g` after the number of its generation (`m7g`, `c6gn`). */
export const architectureOfType = (type: string): 'X86_64' | 'ARM64' =>
  /^[a-z]+\d+g[a-z]*\.|^a1\./.test(type) ? 'ARM64' : 'X86_64';
