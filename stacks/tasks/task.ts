import type { TaskSpec } from '../../core/dataplane/tasks';
import {
  accessPointIdValue,
  clusterContentId,
  fileSystemIdValue,
  loadBalancerContentId,
  serviceNameValue,
  storeContentId,
  targetGroupArnValue,
} from '../../core/dataplane/tasks/contents';
import { defined } from '../../core/base/properties';
import { securityGroupIdValue } from '../../core/planner';
import { at, type Tags } from '../../core/topology';
import { Scaling } from '../../modules/ecs/scaling';
import { Service, type ServiceTarget } from '../../modules/ecs/service';
import { TaskDefinition, type TaskVolume } from '../../modules/ecs/task-definition';
import { TaskLogs } from '../../modules/ecs/task-logs';
import { discoveryService } from '../substrate/discovery';
import { terraformTexts } from '../text';
import type { Builder } from './builder';
import { clusterArnOf } from './cluster-arn';
import { containerDefinition } from './containers';
import type { TasksStack } from './context';
import { jsonTemplate } from './json';
import { taskRoles } from './roles';

export const task: Builder<'task'> = (context, { party: id }) => {
  const { stack, topology } = context;
  const spec = context.task(id);
  const { kind, key, account } = spec;
  const { workloads, gateways } = stack.site.topology;
  const { tags } = at<{ readonly tags: Tags }>(kind === 'workload' ? workloads : gateways, key);
  const part = stack.part(`task_${kind}-${key}`, tags);
  const name = terraformTexts(spec.name);
  const logs = new TaskLogs(part, 'logs', { name: `/meshspan/${name}`, ...terraformTexts(spec.logs) });
  const { steps, ...roles } = taskRoles(stack, part, spec, { expression: `${logs.groupArn}:*` });
  const { capacity } = terraformTexts(at(topology.clusters, spec.cluster));
  const definition = new TaskDefinition(part, 'definition', {
    family: name,
    containers: containersOf(context, spec, logs.groupName),
    cpu: spec.cpu,
    memory: spec.memory,
    architecture: spec.architecture,
    launch: capacity.every(({ provider }) => isFargate(provider)) ? 'FARGATE' : 'EC2',
    ...roles,
    volumes: spec.volumes.map((volume) => volumeOf(context, volume)),
    ...defined({ interception: spec.interception }),
  });
  const { least, most, cpuPercent } = spec.replicas;
  const made = new Service(part, 'service', {
    name,
    cluster: clusterArnOf(context, spec.cluster),
    taskDefinitionArn: definition.taskDefinitionArn,
    capacity,
    desiredCount: least,
    isScaled: most !== undefined,
    exec: spec.exec,
    subnetIds: stack.wiring.listOf({ kind: 'private-subnet-ids', account }),
    securityGroupId: stack.wiring.of(securityGroupIdValue(key)),
    ...defined({ registryArn: registryOf(context, spec), graceSeconds: spec.graceSeconds }),
    targets: spec.targets.map((target) => targetOf(context, target)),
    after: [...steps, ...usedBy(spec).flatMap((content) => context.steps.get(content) ?? [])],
  });
  stack.wiring.output(serviceNameValue(key), made.serviceName);
  if (most === undefined) return;
  new Scaling(part, 'scaling', {
    name,
    cluster: made.cluster,
    serviceName: made.serviceName,
    least,
    most,
    cpuPercent,
  });
};

/** Capacity that AWS provides; every other is of machines that somebody has. */
const isFargate = (provider: string): boolean => provider === 'FARGATE' || provider === 'FARGATE_SPOT';

function containersOf({ stack, topology }: TasksStack, spec: TaskSpec, group: string): string {
  const logs = { group: { expression: group }, region: topology.region };
  return jsonTemplate(
    spec.containers.map((container) => containerDefinition(container, logs, spec.exec)),
    (value) => stack.wiring.of(value),
  );
}

function volumeOf(
  { stack, topology }: TasksStack,
  { name, store: key }: TaskSpec['volumes'][number],
): TaskVolume {
  const store = key === undefined ? undefined : at(topology.stores, key);
  if (store?.kind !== 'efs') return { name };
  const { fileSystem, accessPoint } = terraformTexts(store);
  return {
    name,
    fileSystem: {
      id: fileSystem ?? stack.wiring.of(fileSystemIdValue(store.key)),
      accessPoint: accessPoint ?? stack.wiring.of(accessPointIdValue(store.key)),
    },
  };
}

/** The Cloud Map service of a party, which is created when the party itself or another one first needs it. */
function registryOf({ stack }: TasksStack, { id, registers }: TaskSpec): string | undefined {
  const party = registers ? stack.site.find.party(id) : undefined;
  return party && discoveryService(stack, party)?.serviceArn;
}

const targetOf = (
  { stack }: TasksStack,
  { loadBalancer, targetGroup, container, port }: TaskSpec['targets'][number],
): ServiceTarget => ({
  targetGroupArn: stack.wiring.of(targetGroupArnValue(`${loadBalancer.replaceAll('/', '-')}-${targetGroup}`)),
  container,
  port,
});

/** Ids of the contents that a task uses. */
const usedBy = ({ account, cluster, targets, volumes }: TaskSpec): readonly string[] => [
  clusterContentId(account, cluster),
  ...new Set(targets.map(({ loadBalancer }) => loadBalancerContentId(account, loadBalancer))),
  ...volumes.flatMap(({ store }) => (store === undefined ? [] : [storeContentId(account, store)])),
];
