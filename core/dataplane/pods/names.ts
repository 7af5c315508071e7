import { hashOf } from '../../base/hash';
import type { Text } from '../../topology';

/** Limit for names of EKS clusters (EKS API, `CreateCluster`). */
const CLUSTER_NAME = 100;
const HASH = 8;

/** The name of a cluster that is created: that of the mesh, with letters, digits, hyphens and underscores alone, and its key. */
export function eksClusterNameOf({ mesh }: { readonly mesh: { readonly name: Text } }, key: string): Text {
  const name = `${mesh.name}-${key}`;
  if (name.length <= CLUSTER_NAME && PLAIN.test(name)) return name;
  const folded = name.replaceAll(/[^A-Za-z0-9_-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  const hash = hashOf(name).toString(36).padStart(HASH, '0').slice(-HASH);
  return `${folded.slice(0, CLUSTER_NAME - HASH - 1)}-${hash}`;
}

/** The name of a mesh may be a parameter, which only Terraform knows. */
const PLAIN = /^(?:\$\{parameter\.\w+\}|[A-Za-z0-9])(?:[A-Za-z0-9_-]|\$\{parameter\.\w+\})*$/;

/** Name of everything that registers pods. */
export const REGISTRAR = 'meshspan-registrar';

/** The domain of every cluster of EKS. */
const DOMAIN = 'svc.cluster.local';

/** The name under which DNS in a cluster knows a headless service, whole: with the dot at its end. */
export const hostOf = (service: string, namespace: Text): Text => `${service}.${namespace}.${DOMAIN}.`;

/** What DNS in a cluster always answers. */
export const CONTROL_HOST = hostOf('kubernetes', 'default');
