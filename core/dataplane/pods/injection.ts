import { hashOf } from '../../base/hash';
import { at, type ByKey, type Cluster, type Text } from '../../topology';

const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const LONGEST = 63;

/**
 * A name of App Mesh as a DNS label, which names objects and is the value of a label in Kubernetes: the name itself where
 * it is one, otherwise what is left of it and a hash, so that different names stay different.
 */
export function labelOf(name: Text): string {
  if (DNS_LABEL.test(name)) return name;
  const hash = hashOf(name).toString(36);
  const kept = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST - hash.length - 1)
    .replaceAll(/^-+|-+$/g, '');
  return kept === '' ? `x-${hash}` : `${kept}-${hash}`;
}

/** What the Mesh resource of the App Mesh controller selects namespaces by. */
export const meshLabelOf = (mesh: Text): Readonly<Record<string, string>> => ({ mesh: labelOf(mesh) });

/** As label of a namespace and annotation of a pod: whether the App Mesh controller gives pods an Envoy. */
export const INJECTION = 'appmesh.k8s.aws/sidecarInjectorWebhook';

/** Labels of a namespace whose pods get an Envoy from the App Mesh controller, as nodes of the mesh. */
export const namespaceLabelsOf = (mesh: Text): Readonly<Record<string, string>> => ({
  ...meshLabelOf(mesh),
  [INJECTION]: 'enabled',
});

/** Whether the App Mesh controller of a cluster makes the mesh objects, gives pods their Envoys and registers them. */
export const hasController = (clusters: ByKey<Pick<Cluster, 'kind'>>, key: string): boolean => {
  const cluster: Pick<Cluster, 'kind'> & { readonly meshObjects?: unknown } = at(clusters, key);
  return cluster.kind === 'eks' && cluster.meshObjects === 'controller';
};
