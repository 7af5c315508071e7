import { counted } from '../base/text';
import type { Plan } from '../planner';
import type { Account, Topology } from '../topology';

/** Contents that AWS bills while they exist, whether used or not, by their kinds. */
const CONTENTS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  'load-balancer': ['load balancer', 'load balancers'],
  'eks-cluster': ['EKS control plane', 'EKS control planes'],
  'transit-gateway-attachment': ['transit gateway attachment', 'transit gateway attachments'],
  'record-zone': ['hosted zone', 'hosted zones'],
  namespace: ['hosted zone of a Cloud Map namespace', 'hosted zones of Cloud Map namespaces'],
};

/** What a network that is created adds, and whether it does. */
const NETWORKS: readonly (readonly [
  one: string,
  many: string,
  has: (network: Account['network']) => boolean,
])[] = [
  [
    'NAT gateway with its public address',
    'NAT gateways with their public addresses',
    (network) => network.kind === 'create' && network.internet === 'nat',
  ],
  [
    'VPC flow log',
    'VPC flow logs',
    (network) => network.kind === 'create' && network.flowLogs.kind !== 'none',
  ],
];

/** What is billed of a plan while it exists, used or not: kinds and numbers, and no prices, which AWS changes. */
export function billedOf(
  { accounts }: Pick<Topology, 'accounts'>,
  { stacks }: Pick<Plan, 'stacks'>,
): readonly string[] {
  const placed = stacks.flatMap(({ account, contents }) => contents.map(({ kind }) => ({ account, kind })));
  const numberOf = (wanted: string): number => placed.filter(({ kind }) => kind === wanted).length;
  const authorities = numberOf('authority');
  const members = new Set(stacks.map(({ account }) => account)).size;
  const networks = placed.flatMap(({ account, kind }) =>
    kind === 'network' ? (accounts[account]?.network ?? []) : [],
  );
  return [
    ...(authorities === 0
      ? []
      : [
          counted(authorities, 'private certificate authority', 'private certificate authorities') +
            (members > authorities ? ` (${members} with one for each account)` : ''),
        ]),
    ...NETWORKS.flatMap(([one, many, has]) => {
      const count = networks.filter(has).length;
      return count === 0 ? [] : [counted(count, one, many)];
    }),
    ...Object.entries(CONTENTS).flatMap(([kind, [one, many]]) =>
      numberOf(kind) === 0 ? [] : [counted(numberOf(kind), one, many)],
    ),
  ];
}
