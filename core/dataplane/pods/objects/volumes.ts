import type { ManifestTree, PodSpec } from '../specs';

/** Readable by its owner and group alone: `0440`. */
const GROUP_READS = 0o440;

/** @param name of the ConfigMap with the configuration of the proxy */
export const volumesOf = (pod: PodSpec, name: string): readonly ManifestTree[] =>
  pod.volumes.map(({ name: volume, secret, isConfiguration }) => ({
    name: volume,
    ...(isConfiguration === true
      ? { configMap: { name } }
      : secret === undefined
        ? { emptyDir: {} }
        : { secret: { secretName: secret, defaultMode: GROUP_READS } }),
  }));
