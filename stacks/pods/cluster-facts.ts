import type { TerraformProvider } from 'cdktf';
import {
  eksAuthorityValue,
  eksClusterNameValue,
  eksEndpointValue,
  eksSecurityGroupIdValue,
} from '../../core/dataplane/pods/contents';
import { eksClusterNameOf } from '../../core/dataplane/pods/names';
import type { OutputValue } from '../../core/planner';
import { at } from '../../core/topology';
import { ExistingCluster } from '../../modules/eks/existing-cluster';
import { LeavingCluster } from '../../modules/eks/leaving-cluster';
import { once } from '../built';
import type { RootModule } from '../root-module';
import { terraformTexts } from '../text';

/** A cluster of EKS, as expressions. */
export type ClusterFacts = Pick<
  ExistingCluster,
  'clusterName' | 'endpoint' | 'certificateAuthority' | 'securityGroupId'
>;

/** Clusters that each stack has asked AWS about. */
const asked = new WeakMap<RootModule, Map<string, ClusterFacts>>();

/** Whether the account of a stack is retired: the stack is emptied, and no other has values for it. */
export const isLeaving = ({ site, spec }: RootModule): boolean =>
  at(site.topology.accounts, spec.account).retired;

/**
 * What a stack knows of a cluster: of one that is created from the stack that creates it, of one that exists from AWS, and so of
 * one that is deleted after this stack is empty.
 * @param key of the cluster
 */
export function clusterFactsOf(stack: RootModule, key: string, provider?: TerraformProvider): ClusterFacts {
  const { existing } = at(stack.site.topology.clusters, key);
  const of = (valueOf: (key: string) => OutputValue) => stack.wiring.of(valueOf(key));
  if (existing === undefined && !(provider && isLeaving(stack)))
    return {
      get clusterName() {
        return of(eksClusterNameValue);
      },
      get endpoint() {
        return of(eksEndpointValue);
      },
      get certificateAuthority() {
        return of(eksAuthorityValue);
      },
      get securityGroupId() {
        return of(eksSecurityGroupIdValue);
      },
    };
  const known = asked.get(stack) ?? new Map<string, ClusterFacts>();
  asked.set(stack, known);
  return once(known, key, () => {
    const part = stack.part(`eks-cluster_${key}`);
    if (existing !== undefined)
      return new ExistingCluster(part, 'existing', { name: existing, ...(provider && { provider }) });
    const name = terraformTexts(eksClusterNameOf(stack.site.literal.topology, key));
    return new LeavingCluster(part, 'leaving', { name, ...(provider && { provider }) });
  });
}
