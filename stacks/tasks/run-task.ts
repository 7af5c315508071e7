import type { Construct } from 'constructs';
import type { TaskSpec } from '../../core/dataplane/tasks';
import {
  accessPointIdValue,
  clusterContentId,
  developmentSecretsId,
  fileSystemIdValue,
  loadBalancerContentId,
  storeContentId,
  targetGroupArnValue,
} from '../../core/dataplane/tasks/contents';
import { createdIn } from '../../core/dataplane/tasks/development-assets';
import { defined } from '../../core/base/properties';
import { at, capacityOf, isFargate } from '../../core/topology';
import { Scaling } from '../../modules/ecs/scaling';
import { Service, type ServiceTarget } from '../../modules/ecs/service';
import { TaskDefinition, type TaskVolume } from '../../modules/ecs/task-definition';
import { TaskLogs } from '../../modules/ecs/task-logs';
import { terraformTexts } from '../text';
import { clusterArnOf } from './cluster-arn';
import { containerDefinition } from './containers';
import type { TasksStack } from './context';
import { jsonTemplate } from './json';
import { logGroupName, logKeyArn } from './log-key';
import { taskRoles } from './roles';

/** What a task has besides its specification. */
interface Placed {
  /** The scope of all its resources. */
  readonly part: Construct;
  readonly securityGroupId: string;
  /** ARN of the Cloud Map service in which it registers. */
  readonly registryArn?: string;
}

/**
 * A service of ECS with its task definition, roles and logs, and with autoscaling where that is asked for.
 * @returns the name of the service
 */
export function runTask(context: TasksStack, spec: TaskSpec, placed: Placed): string {
  const { stack, topology } = context;
  const { part, ...network } = placed;
  const name = terraformTexts(spec.name);
  const { retentionDays, kmsKey = logKeyArn(stack) } = terraformTexts(spec.logs);
  const logs = new TaskLogs(part, 'logs', { name: logGroupName(name), retentionDays, kmsKey });
  const { steps, ...roles } = taskRoles(stack, part, spec, { expression: `${logs.groupArn}:*` });
  const capacity = capacityOf(terraformTexts(at(topology.clusters, spec.cluster)));
  const definition = new TaskDefinition(part, 'definition', {
    family: name,
    containers: containersOf(context, spec, logs.groupName),
    cpu: spec.cpu,
    memory: spec.memory,
    architecture: spec.architecture,
    launch: isFargate({ capacity }) ? 'FARGATE' : 'EC2',
    ...roles,
    volumes: spec.volumes.map((volume) => volumeOf(context, volume)),
    ...defined({ interception: spec.interception }),
  });
  const { least, most, cpuPercent } = spec.replicas;
  const { cluster, serviceName } = new Service(part, 'service', {
    name,
    cluster: clusterArnOf(context, spec.cluster),
    taskDefinitionArn: definition.taskDefinitionArn,
    capacity,
    desiredCount: least,
    isScaled: most !== undefined,
    exec: spec.exec,
    subnetIds: stack.wiring.listOf({ kind: 'private-subnet-ids', account: spec.account }),
    ...network,
    ...defined({ graceSeconds: spec.graceSeconds }),
    targets: spec.targets.map((target) => targetOf(context, target)),
    // The next step of a rotation is safe once no task of the step before it runs.
    waits: topology.rotation !== undefined,
    after: [...steps, ...usedBy(context, spec).flatMap((content) => context.steps.get(content) ?? [])],
  });
  if (most !== undefined)
    new Scaling(part, 'scaling', { name, cluster, serviceName, least, most, cpuPercent });
  return serviceName;
}

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

const targetOf = (
  { stack }: TasksStack,
  { loadBalancer, targetGroup, container, port }: TaskSpec['targets'][number],
): ServiceTarget => ({
  targetGroupArn: stack.wiring.of(targetGroupArnValue(`${loadBalancer.replaceAll('/', '-')}-${targetGroup}`)),
  container,
  port,
});

/** Ids of the contents that a task uses. */
const usedBy = (
  { topology }: TasksStack,
  { account, cluster, targets, volumes }: TaskSpec,
): readonly string[] => [
  clusterContentId(account, cluster),
  ...new Set(targets.map(({ loadBalancer }) => loadBalancerContentId(account, loadBalancer))),
  ...volumes.flatMap(({ store }) => (store === undefined ? [] : [storeContentId(account, store)])),
  ...createdIn(topology, { volumes }).map(({ key }) => developmentSecretsId(account, key)),
];
