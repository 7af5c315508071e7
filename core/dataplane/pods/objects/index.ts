import { securityGroupIdValue } from '../../../planner';
import type { Text } from '../../../topology';
import { dnsGroupIdValue } from '../contents';
import type { Manifest, ManifestTree, PodSpec } from '../specs';
import { labelsOf, selectorOf } from './labels';
import { networkPolicyOf } from './network-policy';
import { templateOf } from './template';

/** Seconds for which a new pod is ready before an old one goes: so long until callers, or load balancers, know it. */
const KNOWN_AFTER = { byName: 15, byLoadBalancer: 60 } as const;

/** So many new pods at once: a rollout then has four steps at most, and ends before Terraform stops waiting for it. */
const SURGE = '25%';

/** Replica sets that are kept, to go back to. */
const HISTORY = 3;

/**
 * The objects of a party in its cluster, in the order in which they are created: a pod has its security group only where the
 * policy for it is there before, and another policy says what enters it from its own node.
 * @param image of the container that sets the rules of interception
 */
export function objectsOf(pod: PodSpec, image: Text | undefined): readonly Manifest[] {
  return [
    serviceAccountOf(pod),
    ...configMapOf(pod),
    securityGroupPolicyOf(pod),
    networkPolicyOf(metadataOf(pod), portsOf(pod)),
    ...serviceOf(pod),
    deploymentOf(pod, image),
    ...disruptionBudgetOf(pod),
    ...autoscalerOf(pod),
  ];
}

const metadataOf = ({ key, namespace }: PodSpec): Manifest['metadata'] => ({
  name: key,
  namespace,
  labels: labelsOf(key),
});

const object = (
  pod: PodSpec,
  apiVersion: string,
  kind: string,
  content: { readonly [field: string]: ManifestTree | undefined },
): Manifest => ({ apiVersion, kind, metadata: metadataOf(pod), ...content });

const serviceAccountOf = (pod: PodSpec): Manifest =>
  object(pod, 'v1', 'ServiceAccount', { automountServiceAccountToken: false });

const configMapOf = (pod: PodSpec): readonly Manifest[] =>
  pod.configuration === undefined
    ? []
    : [object(pod, 'v1', 'ConfigMap', { data: { [pod.configuration.key]: pod.configuration.text } })];

const securityGroupPolicyOf = (pod: PodSpec): Manifest =>
  object(pod, 'vpcresources.k8s.aws/v1beta1', 'SecurityGroupPolicy', {
    spec: {
      podSelector: { matchLabels: selectorOf(pod.key) },
      securityGroups: {
        groupIds: [{ filled: [securityGroupIdValue(pod.key)] }, { filled: [dnsGroupIdValue(pod.cluster)] }],
      },
    },
  });

/** Its name in the DNS of the cluster has the addresses of its pods that are ready. */
function serviceOf(pod: PodSpec): readonly Manifest[] {
  const ports = portsOf(pod);
  return ports.length === 0
    ? []
    : [
        object(pod, 'v1', 'Service', {
          spec: {
            clusterIP: 'None',
            selector: selectorOf(pod.key),
            ports: ports.map((port) => ({ name: `port-${port}`, port, targetPort: port })),
          },
        }),
      ];
}

/** Ports of a pod that others reach, each once. */
export const portsOf = ({ containers }: Pick<PodSpec, 'containers'>): readonly number[] =>
  [...new Set(containers.flatMap(({ ports }) => ports))].toSorted((a, b) => a - b);

/** With autoscaling the autoscaler alone says how many pods there are. */
const deploymentOf = (pod: PodSpec, image: Text | undefined): Manifest =>
  object(pod, 'apps/v1', 'Deployment', {
    spec: {
      ...(pod.replicas.most === undefined && { replicas: pod.replicas.least }),
      minReadySeconds: pod.targets.length > 0 ? KNOWN_AFTER.byLoadBalancer : KNOWN_AFTER.byName,
      revisionHistoryLimit: HISTORY,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: SURGE, maxUnavailable: 0 } },
      selector: { matchLabels: selectorOf(pod.key) },
      template: templateOf(pod, image),
    },
  });

/** Where there are several, nodes are drained one pod at a time. */
const disruptionBudgetOf = (pod: PodSpec): readonly Manifest[] =>
  pod.replicas.least < 2
    ? []
    : [
        object(pod, 'policy/v1', 'PodDisruptionBudget', {
          spec: { maxUnavailable: 1, selector: { matchLabels: selectorOf(pod.key) } },
        }),
      ];

function autoscalerOf(pod: PodSpec): readonly Manifest[] {
  const { least, most, cpuPercent } = pod.replicas;
  if (most === undefined) return [];
  return [
    object(pod, 'autoscaling/v2', 'HorizontalPodAutoscaler', {
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: pod.key },
        minReplicas: Math.max(1, least),
        maxReplicas: most,
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpuPercent } },
          },
        ],
      },
    }),
  ];
}
