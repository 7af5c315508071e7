import { groupedBy } from '../base/collections';
import { isParameterRef, type EksCluster, type Hit, type Topology } from '../topology';
import { hit } from './hit';
import { isLiveAccount } from './live';
import { runnersOf } from './runners';

/**
 * Branch network interfaces of one node by its size, in the families of which each type has that many (`pkg/aws/vpc/limits.go` of
 * aws/amazon-vpc-resource-controller-k8s). A pod with security groups of its own takes one.
 */
const BRANCHES: Readonly<Record<string, number>> = { large: 9, xlarge: 18, '2xlarge': 38, '4xlarge': 54 };
const KNOWN = /^[cmr](?:5a?|[67][gi])\.(\w+)$/;

/** What a rollout of Kubernetes starts besides, by default (Kubernetes documentation, "Deployments", `maxSurge`). */
const SURGE = 1.25;

/** Of types of which one is not known, nothing is: EC2 takes any of them. */
const roomOf = (types: readonly string[]): number | undefined => {
  const rooms = types.map((type) => BRANCHES[KNOWN.exec(type)?.[1] ?? '']);
  return rooms.reduce(
    (least, room) => (least === undefined || room === undefined ? undefined : Math.min(least, room)),
    Infinity,
  );
};

/** Clusters that are created with fewer network interfaces for pods than their pods take. */
export function roomHits(topology: Topology): readonly Hit[] {
  const runners = groupedBy(runnersOf(topology), ({ runtime }) => runtime.cluster);
  return Object.values(topology.clusters)
    .filter((cluster): cluster is EksCluster => cluster.kind === 'eks' && cluster.existing === undefined)
    .filter(({ account }) => isLiveAccount(topology, account))
    .flatMap(({ at: place, key, nodes: { types, least } }) => {
      const room = roomOf(types);
      if (room === undefined || !Number.isFinite(room) || isParameterRef(least)) return [];
      const pods = (runners.get(key) ?? []).reduce((sum, { runtime }) => {
        const { least: own } = runtime.replicas;
        return sum + (isParameterRef(own) ? 1 : own);
      }, 0);
      const wanted = Math.ceil(pods * SURGE);
      if (wanted <= least * room) return [];
      return [
        hit(
          [...place, 'nodes'],
          `the ${least} nodes of "${key}" have network interfaces for ${least * room} pods (${room} each), and its workloads and gateways are ${pods} pods, in a rollout up to ${wanted}`,
          `write least: ${Math.ceil(wanted / room)} in nodes, and most at least as much, or take larger types`,
        ),
      ];
    });
}
