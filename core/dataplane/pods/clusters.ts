import { isLiveAccount } from '../live';
import type { Closed, EksCluster, Topology } from '../../topology';
import { addonsOf } from './addons';
import { eksClusterNameOf } from './names';
import type { EksClusterSpec, PodSpec } from './specs';

/** The clusters of EKS in accounts that are not retired, those that exist too. */
export const liveEksClustersOf = (topology: Closed<Topology>): readonly Closed<EksCluster>[] =>
  Object.values(topology.clusters).flatMap((cluster) =>
    cluster.kind === 'eks' && isLiveAccount(topology, cluster.account) ? [cluster] : [],
  );

/**
 * The clusters of EKS that are created.
 * @param pods all of the mesh
 */
export const eksClustersOf = (
  topology: Closed<Topology>,
  pods: readonly Pick<PodSpec, 'cluster' | 'replicas'>[],
): readonly EksClusterSpec[] => {
  const scaled = new Set(
    pods.flatMap(({ cluster, replicas }) => (replicas.most === undefined ? [] : [cluster])),
  );
  return liveEksClustersOf(topology).flatMap(
    ({ key, account, existing, version, publicAccess, nodes, addons }) =>
      existing === undefined
        ? [
            {
              key,
              account,
              name: eksClusterNameOf(topology, key),
              version,
              publicAccess,
              nodes,
              addons: addonsOf(version, scaled.has(key), addons),
            },
          ]
        : [],
  );
};
