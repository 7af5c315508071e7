import type { Construct } from 'constructs';
import type { Statement } from '../../core/dataplane/tasks';
import { roleNameOf, type RoleOwner } from '../../core/dataplane/tasks/names';
import { defined } from '../../core/base/properties';
import { eksClusterNameOf } from '../../core/dataplane/pods/names';
import { at } from '../../core/topology';
import { PodRole } from '../../modules/eks/pod-role';
import type { MeshStack } from '../mesh-stack';
import { policyTemplate } from '../tasks/policy';
import { terraformTexts } from '../text';
import { clusterArnOf } from './cluster-arn';
import { clusterFactsOf } from './cluster-facts';

/** Pods that get a role, and what it may do. */
interface Identity {
  /** Key of what it belongs to: a workload, a gateway or a cluster. */
  readonly key: string;
  readonly whose: RoleOwner;
  /** Key of the cluster. */
  readonly cluster: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly allows: readonly Statement[];
  /** ARNs of policies that it has besides, by the last parts of their addresses. */
  readonly attached: Readonly<Record<string, string>>;
}

/** The role of the pods with one service account. */
export function identityOf(stack: MeshStack, part: Construct, identity: Identity): void {
  const { topology } = stack.site;
  const { key, whose, cluster, namespace, serviceAccount, allows, attached } = identity;
  const { existing } = at(topology.clusters, cluster);
  new PodRole(part, 'role', {
    name: roleNameOf(topology, key, whose),
    clusterName: clusterFactsOf(stack, cluster).clusterName,
    clusterArn: clusterArnOf(stack, existing ?? eksClusterNameOf(topology, cluster)),
    namespace: terraformTexts(namespace),
    serviceAccount,
    attached,
    ...defined({ policy: policyTemplate(allows, (value) => stack.wiring.of(value)) }),
  });
}
