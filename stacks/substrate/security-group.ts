import type { Construct } from 'constructs';
import { securityGroupIdValue } from '../../core/planner';
import { at, networkOwnerOf, type Tags } from '../../core/topology';
import { SecurityGroup, type RuleProps } from '../../modules/security-group/security-group';
import { once } from '../made';
import type { Connection, Party } from '../lookups';
import type { MeshStack } from '../mesh-stack';
import { callingCidrsOf } from '../subnets';

/** The part that holds what belongs to a party. */
export function partOf(stack: MeshStack, { kind, key }: Pick<Party, 'kind' | 'key'>): Construct {
  const { workloads, gateways } = stack.site.topology;
  return stack.part(
    `${kind}_${key}`,
    at<{ readonly tags: Tags }>(kind === 'workload' ? workloads : gateways, key).tags,
  );
}

/** The group of a party in this stack; made when the party itself or a neighbour first asks for it. */
function groupOf(stack: MeshStack, party: Party): SecurityGroup {
  const { mesh } = stack.site.topology;
  return once(
    stack.made.groups,
    party.id,
    () =>
      new SecurityGroup(partOf(stack, party), 'group', {
        name: `${mesh.name}-${party.key}`,
        // A new description would be a new group under the same name, so this one never changes.
        description: `${party.kind} ${party.key} of mesh ${mesh.name}`,
        vpcId: stack.wiring.of({ kind: 'vpc-id', account: stack.spec.account }),
      }),
  );
}

interface GroupRule extends RuleProps {
  readonly id: string;
}

/**
 * Lets a party be called, and call, by the permitted connections and no others. Inside an account sides are groups;
 * across accounts they are the blocks of the other's private subnets, for a group of another account could only be
 * named once the networks are joined.
 */
export function securityGroup(stack: MeshStack, party: Party): void {
  const { connectionsFrom, connectionsTo } = stack.site.find;
  if (at(stack.site.topology.accounts, party.account).network.kind === 'none') return;
  const group = groupOf(stack, party);
  stack.wiring.tell(securityGroupIdValue(party.key), group.securityGroupId);
  const callers = connectionsTo(party.id).flatMap(({ client, port }) =>
    rulesTowards(stack, party, client, port, 'server'),
  );
  const calls = connectionsFrom(party.id);
  const callees = calls.flatMap(({ server, port }) => rulesTowards(stack, party, server, port, 'client'));
  for (const { id, ...rule } of eachOnce(callers)) group.allowIn(`from_${id}`, rule);
  for (const { id, ...rule } of eachOnce([...callees, ...rulesTowardsNames(stack, party, calls)]))
    group.allowOut(`to_${id}`, rule);
}

function rulesTowards(
  stack: MeshStack,
  party: Party,
  otherId: string,
  port: number,
  is: 'client' | 'server',
): readonly GroupRule[] {
  const other = stack.site.find.party(otherId);
  // A call that nothing answers opens no door.
  if (other === undefined) return [];
  const described = (a: string, b: string) => (is === 'client' ? `${a} to ${b}` : `${b} to ${a}`);
  // The group of what exists is not known here: it is let in by the blocks of its account.
  if (other.account === party.account && other.existing !== true) {
    const side = { kind: 'group', id: groupOf(stack, other).securityGroupId } as const;
    return [{ id: `${other.key}_${port}`, description: described(party.key, other.key), port, side }];
  }
  const { topology } = stack.site;
  const { network } = at(topology.accounts, other.account);
  // Accounts in one VPC call from the same blocks, whichever of them calls.
  const from = networkOwnerOf(topology, other.account);
  return callingCidrsOf(network).map((block) => ({
    // Several callers in one account share its blocks: AWS refuses the same rule twice.
    id: `account_${from}_${port}_${block.replaceAll(/[./]/g, '-')}`,
    description: described(party.key, `account ${from}`),
    port,
    side: { kind: 'cidr', block },
  }));
}

/**
 * Towards a callee that is found by a DNS name of the user's: it may be outside, or behind a load balancer, so its
 * addresses are anywhere. HTTPS is open already.
 */
const rulesTowardsNames = (
  { site }: MeshStack,
  party: Party,
  calls: readonly Connection[],
): readonly GroupRule[] =>
  calls
    .filter(({ server, port }) => port !== 443 && site.find.party(server)?.discovery?.kind === 'dns')
    .map(({ port }) => ({
      id: `name_${port}`,
      description: `${party.key} to what it finds by a DNS name`,
      port,
      side: { kind: 'cidr', block: '0.0.0.0/0' },
    }));

/** Each rule once, by what it is to EC2: networks of the same blocks would have the same one twice. */
function eachOnce(rules: readonly GroupRule[]): readonly GroupRule[] {
  const first = new Map<string, GroupRule>();
  for (const rule of rules) {
    const { port, side } = rule;
    const identity = `${port} ${side.kind === 'group' ? side.id : side.block}`;
    if (!first.has(identity)) first.set(identity, rule);
  }
  return [...first.values()];
}
