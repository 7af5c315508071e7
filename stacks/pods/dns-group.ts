import type { Construct } from 'constructs';
import { dnsGroupIdValue } from '../../core/dataplane/pods/contents';
import { allowIn } from '../../modules/security-group/rule';
import { SecurityGroup } from '../../modules/security-group/security-group';
import type { MeshStack } from '../mesh-stack';
import { clusterFactsOf } from './cluster-facts';

const DNS = 53;

/**
 * The security group that lets all pods of a cluster ask its DNS: they have no group of their node, which lets nodes do so (EKS
 * user guide, "Assign security groups to individual Pods", considerations). It is one for all of them, because each rule counts
 * among the few that the group of the cluster may have; it lets nothing in, so pods that have it do not reach each other by it.
 */
export function dnsGroup(stack: MeshStack, part: Construct, cluster: string): void {
  const { mesh } = stack.site.topology;
  const { securityGroupId } = clusterFactsOf(stack, cluster);
  const pods = new SecurityGroup(part, 'group', {
    // No key has a slash, so no other group of the mesh has this name.
    name: `${mesh.name}-${cluster}/dns`,
    description: `DNS of pods on cluster ${cluster} of mesh ${mesh.name}`,
    vpcId: stack.wiring.of({ kind: 'vpc-id', account: stack.spec.account }),
    callsAws: false,
  });
  for (const protocol of ['tcp', 'udp'] as const) {
    const rule = { description: 'pods to the DNS of their cluster', port: DNS, protocol };
    pods.allowOut(`to_dns_${protocol}`, { ...rule, side: { kind: 'group', id: securityGroupId } });
    allowIn(part, `cluster_from_${protocol}`, securityGroupId, {
      ...rule,
      side: { kind: 'group', id: pods.securityGroupId },
    });
  }
  stack.wiring.output(dnsGroupIdValue(cluster), pods.securityGroupId);
}
