import { groupedBy } from '../base/collections';
import type { Lowered } from '../dataplane';
import { loadBalancersOf } from '../dataplane/tasks/load-balancers';
import type { Plan } from '../planner';
import { at, type Closed, type Topology } from '../topology';
import type { QuotaNeed } from './needs';

/** What a quota counts, and where AWS says how many there are. Codes are those of Service Quotas. */
type Row = Omit<QuotaNeed, 'kind' | 'account' | 'wanted'>;

/** Things whose name is not one of this mesh, counted by a query of the `aws` command (JMESPath). */
const tagged = (list: string, mesh: string): string =>
  `length(${list}[?!Tags[?Key=='Name' && starts_with(Value, '${mesh}-')]])`;

/** The quotas that a mesh of many parts reaches first (documents "… quotas" of each service). */
export function quotaNeeds(
  topology: Closed<Topology>,
  lowered: Closed<Lowered>,
  plan: Plan,
  account: string,
): readonly QuotaNeed[] {
  const mesh = topology.mesh.name;
  const { network } = at(topology.accounts, account);
  const contents = plan.stacks
    .filter((stack) => stack.account === account)
    .flatMap((stack) => stack.contents);
  const networks = contents.filter(({ kind }) => kind === 'network').length;
  const peerings = contents.filter(({ kind }) => kind === 'peering-request' || kind === 'peering-acceptance');
  const fronts = loadBalancersOf(topology, lowered).filter((each) => each.account === account);
  const balancers = (layer: 'application' | 'network'): string =>
    `length(LoadBalancers[?Type=='${layer}' && !starts_with(LoadBalancerName, '${mesh}-')])`;
  const rows: readonly (readonly [wanted: number, row: Row])[] = [
    [
      network.kind === 'create' ? networks : 0,
      {
        quota: 'VPCs of a region',
        code: { service: 'vpc', quota: 'L-F678F1CE' },
        usual: 5,
        of: 'a VPC',
        used: ['ec2', 'describe-vpcs', '--query', tagged('Vpcs', mesh)],
      },
    ],
    [
      network.kind === 'create' && network.internet === 'nat' ? networks : 0,
      {
        quota: 'Elastic IP addresses of a region',
        code: { service: 'ec2', quota: 'L-0263D0A3' },
        usual: 5,
        of: 'the address of a NAT gateway',
        used: ['ec2', 'describe-addresses', '--query', tagged('Addresses', mesh)],
      },
    ],
    [
      peerings.length,
      {
        quota: 'active peerings of a VPC',
        code: { service: 'vpc', quota: 'L-7E9ECCDB' },
        usual: 50,
        of: 'the peerings of the VPC',
      },
    ],
    [
      fronts.filter(({ layer }) => layer === 'application').length,
      {
        quota: 'application load balancers of a region',
        code: { service: 'elasticloadbalancing', quota: 'L-53DA6B97' },
        usual: 50,
        of: 'the load balancers',
        used: ['elbv2', 'describe-load-balancers', '--query', balancers('application')],
      },
    ],
    [
      fronts.filter(({ layer }) => layer === 'network').length,
      {
        quota: 'network load balancers of a region',
        code: { service: 'elasticloadbalancing', quota: 'L-69A177A2' },
        usual: 50,
        of: 'the load balancers',
        used: ['elbv2', 'describe-load-balancers', '--query', balancers('network')],
      },
    ],
    [
      mostRules(lowered, account),
      {
        quota: 'rules of a security group in one direction',
        code: { service: 'vpc', quota: 'L-0EA8095F' },
        usual: 60,
        of: 'the party with most callers or callees',
      },
    ],
    [
      Math.max(
        0,
        ...[...groupedBy(fronts, ({ party }) => party).values()].map((own) =>
          own.reduce((sum, { targetGroups }) => sum + targetGroups.length, 0),
        ),
      ),
      { quota: 'target groups of an ECS service', usual: 5, of: 'the party with most entries' },
    ],
  ];
  return rows.flatMap(([wanted, row]) => (wanted === 0 ? [] : [{ kind: 'quota', account, wanted, ...row }]));
}

/** About the rules of the largest group: one for each party of the account, or other account, on the other side, and each port. */
function mostRules({ parties, connections }: Closed<Lowered>, account: string): number {
  const accounts = new Map(parties.map((party) => [party.id, party.account]));
  const sides = new Map<string, Set<string>>();
  const add = (own: string, other: string, direction: string, port: number): void => {
    const there = accounts.get(other);
    if (accounts.get(own) !== account || there === undefined) return;
    const key = `${direction} ${own}`;
    const rules = sides.get(key) ?? new Set<string>();
    sides.set(key, rules.add(`${there === account ? other : there}:${port}`));
  };
  for (const { client, server, port, proxyPort = port } of connections) {
    add(server, client, 'in', proxyPort);
    add(client, server, 'out', proxyPort);
  }
  return [...sides.values()].reduce((most, { size }) => Math.max(most, size), 0);
}
