import { hashOf } from '../../../base/hash';
import { IMAGES } from '../../tasks/images';
import { PROXY_USER } from '../../tasks/script/containers';
import type { Closed, Text, Topology } from '../../../topology';
import { INJECTION } from '../injection';
import { issuedOn } from '../issued-secrets';
import { CONTROL_HOST, REGISTRAR } from '../names';
import { resourcesOf } from '../quantities';
import { REGISTRAR_SCRIPT } from '../script/text';
import type { Manifest, ManifestTree, PodSpec, RegistrarSpec } from '../specs';
import { issuedSecretObjects } from './issued-secrets';
import { labelsOf, selectorOf } from './labels';
import { networkPolicyOf } from './network-policy';
import { securityOf } from './security';
import { COMMON, spreadOf } from './template';

/** Where its script, its entries and the sign that it runs are. */
const FOLDERS = { script: '/etc/meshspan', alive: '/run/meshspan' } as const;
const FILES = { script: 'registrar.sh', entries: 'entries', alive: 'alive' } as const;

/** Two, on different nodes: each does the same, and what both do is done once. */
const REPLICAS = 2;

/** Seconds without a sign that it runs, after which it is started again. */
const SILENT_SECONDS = 300;

/**
 * What a cluster contains once, in the order in which it is created: the namespace of the mesh, and what registers its pods.
 * @param pods those of the cluster
 */
export const clusterObjectsOf = (
  { region, images, stores }: Pick<Closed<Topology>, 'region' | 'images' | 'stores'>,
  registrar: RegistrarSpec,
  pods: readonly Pick<PodSpec, 'interception' | 'volumes'>[],
): readonly Manifest[] => [
  namespaceOf(registrar, pods),
  ...issuedSecretObjects({ namespace: registrar.namespace, region }, issuedOn({ stores }, pods)),
  object(registrar, 'v1', 'ServiceAccount', { automountServiceAccountToken: false }),
  object(registrar, 'v1', 'ConfigMap', {
    data: { [FILES.script]: REGISTRAR_SCRIPT, [FILES.entries]: linesOf(registrar) },
  }),
  networkPolicyOf(metadataOf(registrar), []),
  deploymentOf(registrar, region, images.files ?? IMAGES.files),
  object(registrar, 'policy/v1', 'PodDisruptionBudget', {
    spec: { maxUnavailable: 1, selector: { matchLabels: selectorOf(REGISTRAR) } },
  }),
];

/** A container that sets rules of the kernel, ours or one that is injected, is more than the baseline of Pod Security admits. */
function namespaceOf(
  { namespace, namespaceLabels }: RegistrarSpec,
  pods: readonly Pick<PodSpec, 'interception'>[],
): Manifest {
  const isPrivileged =
    namespaceLabels !== undefined || pods.some(({ interception }) => interception !== undefined);
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: namespace,
      labels: {
        'app.kubernetes.io/managed-by': 'meshspan',
        'pod-security.kubernetes.io/enforce': isPrivileged ? 'privileged' : 'baseline',
        ...namespaceLabels,
      },
    },
  };
}

const metadataOf = ({ namespace }: RegistrarSpec): Manifest['metadata'] => ({
  name: REGISTRAR,
  namespace,
  labels: labelsOf(REGISTRAR),
});

const object = (
  registrar: RegistrarSpec,
  apiVersion: string,
  kind: string,
  content: { readonly [field: string]: ManifestTree | undefined },
): Manifest => ({
  apiVersion,
  kind,
  metadata: metadataOf(registrar),
  ...content,
});

const linesOf = ({ entries }: RegistrarSpec): ManifestTree =>
  entries.length === 0 ? '' : { filled: entries.flatMap((entry) => [...entry, '\n']) };

const deploymentOf = (registrar: RegistrarSpec, region: Text, image: Text): Manifest =>
  object(registrar, 'apps/v1', 'Deployment', {
    spec: {
      replicas: REPLICAS,
      revisionHistoryLimit: 3,
      selector: { matchLabels: selectorOf(REGISTRAR) },
      template: {
        metadata: {
          labels: labelsOf(REGISTRAR),
          annotations: { 'meshspan/entries': versionOf(registrar), ...notInjectedOf(registrar) },
        },
        spec: {
          serviceAccountName: registrar.serviceAccount,
          ...COMMON,
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          securityContext: { fsGroup: PROXY_USER, seccompProfile: { type: 'RuntimeDefault' } },
          topologySpreadConstraints: spreadOf(REGISTRAR),
          containers: [containerOf(region, image)],
          volumes: [
            { name: 'script', configMap: { name: REGISTRAR } },
            { name: 'alive', emptyDir: {} },
          ],
        },
      },
    },
  });

/** It is no node of the mesh. */
const notInjectedOf = ({ namespaceLabels }: RegistrarSpec): Readonly<Record<string, string>> =>
  namespaceLabels === undefined ? {} : { [INJECTION]: 'disabled' };

/** A file of a volume changes a minute later, which is too long for a pod that nobody finds: what reads it is started again. */
const versionOf = ({ entries }: RegistrarSpec): string =>
  hashOf(JSON.stringify([REGISTRAR_SCRIPT, entries])).toString(36);

function containerOf(region: Text, image: Text): ManifestTree {
  const alive = `${FOLDERS.alive}/${FILES.alive}`;
  const env = {
    AWS_DEFAULT_REGION: region,
    CONTROL_HOST,
    ENTRIES_FILE: `${FOLDERS.script}/${FILES.entries}`,
    ALIVE_FILE: alive,
  };
  return {
    name: 'registrar',
    image,
    command: ['/bin/bash', `${FOLDERS.script}/${FILES.script}`],
    env: Object.entries(env).map(([name, value]) => ({ name, value })),
    volumeMounts: [
      { name: 'script', mountPath: FOLDERS.script, readOnly: true },
      { name: 'alive', mountPath: FOLDERS.alive },
    ],
    resources: resourcesOf({ cpu: 50, memory: 256 }),
    securityContext: securityOf({ user: `${PROXY_USER}:${PROXY_USER}`, readOnly: true }),
    livenessProbe: {
      exec: {
        command: ['/bin/bash', '-c', `[ $(( $(date +%s) - $(stat -c %Y ${alive}) )) -lt ${SILENT_SECONDS} ]`],
      },
      initialDelaySeconds: 60,
      periodSeconds: 60,
      timeoutSeconds: 5,
      failureThreshold: 3,
    },
  };
}
