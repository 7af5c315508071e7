import type { EksVersion } from '../../topology';
import type { EksClusterSpec } from './specs';

type Addon = EksClusterSpec['addons'][number];

/** Add-ons that have a version of their own for each minor version of Kubernetes. */
const OF_VERSION: Readonly<
  Record<EksVersion, Readonly<Record<'vpc-cni' | 'kube-proxy' | 'coredns', string>>>
> = {
  '1.32': {
    'vpc-cni': 'v1.20.4-eksbuild.2',
    'kube-proxy': 'v1.32.6-eksbuild.12',
    coredns: 'v1.11.4-eksbuild.24',
  },
  '1.33': {
    'vpc-cni': 'v1.20.4-eksbuild.2',
    'kube-proxy': 'v1.33.3-eksbuild.6',
    coredns: 'v1.12.3-eksbuild.1',
  },
  '1.34': {
    'vpc-cni': 'v1.21.1-eksbuild.3',
    'kube-proxy': 'v1.34.0-eksbuild.2',
    coredns: 'v1.12.3-eksbuild.1',
  },
  '1.35': {
    'vpc-cni': 'v1.21.1-eksbuild.3',
    'kube-proxy': 'v1.35.0-eksbuild.2',
    coredns: 'v1.13.2-eksbuild.1',
  },
  '1.36': {
    'vpc-cni': 'v1.22.3-eksbuild.1',
    'kube-proxy': 'v1.36.0-eksbuild.14',
    coredns: 'v1.14.3-eksbuild.3',
  },
};

const POD_IDENTITY_AGENT = 'v1.3.10-eksbuild.2';
const METRICS_SERVER = 'v0.8.1-eksbuild.1';

/**
 * Pods get network interfaces with security groups of their own, and what leaves the VPC is translated by its NAT gateway and
 * not by the node, whose groups it would have then (EKS user guide, "Assign security groups to individual Pods").
 */
const NETWORKING = {
  env: {
    AWS_VPC_K8S_CNI_EXTERNALSNAT: 'true',
    ENABLE_POD_ENI: 'true',
    POD_SECURITY_GROUP_ENFORCING_MODE: 'standard',
  },
  // The readiness of a pod does not hang on a network probe, but those of others may.
  init: { env: { DISABLE_TCP_EARLY_DEMUX: 'true' } },
};

/**
 * The add-ons of a cluster that is created, in the order in which they are installed: nodes need the first ones to be ready.
 * @param isScaled whether anything on it scales by its use of CPU, which the metrics server measures
 * @param written versions by names, which precede, and more of them
 */
export function addonsOf(
  version: EksVersion,
  isScaled: boolean,
  written: Readonly<Record<string, string>>,
): readonly Addon[] {
  const { 'vpc-cni': networking, 'kube-proxy': proxy, coredns } = OF_VERSION[version];
  const usual: readonly Addon[] = [
    { name: 'vpc-cni', version: networking, settings: JSON.stringify(NETWORKING) },
    { name: 'kube-proxy', version: proxy },
    { name: 'eks-pod-identity-agent', version: POD_IDENTITY_AGENT },
    { name: 'coredns', version: coredns },
    ...(isScaled ? [{ name: 'metrics-server', version: METRICS_SERVER }] : []),
  ];
  const names = new Set(usual.map(({ name }) => name));
  return [
    ...usual.map((addon) => ({ ...addon, version: written[addon.name] ?? addon.version })),
    ...Object.entries(written)
      .filter(([name]) => !names.has(name))
      .map(([name, own]) => ({ name, version: own })),
  ];
}
