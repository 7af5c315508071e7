import { hashOf } from '../../../base/hash';
import type { Text } from '../../../topology';
import { PROXY_USER } from '../../tasks/script/containers';
import type { ManifestTree, PodSpec } from '../specs';
import { containersOf, LEAVING_SECONDS } from './containers';
import { labelsOf, selectorOf } from './labels';
import { volumesOf } from './volumes';

/** Seconds between SIGTERM and SIGKILL of a container that says nothing else. */
const STOP_SECONDS = 30;

const ARCHITECTURES = { X86_64: 'amd64', ARM64: 'arm64' } as const;

/** What all pods of ours have in common: as little as a pod can have. */
export const COMMON = {
  // Roles come by Pod Identity, which brings a token of its own; nothing here asks the API server.
  automountServiceAccountToken: false,
  enableServiceLinks: false,
} as const;

/** Files of a volume are of the group of the proxy, whoever reads them; a port below 1024 takes no privilege. */
export const POD_SECURITY = {
  fsGroup: PROXY_USER,
  seccompProfile: { type: 'RuntimeDefault' },
  sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
} as const;

/** Copies of one thing are in different zones, as far as there is room. */
export const spreadOf = (key: string): ManifestTree => [
  {
    maxSkew: 1,
    topologyKey: 'topology.kubernetes.io/zone',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: selectorOf(key) },
  },
];

/** Changes with a text, so that what reads the text is started again. A text that is configured has no open parameter. */
const versionOf = (text: Text): string => hashOf(text).toString(36);

/** @param image of the container that sets the rules of interception */
export function templateOf(pod: PodSpec, image: Text | undefined): ManifestTree {
  const { key, volumes } = pod;
  return {
    metadata: {
      labels: labelsOf(key),
      ...annotationsOf(pod),
    },
    spec: {
      serviceAccountName: pod.serviceAccount,
      ...COMMON,
      nodeSelector: { 'kubernetes.io/arch': ARCHITECTURES[pod.architecture], 'kubernetes.io/os': 'linux' },
      securityContext: POD_SECURITY,
      // A name with a dot is whole: most are, and each other try would take time.
      dnsConfig: { options: [{ name: 'ndots', value: '1' }] },
      terminationGracePeriodSeconds: graceOf(pod),
      topologySpreadConstraints: spreadOf(key),
      ...containersOf(pod, image),
      ...(volumes.length > 0 && { volumes: volumesOf(pod, key) }),
    },
  };
}

function annotationsOf({ configuration, annotations }: PodSpec): { readonly annotations?: ManifestTree } {
  const all = {
    ...(configuration !== undefined && { 'meshspan/configuration': versionOf(configuration.text) }),
    ...annotations,
  };
  return Object.keys(all).length > 0 ? { annotations: all } : {};
}

/** The main container ends first, then the others one by one. */
const graceOf = ({ containers }: PodSpec): number =>
  containers.reduce((sum, { stopSeconds = STOP_SECONDS }) => sum + stopSeconds, LEAVING_SECONDS);
