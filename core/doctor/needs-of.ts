import { groupedBy } from '../base/collections';
import type { Lowered } from '../dataplane';
import { loadBalancersOf } from '../dataplane/tasks/load-balancers';
import { runsOf, type Run } from '../dataplane/tasks/runs';
import { helm, providers, type Plan, type Provider } from '../planner';
import { at, closedTopology, type Closed, type Cluster, type Topology } from '../topology';
import type { Need, ProgramNeed } from './needs';
import { mostRules, quotaNeeds } from './quotas';

/** What the needs of a deploy follow from. */
export interface Deploying {
  readonly topology: Topology;
  readonly lowered: Closed<Lowered>;
  readonly plan: Plan;
}

/** What a deploy of a topology needs, and what `verify` needs after it. */
export function needsOf({ topology: written, lowered, plan }: Deploying): readonly Need[] {
  const topology = closedTopology(written);
  const stacks = groupedBy(plan.stacks, ({ account }) => account);
  const clusters = groupedBy(Object.values(topology.clusters), ({ account }) => account);
  const fronts = groupedBy(loadBalancersOf(topology, lowered), ({ account }) => account);
  const runs = groupedBy(runsOf(topology, 'ecs'), ({ account }) => account);
  const rules = mostRules(lowered);
  return [
    ...programsOf(topology),
    ...providersOf(topology),
    { kind: 'clock' },
    { kind: 'state', state: topology.state },
    ...[...stacks].flatMap(([account, own]): readonly Need[] => {
      const { id, credentials } = at(topology.accounts, account);
      return [
        { kind: 'account', account, id, credentials },
        ...rolesOf(
          topology,
          account,
          clusters.get(account) ?? [],
          runs.get(account) ?? [],
          fronts.has(account),
        ).map(([role, service]) => ({ kind: 'role', account, role, service }) as const),
        ...(isOrganizing(topology, account) ? [{ kind: 'organization', account } as const] : []),
        ...quotaNeeds(topology, own, account, fronts.get(account) ?? [], rules.get(account) ?? 0),
      ];
    }),
  ];
}

function programsOf(topology: Closed<Topology>): readonly ProgramNeed[] {
  const tasks = runsOf(topology, 'ecs').filter(({ runtime }) => runtime.exec);
  const hasPods = Object.values(topology.clusters).some(({ kind }) => kind === 'eks');
  const program = (name: ProgramNeed['program'], by: string, isOptional: boolean): ProgramNeed => ({
    kind: 'program',
    program: name,
    by,
    isOptional,
  });
  return [
    program('node', 'meshspan', false),
    program('terraform', 'deploy and destroy', false),
    // Stacks of Kubernetes ask AWS for their tokens by Terraform's provider.
    program('aws', 'doctor and verify', true),
    ...(tasks.length > 0 ? [program('session-manager-plugin', 'verify', true)] : []),
    ...(hasPods ? [program('kubectl', 'verify', true)] : []),
  ];
}

/** Those of the stacks: what `init` of Terraform has to find. */
const providersOf = ({ clusters, authorities }: Closed<Topology>): readonly Need[] => {
  const eks = Object.values(clusters).flatMap((cluster) => (cluster.kind === 'eks' ? [cluster] : []));
  const rows: readonly (readonly [is: boolean, provider: Provider])[] = [
    [true, providers.aws],
    [
      Object.values(authorities).some((each) => each.kind === 'file' && each.development !== undefined),
      providers.tls,
    ],
    [eks.length > 0, providers.kubernetes],
    [eks.some(({ meshObjects }) => meshObjects === 'controller'), helm],
  ];
  return rows.flatMap(([is, provider]) => (is ? [{ kind: 'provider', ...provider } as const] : []));
};

type Role = readonly [role: string, service: string];

/** Service-linked roles of what an account gets, by the names that AWS gives them (documents of each service). */
function rolesOf(
  topology: Closed<Topology>,
  account: string,
  clusters: readonly Closed<Cluster>[],
  runs: readonly Run[],
  isFronted: boolean,
): readonly Role[] {
  const kinds = groupedBy(clusters, ({ kind }) => kind);
  const rows: readonly (readonly [is: boolean, role: Role])[] = [
    [kinds.has('ecs'), ['AWSServiceRoleForECS', 'ecs.amazonaws.com']],
    [
      runs.some(({ runtime }) => runtime.replicas.most !== undefined),
      ['AWSServiceRoleForApplicationAutoScaling_ECSService', 'ecs.application-autoscaling.amazonaws.com'],
    ],
    [isFronted, ['AWSServiceRoleForElasticLoadBalancing', 'elasticloadbalancing.amazonaws.com']],
    [kinds.has('eks'), ['AWSServiceRoleForAmazonEKS', 'eks.amazonaws.com']],
    [kinds.has('eks'), ['AWSServiceRoleForAmazonEKSNodegroup', 'eks-nodegroup.amazonaws.com']],
    [
      topology.dataPlane === 'app-mesh' && at(topology.accounts, account).meshRole === 'exists',
      ['AWSServiceRoleForAppMesh', 'appmesh.amazonaws.com'],
    ],
  ];
  return rows.flatMap(([is, role]) => (is ? [role] : []));
}

/** Whether an account shares something with members of its organization. */
const isOrganizing = ({ owner, accounts }: Closed<Topology>, account: string): boolean =>
  account === owner &&
  Object.values(accounts).some(({ key, principal }) => key !== owner && principal === 'organization');
