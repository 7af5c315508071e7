import { defined } from '../../../base/properties';
import type { Manifest } from '../../pods/specs';
import type { Specs } from './scope';
import { labelOf, meshLabelOf } from '../../pods/injection';
import { API_VERSION } from './resources';

/**
 * The mesh as the controller knows it. Terraform made it and changes it; the resource says the same, since a controller
 * in the owner's account updates a mesh that differs. There it also deletes the mesh with the resource, so Helm keeps the
 * resource.
 * @param accountId of the account that the cluster is in
 */
export function meshResourceOf(
  { name, ownerId, egress, ipPreference }: Specs['mesh'],
  accountId: string,
): Manifest {
  const isOwner = ownerId === accountId;
  return {
    apiVersion: API_VERSION,
    kind: 'Mesh',
    metadata: {
      name: labelOf(name),
      ...(isOwner && { annotations: { 'helm.sh/resource-policy': 'keep' } }),
    },
    spec: defined({
      awsName: name,
      meshOwner: isOwner ? undefined : ownerId,
      namespaceSelector: { matchLabels: meshLabelOf(name) },
      egressFilter: { type: egress },
      meshServiceDiscovery: ipPreference && { ipPreference },
    }),
  };
}
