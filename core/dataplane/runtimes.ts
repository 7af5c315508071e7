import { at, type ByKey, type Cluster } from '../topology';
import type { Party } from './lowered';

/** A topology, closed or not. */
interface Running<R> {
  readonly workloads: ByKey<{ readonly runtime?: R }>;
  readonly gateways: ByKey<{ readonly runtime?: R }>;
}

/** What runs the containers of a party; absent where somebody else does. */
export const runtimeOf = <R>(
  { workloads, gateways }: Running<R>,
  { kind, key }: Pick<Party, 'kind' | 'key'>,
): R | undefined => (kind === 'gateway' ? at(gateways, key) : at(workloads, key)).runtime;

/** What runs containers: services of Amazon ECS, or clusters of Amazon EKS. */
export type Platform = Cluster['kind'];

/** The platform of a runtime. What somebody else runs is described as if it were a task. */
export const platformOf = (
  { clusters }: { readonly clusters: ByKey<{ readonly kind: Platform }> },
  runtime: { readonly cluster: string } | undefined,
): Platform => (runtime === undefined ? 'ecs' : at(clusters, runtime.cluster).kind);
