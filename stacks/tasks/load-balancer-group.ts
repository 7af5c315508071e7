import type { Construct } from 'constructs';
import type { LoadBalancerSpec } from '../../core/dataplane/tasks/load-balancer-specs';
import { SecurityGroup } from '../../modules/security-group/security-group';
import type { MeshStack } from '../mesh-stack';
import { groupOf } from '../substrate/security-group';

/**
 * The security group of a load balancer: those who may connect reach its listeners, and it reaches the ports of the tasks
 * behind it and nothing else. The group of the tasks lets it in there.
 * @returns its id
 */
export function loadBalancerGroup(stack: MeshStack, part: Construct, spec: LoadBalancerSpec): string {
  const party = stack.site.find.party(spec.party);
  if (party === undefined) throw new Error(`nothing is behind load balancer "${spec.id}"`);
  const { mesh } = stack.site.topology;
  const which = `${spec.layer}-${spec.scheme}`;
  const own = new SecurityGroup(part, 'group', {
    // No key has a slash, so no other group of the mesh has this name.
    name: `${mesh.name}-${party.key}/${which}`,
    description: `load balancer of ${party.kind} ${party.key} of mesh ${mesh.name}`,
    vpcId: stack.wiring.of({ kind: 'vpc-id', account: spec.account }),
    callsAws: false,
  });
  for (const { port, sources } of spec.listeners)
    for (const block of new Set(sources))
      own.allowIn(`from_${block.replaceAll(/[./]/g, '-')}_${port}`, {
        description: `callers of ${party.key}`,
        port,
        side: { kind: 'cidr', block },
      });
  const behind = groupOf(stack, party);
  for (const port of new Set(spec.targetGroups.map((group) => group.port))) {
    const description = `load balancer to ${party.key}`;
    own.allowOut(`to_${party.key}_${port}`, {
      description,
      port,
      side: { kind: 'group', id: behind.securityGroupId },
    });
    behind.allowIn(`from_load-balancer-${which}_${port}`, {
      description,
      port,
      side: { kind: 'group', id: own.securityGroupId },
    });
  }
  return own.securityGroupId;
}
