import { groupedBy } from '../../base/collections';
import type { OutputValue } from '../../planner';
import {
  createdDiscoveryOf,
  partitionOf,
  type Closed,
  type EksCluster,
  type Topology,
  type Workload,
} from '../../topology';
import { isLiveAccount } from '../live';
import { workloadId } from '../party-ids';
import { targetGroupArnValue } from '../tasks/contents';
import type { Filled, Statement } from '../tasks/specs';
import { clustersOfEks } from './clusters';
import { registeredServiceArnValue } from './contents';
import { hasController, namespaceLabelsOf } from './injection';
import { hostOf, REGISTRAR } from './names';
import type { PodSpec, RegistrarSpec } from './specs';

/**
 * What registers the pods of each cluster, so that callers and load balancers find them as they find tasks of ECS.
 * @param pods all of the mesh
 */
export function registrarsOf(topology: Closed<Topology>, pods: readonly PodSpec[]): readonly RegistrarSpec[] {
  const byCluster = groupedBy(pods, ({ cluster }) => cluster);
  const discovered = groupedBy(discoveredIn(topology), ({ account }) => account);
  return clustersOfEks(topology).map((cluster) => {
    const own = byCluster.get(cluster.key) ?? [];
    const here = new Set(own.map(({ id }) => id));
    const known = discovered.get(cluster.account) ?? [];
    const isHere = (workload: Closed<Workload>): boolean =>
      here.has(workloadId(workload.key)) && !isRegistered(cluster, workload);
    return {
      cluster: cluster.key,
      account: cluster.account,
      namespace: cluster.namespace,
      ...(hasController(topology.clusters, cluster.key) && {
        namespaceLabels: namespaceLabelsOf(topology.mesh.name),
      }),
      serviceAccount: REGISTRAR,
      services: known.map(({ key }) => key),
      allows: allowsOf(
        topology,
        cluster,
        { here: known.filter(isHere), elsewhere: known.filter((each) => !isHere(each)) },
        own,
      ),
      entries: [
        ...known.map((workload) => serviceEntry(cluster, isHere(workload), workload)),
        ...own.flatMap(targetEntries),
      ],
    };
  });
}

/** Live workloads that are found by a Cloud Map service which is created: wherever they run, and wherever they ran before. */
const discoveredIn = (topology: Closed<Topology>): readonly Closed<Workload>[] =>
  Object.values(topology.workloads).filter(
    (workload) =>
      !workload.retired &&
      !workload.existing &&
      isLiveAccount(topology, workload.account) &&
      createdDiscoveryOf(workload) !== undefined,
  );

/** Tells which instances of a Cloud Map service are those of a party on a cluster. */
const markOf = ({ account, key }: Closed<EksCluster>, party: string): string => `${account}/${key}/${party}`;

/** The App Mesh controller registers the pods of a node that is found by Cloud Map. */
const isRegistered = ({ meshObjects }: Closed<EksCluster>, { discovery }: Closed<Workload>): boolean =>
  meshObjects === 'controller' && discovery.kind === 'cloud-map';

/** A workload that is not on the cluster, or registered otherwise, has no addresses there, though it may have had some. */
function serviceEntry(
  cluster: Closed<EksCluster>,
  isHere: boolean,
  { key, discovery }: Closed<Workload>,
): Filled {
  const mark = markOf(cluster, key);
  const attributes = {
    ...(discovery.kind === 'cloud-map' && discovery.attributes),
    MESHSPAN_POD: mark,
  };
  const host = isHere ? hostOf(key, cluster.namespace) : '-';
  return [
    `${host} service `,
    registeredServiceArnValue(cluster.key, key),
    ` ${mark} ${JSON.stringify(attributes)}`,
  ];
}

const targetEntries = ({ key, namespace, targets }: PodSpec): readonly Filled[] =>
  targets.map(({ loadBalancer, targetGroup, port }) => [
    `${hostOf(key, namespace)} target-group `,
    targetGroupArnOf(loadBalancer, targetGroup),
    ` ${port}`,
  ]);

const targetGroupArnOf = (loadBalancer: string, targetGroup: string): OutputValue =>
  targetGroupArnValue(`${loadBalancer.replaceAll('/', '-')}-${targetGroup}`);

/**
 * What the script calls, on the services, target groups and the zone of its account alone. Cloud Map changes the records of a
 * service with the permissions of who registers (Cloud Map developer guide, "AWS managed policies").
 */
function allowsOf(
  topology: Closed<Topology>,
  cluster: Closed<EksCluster>,
  { here, elsewhere }: Readonly<Record<'here' | 'elsewhere', readonly Closed<Workload>[]>>,
  pods: readonly PodSpec[],
): readonly Statement[] {
  const servicesOf = (workloads: readonly Closed<Workload>[]) =>
    workloads.map(({ key }): Filled => [registeredServiceArnValue(cluster.key, key)]);
  const groups = pods.flatMap(({ targets }) =>
    targets.map(({ loadBalancer, targetGroup }): Filled => [targetGroupArnOf(loadBalancer, targetGroup)]),
  );
  return [
    ...(here.length + elsewhere.length === 0
      ? []
      : cloudMapStatements(topology, cluster.account, {
          here: servicesOf(here),
          elsewhere: servicesOf(elsewhere),
        })),
    ...(groups.length === 0 ? [] : targetStatements(groups)),
  ];
}

/** @param services of workloads on the cluster; and of others, which may have been there before: nothing is registered in them */
function cloudMapStatements(
  topology: Closed<Topology>,
  account: string,
  { here, elsewhere }: Readonly<Record<'here' | 'elsewhere', readonly Filled[]>>,
): readonly Statement[] {
  const zone = `arn:${partitionOf(topology.region)}:route53:::hostedzone/`;
  return [
    ...[
      {
        sid: 'Register',
        actions: [
          'servicediscovery:RegisterInstance',
          'servicediscovery:DeregisterInstance',
          'servicediscovery:ListInstances',
        ],
        resources: here,
      },
      {
        sid: 'Deregister',
        actions: ['servicediscovery:DeregisterInstance', 'servicediscovery:ListInstances'],
        resources: elsewhere,
      },
    ].filter(({ resources }) => resources.length > 0),
    {
      sid: 'Records',
      actions: ['route53:ChangeResourceRecordSets', 'route53:GetHostedZone'],
      resources: [[zone, { kind: 'zone-id', account }]],
    },
    {
      sid: 'Zones',
      actions: ['route53:ListHostedZonesByName'],
      resources: [['*']],
      because: 'Amazon Route 53 has no narrower resource for this action',
    },
  ];
}

const targetStatements = (groups: readonly Filled[]): readonly Statement[] => [
  {
    sid: 'Targets',
    actions: ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'],
    resources: groups,
  },
  {
    sid: 'TargetHealth',
    actions: ['elasticloadbalancing:DescribeTargetHealth'],
    resources: [['*']],
    because: 'Elastic Load Balancing has no narrower resource for this action',
  },
];
