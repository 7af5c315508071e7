import { byName } from '../../core/base/collections';
import type { ContainerSpec, MountSpec } from '../../core/dataplane/tasks';
import type { Text } from '../../core/topology';
import { filledText, type Expression, type JsonTree } from './json';

/** Where the containers of a task write their logs. */
export interface ContainerLogs {
  readonly group: Expression;
  readonly region: Text;
}

/** What waits to be written while CloudWatch does not answer; the container goes on. */
const LOG_BUFFER = '25m';

/** A container in the terms of the ECS API (`ContainerDefinition`). */
export function containerDefinition(spec: ContainerSpec, logs: ContainerLogs, exec: boolean): JsonTree {
  const { name, image, essential, entryPoint, command, user, environment, secrets, ports, dependsOn } = spec;
  return {
    name,
    image,
    essential,
    entryPoint,
    command: command?.map((parts) => filledText(...parts)),
    user,
    environment: sorted(environment).map(([variable, value]) => ({
      name: variable,
      value: filledText(...value),
    })),
    secrets: sorted(secrets).map(([variable, valueFrom]) => ({ name: variable, valueFrom })),
    portMappings: ports.map((port) => ({ containerPort: port, hostPort: port, protocol: 'tcp' })),
    mountPoints: spec.mounts.map(mountPoint),
    volumesFrom: [],
    dependsOn: dependsOn.map(({ container, condition }) => ({ containerName: container, condition })),
    healthCheck: spec.healthCheck && {
      command: spec.healthCheck.command,
      interval: spec.healthCheck.intervalSeconds,
      timeout: spec.healthCheck.timeoutSeconds,
      retries: spec.healthCheck.retries,
      startPeriod: spec.healthCheck.startSeconds,
    },
    readonlyRootFilesystem: spec.readOnly,
    memory: spec.memory,
    stopTimeout: spec.stopSeconds,
    // What people start with ECS Exec leaves no processes behind.
    linuxParameters: exec ? { initProcessEnabled: true } : undefined,
    logConfiguration: {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': filledText(logs.group),
        'awslogs-region': logs.region,
        'awslogs-stream-prefix': name,
        'max-buffer-size': LOG_BUFFER,
        mode: 'non-blocking',
      },
    },
  };
}

const mountPoint = ({ volume, path, readOnly }: MountSpec): JsonTree => ({
  sourceVolume: volume,
  containerPath: path,
  readOnly,
});

const sorted = <T>(things: Readonly<Record<string, T>>): readonly (readonly [string, T])[] =>
  Object.entries(things).toSorted(([a], [b]) => byName(a, b));
