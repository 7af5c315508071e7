import { defined } from '../../../base/properties';
import { APPLICATION } from '../../tasks/application';
import { IMAGES } from '../../tasks/images';
import type { ContainerSpec, InterceptionSpec } from '../../tasks/specs';
import type { Text } from '../../../topology';
import { resourcesOf, sharesOf } from '../quantities';
import type { ManifestTree, PodSpec } from '../specs';
import { probesOf } from './probes';
import { securityOf } from './security';
import { filledText } from './text';

/**
 * Seconds for which an application goes on while its pod leaves the DNS of the cluster, Cloud Map and target groups: by the
 * program `sleep` of its image, since Terraform's provider does not know the action of Kubernetes. One without it stops at once.
 */
export const LEAVING_SECONDS = 20;

/** The container that is the pod: the application, and of a gateway its proxy. The others are there before it and after it. */
export const mainOf = ({ containers }: Pick<PodSpec, 'containers'>): string =>
  [APPLICATION, 'envoy'].find((name) => containers.some((each) => each.name === name)) ??
  containers.at(-1)?.name ??
  APPLICATION;

/** The containers of a pod, in the two lists of Kubernetes. */
export interface Containers {
  /** In this order: what runs to its end, and what stays, of which each is healthy before the next one starts. */
  readonly initContainers: readonly ManifestTree[];
  readonly containers: readonly ManifestTree[];
}

/** @param image of the container that sets the rules of interception; absent: App Mesh's */
export function containersOf(pod: PodSpec, image: Text | undefined): Containers {
  const main = mainOf(pod);
  const shares = sharesOf(pod, main);
  const ending = new Set(
    pod.containers.flatMap(({ dependsOn }) =>
      dependsOn.flatMap(({ container, condition }) => (condition === 'SUCCESS' ? [container] : [])),
    ),
  );
  const treeOf = (container: ContainerSpec, kind: 'ending' | 'staying' | 'main'): ManifestTree => ({
    ...common(container),
    resources: resourcesOf(shares[container.name] ?? { cpu: 0, memory: 0 }),
    ...(kind === 'ending' ? {} : probesOf(container.healthCheck)),
    ...(kind === 'staying' && { restartPolicy: 'Always' }),
    ...lifecycleOf(container, kind === 'main' && pod.containers.length > 1),
  });
  return {
    initContainers: [
      ...(pod.interception === undefined ? [] : [interceptionOf(pod.interception, image)]),
      ...pod.containers
        .filter(({ name }) => name !== main)
        .map((each) => treeOf(each, ending.has(each.name) ? 'ending' : 'staying')),
    ],
    containers: pod.containers.filter(({ name }) => name === main).map((each) => treeOf(each, 'main')),
  };
}

function common(container: ContainerSpec): { readonly [name: string]: ManifestTree } {
  const { name, image, entryPoint, command, environment, secrets, ports, mounts } = container;
  const env = [
    ...Object.entries(environment).map(([variable, value]) => ({ name: variable, value: filledText(value) })),
    ...Object.entries(secrets).map(([variable, secret]) => ({
      name: variable,
      valueFrom: { secretKeyRef: secretOf(secret) },
    })),
  ];
  return {
    name,
    image,
    ...(entryPoint !== undefined && { command: entryPoint.map((text) => filledText([text])) }),
    ...(command !== undefined && { args: command.map(filledText) }),
    ...(env.length > 0 && { env }),
    ...(ports.length > 0 && { ports: ports.map((port) => ({ containerPort: port })) }),
    ...(mounts.length > 0 && {
      volumeMounts: mounts.map(({ volume, path, readOnly }) => ({
        name: volume,
        mountPath: path,
        ...(readOnly && { readOnly }),
      })),
    }),
    securityContext: securityOf(container),
  };
}

/** `NAME/KEY` of a Secret. */
function secretOf(secret: Text): { readonly name: Text; readonly key: Text } {
  const end = secret.lastIndexOf('/');
  return { name: secret.slice(0, end), key: secret.slice(end + 1) };
}

/** @param isWaiting whether it goes on until nobody connects to its pod any more */
function lifecycleOf(
  { name, beforeStop }: ContainerSpec,
  isWaiting: boolean,
): { readonly [name: string]: ManifestTree } {
  const preStop =
    beforeStop === undefined
      ? isWaiting && name === APPLICATION
        ? { exec: { command: ['sleep', String(LEAVING_SECONDS)] } }
        : undefined
      : { exec: { command: beforeStop } };
  return defined({ lifecycle: preStop && { preStop } });
}

/** Sets the rules of the kernel in the network of the pod before anything else runs there, and ends. */
function interceptionOf(interception: InterceptionSpec, image: Text | undefined): ManifestTree {
  const { ignoredUser, ignoredGroup, applicationPorts, inboundPort, outboundPort } = interception;
  const settings = {
    APPMESH_START_ENABLED: '1',
    APPMESH_IGNORE_UID: String(ignoredUser),
    APPMESH_IGNORE_GID: String(ignoredGroup),
    APPMESH_ENVOY_INGRESS_PORT: String(inboundPort),
    APPMESH_ENVOY_EGRESS_PORT: String(outboundPort),
    APPMESH_APP_PORTS: applicationPorts.join(','),
    APPMESH_EGRESS_IGNORED_IP: interception.ignoredAddresses.join(','),
    APPMESH_EGRESS_IGNORED_PORTS: interception.ignoredPorts.join(','),
  };
  return {
    name: 'interception',
    image: image ?? IMAGES.interception,
    env: Object.entries(settings).flatMap(([name, value]) => (value === '' ? [] : [{ name, value }])),
    resources: resourcesOf({ cpu: 25, memory: 64 }),
    securityContext: {
      runAsUser: 0,
      allowPrivilegeEscalation: false,
      // iptables changes the rules through a raw socket.
      capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'NET_RAW'] },
    },
  };
}
