import { allowIn } from '../../modules/security-group/rule';
import type { MeshStack } from '../mesh-stack';
import { partyOf } from './party';
import { groupOf, partOf } from '../substrate/security-group';
import { clusterFactsOf } from './cluster-facts';

const DNS = 53;

/**
 * Lets the pods of a party, which have the party's security group and not that of their node, ask the DNS of their cluster
 * (EKS user guide, "Assign security groups to individual Pods", considerations).
 */
export function dnsRules(stack: MeshStack, id: string, cluster: string): void {
  const party = partyOf(stack, id);
  const pods = groupOf(stack, party);
  const { securityGroupId } = clusterFactsOf(stack, cluster);
  const description = `${party.key} to the DNS of its cluster`;
  for (const protocol of ['tcp', 'udp'] as const) {
    const rule = { description, port: DNS, protocol };
    pods.allowOut(`to_dns_${protocol}`, { ...rule, side: { kind: 'group', id: securityGroupId } });
    allowIn(partOf(stack, party), `cluster_from_${protocol}`, securityGroupId, {
      ...rule,
      side: { kind: 'group', id: pods.securityGroupId },
    });
  }
}
