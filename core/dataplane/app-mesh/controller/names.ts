import { hashOf } from '../../../base/hash';
import type { Text } from '../../../topology';

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

/** Labels of a namespace whose pods get an Envoy from the controller, as nodes of the mesh. */
export const namespaceLabelsOf = (mesh: Text): Readonly<Record<string, string>> => ({
  ...meshLabelOf(mesh),
  'appmesh.k8s.aws/sidecarInjectorWebhook': 'enabled',
});

/** What the Mesh resource selects namespaces by. */
export const meshLabelOf = (mesh: Text): Readonly<Record<string, string>> => ({ mesh: labelOf(mesh) });

/** What a node or gateway selects its pods by: the label that a Deployment of a party gives them. */
export const podLabelOf = (party: string): Readonly<Record<string, string>> => ({
  'app.kubernetes.io/name': party,
});

/** What a gateway selects its routes by. */
export const gatewayLabelOf = (gateway: string): Readonly<Record<string, string>> => ({ gateway });
