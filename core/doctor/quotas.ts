import { groupedBy } from '../base/collections';
import type { Lowered } from '../dataplane';
import type { LoadBalancerSpec } from '../dataplane/tasks';
import type { Plan } from '../planner';
import { at, type Closed, type Topology } from '../topology';
import type { QuotaNeed } from './needs';

/** What a quota counts, and where AWS says how many there are. Codes are those of Service Quotas. */
type Row = Omit<QuotaNeed, 'kind' | 'account' | 'wanted'>;

/** Things whose name is not one of this mesh, counted by a query of the `aws` command (JMESPath). */
const tagged = (list: string, mesh: string): string =>
  `length(${list}[?!Tags[?Key=='Name' && starts_with(Value, '${mesh}-')]])`;

/**
 * The quotas that a mesh of many parts reaches first (documents "… quotas" of each service).
 * @param rules of the largest security group of the account, in one direction
 */
export function quotaNeeds(
  topology: Closed<Topology>,
  stacks: Plan['stacks'],
  account: string,
  fronts: readonly LoadBalancerSpec[],
  rules: number,
): readonly QuotaNeed[] {
  const mesh = topology.mesh.name;
  const { network } = at(topology.accounts, account);
  const contents = stacks.flatMap((stack) => stack.contents);
  const networks = contents.filter(({ kind }) => kind === 'network').length;
  const peerings = contents.filter(({ kind }) => kind === 'peering-request' || kind === 'peering-acceptance');
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
      rules,
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

/**
 * About the rules of the largest group of each account: one for each party of the account, or other account, on the other
 * side, and each port.
 */
export function mostRules({ parties, connections }: Closed<Lowered>): ReadonlyMap<string, number> {
  const accounts = new Map(parties.map(({ id, account }) => [id, account]));
  const rules = connections.flatMap(({ client, server, port, proxyPort = port }) => {
    const [from, to] = [accounts.get(client), accounts.get(server)];
    if (from === undefined || to === undefined) return [];
    return [
      { account: to, group: `in ${server}`, rule: `${from === to ? client : from}:${proxyPort}` },
      { account: from, group: `out ${client}`, rule: `${from === to ? server : to}:${proxyPort}` },
    ];
  });
  const most = new Map<string, number>();
  for (const [, [first, ...others]] of groupedBy(rules, ({ group }) => group)) {
    if (first === undefined) continue;
    const size = new Set([first, ...others].map(({ rule }) => rule)).size;
    most.set(first.account, Math.max(size, most.get(first.account) ?? 0));
  }
  return most;
}
