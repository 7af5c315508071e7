import type { TerraformResource } from 'cdktf';
import {
  eksAuthorityValue,
  eksClusterNameValue,
  eksEndpointValue,
  eksSecurityGroupIdValue,
} from '../../core/dataplane/pods/contents';
import { defined } from '../../core/base/properties';
import { roleNameOf, type RoleOwner } from '../../core/dataplane/tasks/names';
import { at, partitionOf } from '../../core/topology';
import { Addon } from '../../modules/eks/addon';
import { ControlPlane } from '../../modules/eks/control-plane';
import { Nodes } from '../../modules/eks/nodes';
import { logsPrincipalOf } from '../tasks/log-key';
import { terraformTexts } from '../text';
import { addonIdentities } from './addon-identities';
import type { Builder } from './builder';

/** Add-ons that run on each node: it is ready once they do. All others are pods, which wait for a node. */
const ON_EACH_NODE: readonly string[] = ['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent'];

/** Days for which the logs of the control plane are kept. */
const LOG_DAYS = 90;

export const eksCluster: Builder<'eks-cluster'> = ({ stack, eksCluster: specOf }, { cluster: key }) => {
  const spec = terraformTexts(specOf(key));
  const { name, version } = spec;
  const { region, accounts, removalProtection } = stack.site.topology;
  const { account } = stack.spec;
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
    administratorArns: spec.administrators,
    protected: removalProtection,
  });
  const { clusterName } = plane;
  const identities = addonIdentities(stack, part, key, specOf(key));
  const installed = new Map<string, readonly TerraformResource[]>();
  const install = (isWanted: (addon: string) => boolean, after: readonly TerraformResource[]) =>
    spec.addons
      .filter((addon) => isWanted(addon.name))
      .flatMap(({ name: addonName, version: pinned, settings, needs = '' }) => {
        const identity = identities.get(addonName);
        const { steps } = new Addon(part, `addon-${addonName}`, {
          name: addonName,
          ...defined({ version: pinned, settings }),
          clusterName,
          after: [...(identity?.role.steps ?? []), ...after, ...(installed.get(needs) ?? [])],
          ...(identity && {
            identity: { serviceAccount: identity.serviceAccount, roleArn: identity.role.roleArn },
          }),
        });
        installed.set(addonName, steps);
        return steps;
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
