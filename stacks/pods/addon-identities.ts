import type { Construct } from 'constructs';
import { defined } from '../../core/base/properties';
import type { AddonSpec, EksClusterSpec } from '../../core/dataplane/pods';
import { roleNameOf, type RoleOwner } from '../../core/dataplane/tasks/names';
import { partitionOf } from '../../core/topology';
import { podIdentityTrust } from '../../modules/eks/pod-identity';
import { ServiceRole } from '../../modules/eks/service-role';
import type { MeshStack } from '../mesh-stack';
import { policyTemplate } from '../tasks/policy';
import { terraformTexts } from '../text';
import { clusterArnOf } from './cluster-arn';

/** What Pod Identity gives the pods of an add-on. */
export interface AddonIdentity {
  readonly serviceAccount: string;
  readonly role: ServiceRole;
}

/** What gives pods their addresses runs as this account of `kube-system`. */
const NETWORK = { addon: 'vpc-cni', namespace: 'kube-system', serviceAccount: 'aws-node' } as const;

/** The roles of a cluster's add-ons, by the names of the add-ons; what needs no role is not among them. */
export function addonIdentities(
  stack: MeshStack,
  part: Construct,
  cluster: string,
  { name, addons }: EksClusterSpec,
): ReadonlyMap<string, AddonIdentity> {
  const { topology } = stack.site;
  const roleOf = (
    whose: Extract<RoleOwner, 'network' | 'issuer'>,
    pods: Pick<NonNullable<AddonSpec['identity']>, 'namespace' | 'serviceAccount'>,
    may: { readonly managed: readonly string[]; readonly policy?: string },
  ): AddonIdentity => ({
    serviceAccount: pods.serviceAccount,
    role: new ServiceRole(part, whose, {
      name: roleNameOf(topology, cluster, whose),
      partition: partitionOf(topology.region),
      trust: podIdentityTrust({ ...pods, clusterArn: clusterArnOf(stack, terraformTexts(name)) }),
      ...may,
    }),
  });
  return new Map([
    [NETWORK.addon, roleOf('network', NETWORK, { managed: ['AmazonEKS_CNI_Policy'] })],
    ...addons.flatMap(({ name: addon, identity }): readonly [string, AddonIdentity][] => {
      if (identity === undefined) return [];
      const policy = policyTemplate(identity.allows, (value) => stack.wiring.of(value));
      return [[addon, roleOf('issuer', identity, { managed: [], ...defined({ policy }) })]];
    }),
  ]);
}
