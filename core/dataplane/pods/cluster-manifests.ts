import { groupedBy } from '../../base/collections';
import type { Closed, Topology } from '../../topology';
import type { Lowered } from '../lowered';
import { partsLater, type PartsIn } from '../tasks/mesh';
import { objectsOf } from './objects';
import { clusterObjectsOf } from './objects/cluster';
import { podsOf } from './pods';
import { registrarsOf } from './registrar';
import type { ClusterManifests } from './specs';

/**
 * What is in the clusters of a mesh: the objects that Terraform creates.
 * @param partsIn what the data plane puts beside the applications
 * @param before what the data plane has in a cluster before the pods of the mesh; @default nothing
 */
export function clusterManifestsOf<L extends Lowered>(
  topology: Closed<Topology>,
  lowered: Closed<L>,
  partsIn: PartsIn<L>,
  before: (cluster: string) => ClusterManifests['parts'] = () => [],
): readonly ClusterManifests[] {
  const pods = podsOf(
    topology,
    lowered,
    partsLater(() => partsIn(topology, lowered)),
  );
  const byCluster = groupedBy(pods, (pod) => pod.cluster);
  return registrarsOf(topology, pods).map((registrar) => {
    const own = byCluster.get(registrar.cluster) ?? [];
    return {
      account: registrar.account,
      cluster: registrar.cluster,
      parts: [
        { name: 'cluster', manifests: clusterObjectsOf(topology, registrar, own) },
        ...before(registrar.cluster),
        ...own.map((pod) => ({
          name: `${pod.kind}-${pod.key}`,
          manifests: objectsOf(pod, topology.images.interception),
        })),
      ],
    };
  });
}
