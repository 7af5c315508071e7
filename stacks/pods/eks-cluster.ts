import type { TerraformResource } from 'cdktf';
import {
  eksAuthorityValue,
  eksClusterNameValue,
  eksEndpointValue,
  eksSecurityGroupIdValue,
} from '../../core/dataplane/pods/contents';
import { roleNameOf, type RoleOwner } from '../../core/dataplane/tasks/names';
import { at, partitionOf } from '../../core/topology';
import { Addon } from '../../modules/eks/addon';
import { ControlPlane } from '../../modules/eks/control-plane';
import { Nodes } from '../../modules/eks/nodes';
import { podIdentityTrust } from '../../modules/eks/pod-identity';
import { ServiceRole } from '../../modules/eks/service-role';
import { logsPrincipalOf } from '../tasks/log-key';
import { terraformTexts } from '../text';
import type { Builder } from './builder';
import { clusterArnOf } from './cluster-arn';

/** Add-ons that run on each node: it is ready once they do. All others are pods, which wait for a node. */
const ON_EACH_NODE: readonly string[] = ['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent'];

/** Days for which the logs of the control plane are kept. */
const LOG_DAYS = 90;

export const eksCluster: Builder<'eks-cluster'> = ({ stack, eksCluster: specOf }, { cluster: key }) => {
  const spec = terraformTexts(specOf(key));
  const { name, version } = spec;
  const { region, accounts, removalProtection } = stack.site.topology;
  const { account, credentials } = stack.spec;
  const { id: accountId } = at(accounts, account);
  const partition = partitionOf(region);
  const part = stack.part(`eks-cluster_${key}`);
  const subnetIds = stack.wiring.listOf({ kind: 'private-subnet-ids', account });
  const roleName = (whose: RoleOwner) => roleNameOf(stack.site.topology, key, whose);
  const plane = new ControlPlane(part, 'plane', {
    name,
    version,
    roleName: roleName('cluster'),
    partition,
    accountId,
    subnetIds,
    publicAccess: spec.publicAccess,
    logs: {
      principal: logsPrincipalOf(region),
      groupArn: `arn:${partition}:logs:${region}:${accountId}:log-group:/aws/eks/${name}/cluster`,
      retentionDays: LOG_DAYS,
    },
    ...(credentials.kind === 'role' && { administratorArn: credentials.arn }),
    protected: removalProtection,
  });
  const { clusterName } = plane;
  const network = new ServiceRole(part, 'network', {
    name: roleName('network'),
    partition,
    trust: podIdentityTrust({
      clusterArn: clusterArnOf(stack, name),
      namespace: 'kube-system',
      serviceAccount: 'aws-node',
    }),
    managed: ['AmazonEKS_CNI_Policy'],
  });
  const identities: Readonly<Record<string, { serviceAccount: string; roleArn: string }>> = {
    'vpc-cni': { serviceAccount: 'aws-node', roleArn: network.roleArn },
  };
  const install = (isWanted: (addon: string) => boolean, after: readonly TerraformResource[]) =>
    spec.addons
      .filter((addon) => isWanted(addon.name))
      .flatMap((addon) => {
        const identity = identities[addon.name];
        return new Addon(part, `addon-${addon.name}`, {
          ...addon,
          clusterName,
          after: identity === undefined ? after : [...network.steps, ...after],
          ...(identity && { identity }),
        }).steps;
      });
  const onEachNode = install((addon) => ON_EACH_NODE.includes(addon), []);
  const nodes = new Nodes(part, 'nodes', {
    ...spec.nodes,
    name: `${name}-nodes`,
    clusterName,
    version,
    roleName: roleName('nodes'),
    partition,
    subnetIds,
    tags: stack.tags,
    after: onEachNode,
  });
  install((addon) => !ON_EACH_NODE.includes(addon), nodes.steps);
  stack.wiring.output(eksClusterNameValue(key), clusterName);
  stack.wiring.output(eksEndpointValue(key), plane.endpoint);
  stack.wiring.output(eksAuthorityValue(key), plane.certificateAuthority);
  stack.wiring.output(eksSecurityGroupIdValue(key), plane.securityGroupId);
  for (const step of plane.steps) stack.wiring.outputAfter(eksEndpointValue(key), step);
};
