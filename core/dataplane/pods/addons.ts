import { defined } from '../../base/properties';
import type { EksVersion } from '../../topology';
import type { Filled } from '../tasks/specs';
import type { AddonSpec } from './specs';

/** One version of the network suits all versions of Kubernetes. */
const NETWORK = 'v1.22.4-eksbuild.3';

/**
 * The versions of add-ons for each minor version of Kubernetes: pinned, so that a plan is the same tomorrow. AWS lists those of
 * today by `aws eks describe-addon-versions --kubernetes-version 1.35 --addon-name coredns`.
 */
const OF_VERSION: Readonly<
  Record<EksVersion, Readonly<Record<'kube-proxy' | 'coredns' | 'metrics-server', string>>>
> = {
  '1.32': {
    'kube-proxy': 'v1.32.13-eksbuild.21',
    coredns: 'v1.11.4-eksbuild.40',
    'metrics-server': 'v0.8.1-eksbuild.14',
  },
  '1.33': {
    'kube-proxy': 'v1.33.10-eksbuild.18',
    coredns: 'v1.12.4-eksbuild.18',
    'metrics-server': 'v0.8.1-eksbuild.14',
  },
  '1.34': {
    'kube-proxy': 'v1.34.6-eksbuild.21',
    coredns: 'v1.12.4-eksbuild.29',
    'metrics-server': 'v0.9.0-eksbuild.7',
  },
  '1.35': {
    'kube-proxy': 'v1.35.3-eksbuild.21',
    coredns: 'v1.13.2-eksbuild.21',
    'metrics-server': 'v0.9.0-eksbuild.5',
  },
  '1.36': {
    'kube-proxy': 'v1.36.0-eksbuild.21',
    coredns: 'v1.14.3-eksbuild.16',
    'metrics-server': 'v0.9.0-eksbuild.11',
  },
};

const POD_IDENTITY_AGENT = 'v1.3.10-eksbuild.3';

/**
 * Pods get network interfaces with security groups of their own, and what leaves the VPC is translated by its NAT gateway and
 * not by the node, whose groups it would have then (EKS user guide, "Assign security groups to individual Pods"). Among the pods of
 * one node, policies of Kubernetes count, where these groups do not (EKS user guide, "Limit pod traffic with Kubernetes network
 * policies").
 */
const NETWORKING = {
  enableNetworkPolicy: 'true',
  env: {
    AWS_VPC_K8S_CNI_EXTERNALSNAT: 'true',
    ENABLE_POD_ENI: 'true',
    POD_SECURITY_GROUP_ENFORCING_MODE: 'standard',
  },
  // Ours have no network probes; pods of others may.
  init: { env: { DISABLE_TCP_EARLY_DEMUX: 'true' } },
};

/** AWS has one version for all versions of Kubernetes, too. */
const CERT_MANAGER = 'v1.20.2-eksbuild.3';

/** Of what has certificates issued: add-ons, namespace and service account (EKS user guide, "AWS add-ons"). */
export const ISSUING = {
  manager: 'cert-manager',
  connector: 'aws-privateca-connector-for-kubernetes',
  namespace: 'aws-privateca-issuer',
  serviceAccount: 'aws-privateca-issuer',
} as const;

/** Of certificates for servers and clients, in each partition (AWS Private CA user guide, "Template definitions"). */
const TEMPLATE = 'arn:*:acm-pca:::template/EndEntityCertificate/V1';

const arnsOf = (authorities: readonly string[]): readonly Filled[] =>
  authorities.map((authority): Filled => [{ kind: 'authority-arn', authority }]);

/**
 * cert-manager, and what asks AWS Private CA for it. No version of the second is pinned: it has the one of the day on which it is
 * installed, unless the topology names one.
 */
const issuingAddons = (authorities: readonly string[]): readonly AddonSpec[] =>
  authorities.length === 0
    ? []
    : [
        { name: ISSUING.manager, version: CERT_MANAGER },
        {
          name: ISSUING.connector,
          needs: ISSUING.manager,
          identity: {
            namespace: ISSUING.namespace,
            serviceAccount: ISSUING.serviceAccount,
            allows: [
              {
                sid: 'ReadCertificates',
                actions: ['acm-pca:DescribeCertificateAuthority', 'acm-pca:GetCertificate'],
                resources: arnsOf(authorities),
              },
              {
                sid: 'IssueCertificates',
                actions: ['acm-pca:IssueCertificate'],
                resources: arnsOf(authorities),
                // Without it, whoever is the connector could have an authority of its own signed.
                condition: { StringLike: { 'acm-pca:TemplateArn': TEMPLATE } },
              },
            ],
          },
        },
      ];

/**
 * The add-ons of a cluster that is created, in the order in which they are installed: nodes need the first ones to be ready.
 * @param isScaled whether anything on it scales by its use of CPU, which the metrics server measures
 * @param authorities those that issue certificates for cert-manager
 * @param written versions by names, which precede, and more of them
 */
export function addonsOf(
  version: EksVersion,
  isScaled: boolean,
  authorities: readonly string[],
  written: Readonly<Record<string, string>>,
): readonly AddonSpec[] {
  const { 'kube-proxy': proxy, coredns, 'metrics-server': metrics } = OF_VERSION[version];
  const usual: readonly AddonSpec[] = [
    { name: 'vpc-cni', version: NETWORK, settings: JSON.stringify(NETWORKING) },
    { name: 'kube-proxy', version: proxy },
    { name: 'eks-pod-identity-agent', version: POD_IDENTITY_AGENT },
    { name: 'coredns', version: coredns },
    ...(isScaled ? [{ name: 'metrics-server', version: metrics }] : []),
    ...issuingAddons(authorities),
  ];
  const names = new Set(usual.map(({ name }) => name));
  return [
    ...usual.map((addon) => ({ ...addon, ...defined({ version: written[addon.name] ?? addon.version }) })),
    ...Object.entries(written)
      .filter(([name]) => !names.has(name))
      .map(([name, own]) => ({ name, version: own })),
  ];
}
