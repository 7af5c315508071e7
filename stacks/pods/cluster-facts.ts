import type { TerraformProvider } from 'cdktf';
import {
  eksAuthorityValue,
  eksClusterNameValue,
  eksEndpointValue,
  eksSecurityGroupIdValue,
} from '../../core/dataplane/pods/contents';
import type { OutputValue } from '../../core/planner';
import { at } from '../../core/topology';
import { ExistingCluster } from '../../modules/eks/existing-cluster';
import { once } from '../built';
import type { RootModule } from '../root-module';

/** A cluster of EKS, as expressions. */
export type ClusterFacts = Pick<
  ExistingCluster,
  'clusterName' | 'endpoint' | 'certificateAuthority' | 'securityGroupId'
>;

/** Clusters that each stack has asked AWS about. */
const asked = new WeakMap<RootModule, Map<string, ExistingCluster>>();

/**
 * What a stack knows of a cluster: of one that is created from the stack that creates it, of one that exists from AWS.
 * @param key of the cluster
 */
export function clusterFactsOf(stack: RootModule, key: string, provider?: TerraformProvider): ClusterFacts {
  const { existing } = at(stack.site.topology.clusters, key);
  const of = (valueOf: (key: string) => OutputValue) => stack.wiring.of(valueOf(key));
  if (existing === undefined)
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
  const known = asked.get(stack) ?? new Map<string, ExistingCluster>();
  asked.set(stack, known);
  return once(
    known,
    key,
    () =>
      new ExistingCluster(stack.part(`eks-cluster_${key}`), 'existing', {
        name: existing,
        ...(provider && { provider }),
      }),
  );
}
