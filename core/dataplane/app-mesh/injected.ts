import { INJECTION } from '../pods/injection';
import type { InterceptionSpec, MountSpec, TaskParts } from '../tasks/specs';

type Annotations = NonNullable<TaskParts['annotations']>;

const PREFIX = 'appmesh.k8s.aws';

/** A pod that runs a gateway has its Envoy already. */
export const NOT_INJECTED: Annotations = { [INJECTION]: 'disabled' };

/**
 * What the App Mesh controller is told of a pod to which it adds an Envoy: what that intercepts, and what it reads.
 * @param mounts volumes of the pod that the Envoy has too
 * @param environment of the Envoy
 */
export function injectionOf(
  { applicationPorts, ignoredGroup, ignoredPorts, ignoredAddresses }: InterceptionSpec,
  mounts: readonly MountSpec[],
  environment: Readonly<Record<string, string>>,
): Annotations {
  const lists: Readonly<Record<string, readonly string[]>> = {
    ports: applicationPorts.map(String),
    ignoredGID: [String(ignoredGroup)],
    egressIgnoredIPs: ignoredAddresses,
    egressIgnoredPorts: ignoredPorts.map(String),
    volumeMounts: mounts.map(({ volume, path }) => `${volume}:${path}`),
    sidecarEnv: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
  };
  return Object.fromEntries(
    Object.entries(lists)
      .filter(([, items]) => items.length > 0)
      .map(([name, items]) => [`${PREFIX}/${name}`, items.join(',')]),
  );
}
