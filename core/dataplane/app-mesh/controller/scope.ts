import { certificateArnValue } from '../../../planner';
import { at, type Closed, type Topology } from '../../../topology';
import type { Filled } from '../../tasks/specs';
import { meshResourceArn } from '../mesh-arn';
import type { AppMeshLowered } from '../specs';
import type { Owners } from './owners';

export type Specs = Closed<AppMeshLowered>;

/** One cluster, and what its custom resources refer to. */
export interface Scope {
  readonly topology: Closed<Topology>;
  /** Key of the cluster. */
  readonly cluster: string;
  /** Namespace of the custom resources, which is that of the pods. */
  readonly namespace: string;
  readonly owners: Owners;
}

/** @param key of a cluster of EKS */
export function scopeOf(topology: Closed<Topology>, owners: Owners, key: string): Scope {
  const cluster = at(topology.clusters, key);
  if (cluster.kind !== 'eks') throw new Error(`cluster "${key}" is of ECS, and has no controller`);
  return { topology, owners, cluster: key, namespace: cluster.namespace };
}

/** A service in a reference: by the name of its resource in the same cluster, elsewhere by its ARN. */
export function serviceReference({ topology, cluster, owners }: Scope, key: string) {
  if (owners.services[key] === cluster) return { virtualServiceRef: { name: key } };
  const { account, name } = at(topology.services, key);
  return { virtualServiceARN: meshResourceArn(topology, account, 'virtualService', name) };
}

/** A node in a route: by the name of its resource in the same cluster, elsewhere by its ARN. */
export function nodeReference({ topology, cluster, owners }: Scope, key: string) {
  if (owners.workloads[key] === cluster) return { virtualNodeRef: { name: key } };
  const { account, name } = at(topology.workloads, key);
  return { virtualNodeARN: meshResourceArn(topology, account, 'virtualNode', name) };
}

/** The ARN of an authority, which only Terraform knows. */
export const authorityArnFilled = (authority: string): Filled => [{ kind: 'authority-arn', authority }];

/** The ARN of a certificate in ACM: one that is issued has it once it exists. */
export function certificateArnFilled({ certificates }: Closed<Topology>, key: string): Filled {
  const certificate = at(certificates, key);
  return [certificate.kind === 'acm' ? certificate.arn : certificateArnValue(key)];
}
