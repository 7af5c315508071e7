import { securityGroupIdValue, valueKeyOf, type Asset, type OutputValue } from '../../planner';
import { at, type Closed, type Topology } from '../../topology';
import {
  accessPointIdValue,
  clusterArnValue,
  clusterContentId,
  developmentSecretsId,
  fileSystemIdValue,
  loadBalancerContentId,
  serviceNameValue,
  storeContentId,
  targetGroupArnValue,
  taskContentId,
  type TaskContent,
} from './contents';
import type { ContainerSpec, Filled, TaskSpec } from './specs';
import { storeIndexOf } from './store-index';
import { storeOfVolume } from './stores';

/** The tasks: each follows the group of its party, its cluster, what is in front of it and the stores that it mounts. */
export const taskContentAssets = (topology: Closed<Topology>, tasks: readonly TaskSpec[]): readonly Asset[] =>
  tasks.map((task): Asset => {
    const { id, kind, key, account, cluster, volumes, targets } = task;
    const content: TaskContent = {
      id: taskContentId(account, id),
      kind: 'task',
      party: id,
      stores: readIn(topology, task),
    };
    const thing = `${kind} "${key}"`;
    const stores = volumes.flatMap(({ store }) => store ?? []);
    return {
      content,
      account,
      tier: 'workloads',
      reads: readsOf(topology, task),
      follows: [
        clusterContentId(account, cluster),
        ...targets.map(({ loadBalancer }) => loadBalancerContentId(account, loadBalancer)),
        ...stores.map((store) => storeContentId(account, store)),
        ...readIn(topology, task).map((store) => developmentSecretsId(account, store)),
      ],
      names: [],
      outputs: [{ value: serviceNameValue(key), handover: { thing, what: 'ECS service' } }],
      concerns: [at(topology.accounts, account)],
    };
  });

/** The stores whose files are in volumes of a task. */
export const readIn = (
  { stores }: Pick<Closed<Topology>, 'stores'>,
  { volumes }: Pick<TaskSpec, 'volumes'>,
): readonly string[] =>
  storeIndexOf(stores)
    .ofKeys(volumes.flatMap(({ name }) => storeOfVolume(name) ?? []))
    .map(({ key }) => key);

/** The values that the builder of a task gets from other contents; what exists has them written in the topology. */
function readsOf(topology: Closed<Topology>, task: TaskSpec): readonly OutputValue[] {
  const { key, account, cluster, volumes, targets } = task;
  const isCreated = at(topology.clusters, cluster).existing === undefined;
  const values: readonly OutputValue[] = [
    { kind: 'private-subnet-ids', account },
    securityGroupIdValue(key),
    ...(isCreated ? [clusterArnValue(cluster)] : []),
    ...targets.map(({ loadBalancer, targetGroup }) =>
      targetGroupArnValue(`${loadBalancer.replaceAll('/', '-')}-${targetGroup}`),
    ),
    ...volumes.flatMap(({ store }) =>
      store === undefined ? [] : [fileSystemIdValue(store), accessPointIdValue(store)],
    ),
    ...filledOf(task).flatMap((filled) => filled.flatMap((part) => (typeof part === 'string' ? [] : [part]))),
  ];
  return [...new Map(values.map((value) => [valueKeyOf(value), value])).values()];
}

/** Every text of a task that may have a value in it. */
const filledOf = ({ containers, allows, startAllows }: TaskSpec): readonly Filled[] => [
  ...containers.flatMap(({ command = [], environment }: ContainerSpec) => [
    ...command,
    ...Object.values(environment),
  ]),
  ...[...allows, ...startAllows].flatMap(({ resources }) => resources),
];
