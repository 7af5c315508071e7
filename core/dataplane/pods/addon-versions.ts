/** EKS add-ons of a cluster that is created, in the order in which they are installed. */
export const addonNames = [
  'vpc-cni',
  'kube-proxy',
  'eks-pod-identity-agent',
  'coredns',
  'metrics-server',
] as const;
export type AddonName = (typeof addonNames)[number];

/**
 * The add-ons' versions by versions of Kubernetes: pinned, so that a plan is the same tomorrow. AWS lists those of today by
 * `aws eks describe-addon-versions --kubernetes-version 1.34 --addon-name coredns`; `addons` of a cluster overrides them.
 * The versions of Kubernetes are those of "Understand the Kubernetes version lifecycle on EKS" (EKS user guide).
 */
export const addonVersions = {
  '1.32': {
    'vpc-cni': 'v1.22.4-eksbuild.3',
    'kube-proxy': 'v1.32.13-eksbuild.21',
    'eks-pod-identity-agent': 'v1.3.10-eksbuild.3',
    coredns: 'v1.11.4-eksbuild.40',
    'metrics-server': 'v0.8.1-eksbuild.14',
  },
  '1.33': {
    'vpc-cni': 'v1.22.4-eksbuild.3',
    'kube-proxy': 'v1.33.10-eksbuild.18',
    'eks-pod-identity-agent': 'v1.3.10-eksbuild.3',
    coredns: 'v1.12.4-eksbuild.18',
    'metrics-server': 'v0.8.1-eksbuild.14',
  },
  '1.34': {
    'vpc-cni': 'v1.22.4-eksbuild.3',
    'kube-proxy': 'v1.34.6-eksbuild.21',
    'eks-pod-identity-agent': 'v1.3.10-eksbuild.3',
    coredns: 'v1.12.4-eksbuild.29',
    'metrics-server': 'v0.9.0-eksbuild.7',
  },
  '1.35': {
    'vpc-cni': 'v1.22.4-eksbuild.3',
    'kube-proxy': 'v1.35.3-eksbuild.21',
    'eks-pod-identity-agent': 'v1.3.10-eksbuild.3',
    coredns: 'v1.13.2-eksbuild.21',
    'metrics-server': 'v0.9.0-eksbuild.5',
  },
  '1.36': {
    'vpc-cni': 'v1.22.4-eksbuild.3',
    'kube-proxy': 'v1.36.0-eksbuild.21',
    'eks-pod-identity-agent': 'v1.3.10-eksbuild.3',
    coredns: 'v1.14.3-eksbuild.16',
    'metrics-server': 'v0.9.0-eksbuild.11',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<AddonName, string>>>>;
