import type { Lowered } from '../../core/dataplane';
import type { PartsIn } from '../../core/dataplane/tasks';
import { bound, type Builders, type BuildersOf } from '../builders';
import type { KubernetesStack } from '../kubernetes-stack';
import type { MeshStack } from '../mesh-stack';
import type { AwsPodContent, ClusterContent } from './builder';
import { podsStackOf, type PodsStack } from './context';
import { eksCluster } from './eks-cluster';
import { keepProviders } from './leaving-clusters';
import { clusterObjects, pod } from './objects';
import { podRole, registrarRole } from './pod-role';

/** The builder of each content of pods in a stack of AWS. */
const inAws: BuildersOf<AwsPodContent, PodsStack<MeshStack>> = {
  'eks-cluster': eksCluster,
  'pod-role': podRole,
  'registrar-role': registrarRole,
};

/** The builder of each content of pods in a stack of Kubernetes. */
const inClusters: BuildersOf<ClusterContent, PodsStack<KubernetesStack>> = {
  'cluster-objects': clusterObjects,
  pod,
};

/**
 * The builders of what pods need of AWS, for a data plane to join with its own.
 * @param partsIn what the data plane puts beside the applications
 */
export const podBuilders = <L extends Lowered>(stack: MeshStack, partsIn: PartsIn<L>): Builders =>
  bound(inAws, podsStackOf(stack, partsIn));

/**
 * The builders of what is in clusters.
 * @param partsIn what the data plane puts beside the applications
 */
export function objectBuilders<L extends Lowered>(stack: KubernetesStack, partsIn: PartsIn<L>): Builders {
  keepProviders(stack);
  return bound(inClusters, podsStackOf(stack, partsIn));
}
