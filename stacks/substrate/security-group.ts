import type { Construct } from 'constructs';
import { securityGroupIdValue } from '../../core/planner';
import { at, networkOwnerOf, type Tags } from '../../core/topology';
import type { RuleProps } from '../../modules/security-group/rule';
import { SecurityGroup } from '../../modules/security-group/security-group';
import { once } from '../built';
import type { Connection, Party } from '../lookups';
import type { MeshStack } from '../mesh-stack';
import { callingCidrsOf } from '../subnets';

/** The scope of a party's resources. */
export function partOf(stack: MeshStack, { kind, key }: Pick<Party, 'kind' | 'key'>): Construct {
  const { workloads, gateways } = stack.site.topology;
  return stack.part(
    `${kind}_${key}`,
    at<{ readonly tags: Tags }>(kind === 'workload' ? workloads : gateways, key).tags,
  );
}

/** The group of a party in this stack; created when the party itself or a neighbor first uses it. */
export function groupOf(stack: MeshStack, party: Pick<Party, 'id' | 'kind' | 'key'>): SecurityGroup {
  const { mesh } = stack.site.topology;
  return once(
    stack.built.groups,
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
 * Allows the permitted connections from and to a party, and no others. Inside an account the sides are groups;
 * across accounts they are the blocks of the other's private subnets, because a group of another account can only be
 * referenced once the networks are connected.
 */
export function securityGroup(stack: MeshStack, party: Party): void {
  const { connectionsFrom, connectionsTo } = stack.site.find;
  if (at(stack.site.topology.accounts, party.account).network.kind === 'none') return;
  const group = groupOf(stack, party);
  stack.wiring.output(securityGroupIdValue(party.key), group.securityGroupId);
  const callers = connectionsTo(party.id).flatMap((connection) =>
    rulesTowards(stack, party, connection.client, openedPort(connection), 'server'),
  );
  const calls = connectionsFrom(party.id);
  const callees = calls.flatMap((connection) =>
    rulesTowards(stack, party, connection.server, openedPort(connection), 'client'),
  );
  for (const { id, ...rule } of eachOnce(callers)) group.allowIn(`from_${id}`, rule);
  for (const { id, ...rule } of eachOnce([...callees, ...rulesTowardsNames(stack, party, calls)]))
    group.allowOut(`to_${id}`, rule);
}

/**
 * Where the server's proxy accepts a connection. The port that the application itself listens on stays closed to others.
 * A rule's id contains the port, so that another one adds and removes rules and replaces none.
 */
const openedPort = ({ port, proxyPort = port }: Connection): number => proxyPort;

function rulesTowards(
  stack: MeshStack,
  party: Party,
  otherId: string,
  port: number,
  is: 'client' | 'server',
): readonly GroupRule[] {
  const other = stack.site.find.party(otherId);
  // A call without a server adds no rule.
  if (other === undefined) return [];
  const described = (a: string, b: string) => (is === 'client' ? `${a} to ${b}` : `${b} to ${a}`);
  // The group of an existing party is not known here: the blocks of its account are used instead.
  if (other.account === party.account && other.existing !== true) {
    const side = { kind: 'group', id: groupOf(stack, other).securityGroupId } as const;
    return [{ id: `${other.key}_${port}`, description: described(party.key, other.key), port, side }];
  }
  const { topology } = stack.site;
  const { network } = at(topology.accounts, other.account);
  // All accounts in one VPC call from the same blocks.
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
 * Rules for a callee that is found by a DNS name of the user's: it may be outside, or behind a load balancer, so it can
 * have any address. HTTPS is already allowed.
 */
const rulesTowardsNames = (
  { site }: MeshStack,
  party: Party,
  calls: readonly Connection[],
): readonly GroupRule[] =>
  calls
    .filter(({ server }) => site.find.party(server)?.discovery?.kind === 'dns')
    .map(openedPort)
    .filter((port) => port !== 443)
    .map((port) => ({
      id: `name_${port}`,
      description: `${party.key} to what it finds by a DNS name`,
      port,
      side: { kind: 'cidr', block: '0.0.0.0/0' },
    }));

/** Each rule once, as EC2 compares them: networks with the same blocks would have the same rule twice. */
function eachOnce(rules: readonly GroupRule[]): readonly GroupRule[] {
  const first = new Map<string, GroupRule>();
  for (const rule of rules) {
    const { port, side } = rule;
    const identity = `${port} ${side.kind === 'group' ? side.id : side.block}`;
    if (!first.has(identity)) first.set(identity, rule);
  }
  return [...first.values()];
}
