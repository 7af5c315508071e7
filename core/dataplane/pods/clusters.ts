import { groupedBy } from '../../base/collections';
import type { Closed, EksCluster, Topology } from '../../topology';
import { addonsOf } from './addons';
import { issuedOn, issuersAmong } from './issued-secrets';
import { eksClusterNameOf } from './names';
import type { EksClusterSpec, PodSpec } from './specs';

/** The clusters of EKS, those that exist too, and those of retired accounts: their stacks have to be emptied. */
export const clustersOfEks = ({ clusters }: Closed<Topology>): readonly Closed<EksCluster>[] =>
  Object.values(clusters).flatMap((cluster) => (cluster.kind === 'eks' ? [cluster] : []));

/**
 * The clusters of EKS that are created.
 * @param pods all of the mesh
 */
export const eksClustersOf = (
  topology: Closed<Topology>,
  pods: readonly Pick<PodSpec, 'cluster' | 'replicas' | 'volumes'>[],
): readonly EksClusterSpec[] => {
  const byCluster = groupedBy(pods, ({ cluster }) => cluster);
  const scaled = new Set(
    pods.flatMap(({ cluster, replicas }) => (replicas.most === undefined ? [] : [cluster])),
  );
  return clustersOfEks(topology).flatMap(
    ({ key, account, existing, version, publicAccess, administrators, nodes, addons }) =>
      existing === undefined
        ? [
            {
              key,
              account,
              name: eksClusterNameOf(topology, key),
              version,
              publicAccess,
              administrators,
              nodes,
              addons: addonsOf(
                version,
                scaled.has(key),
                issuersAmong(issuedOn(topology, byCluster.get(key) ?? [])),
                addons,
              ),
            },
          ]
        : [],
  );
};
