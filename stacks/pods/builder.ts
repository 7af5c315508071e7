import type { PodContent } from '../../core/dataplane/pods/contents';
import type { BuildersOf } from '../builders';
import type { KubernetesStack } from '../kubernetes-stack';
import type { MeshStack } from '../mesh-stack';
import type { PodsStack } from './context';

/** Kinds of contents that are in a cluster; all others are in AWS. */
type InCluster = 'cluster-objects' | 'pod';

export type AwsPodContent = Exclude<PodContent, { readonly kind: InCluster }>;
export type ClusterContent = Extract<PodContent, { readonly kind: InCluster }>;

/** The builder of one content of pods in a stack of AWS. */
export type Builder<K extends AwsPodContent['kind']> = BuildersOf<AwsPodContent, PodsStack<MeshStack>>[K];

/** The builder of one content of pods in a stack of Kubernetes. */
export type ObjectsBuilder<K extends ClusterContent['kind']> = BuildersOf<
  ClusterContent,
  PodsStack<KubernetesStack>
>[K];
