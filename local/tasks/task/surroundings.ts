import { join } from 'node:path';
import { taskCredentialsUri } from '../../task-credentials';
import type { EnvoyPlace, SocketAddress } from '../place/bootstrap';
import { addressesMoved, pathsMoved, type TaskPlace } from '../place/text';
import type { ContainerDefinition } from '../read/ecs';
import type { PlannedTask, TaskContext } from './context';
import type { ProgramImage } from './images';
import { programMounts } from './programs';
import { volumesOf, type SeenVolumes } from './volumes';

/** What is known of a task while it starts. */
export interface TaskState {
  readonly context: TaskContext;
  readonly task: PlannedTask;
  readonly place: TaskPlace;
  /** Folder of its files. */
  readonly home: string;
  /** Where its Envoys log each hop. */
  readonly hopsFile: string;
  /** Ports on which something answers what comes from outside of the task, as they are deployed. */
  readonly ports: Set<number>;
  /** Ports of the task that its Envoys send to, as they are here. */
  readonly applicationPorts: Set<number>;
  /** Clusters and ports whose peers its Envoys verify. */
  readonly verifies: Set<string>;
  /** Where its Envoys answer for services that the application calls, as they are here. */
  readonly services: SocketAddress[];
  /** The administration interfaces of its Envoys. */
  readonly admins: SocketAddress[];
}

/** What surrounds a container on this machine. */
export interface Surroundings {
  readonly moved: (text: string) => string;
  readonly environment: Readonly<Record<string, string>>;
  readonly at: EnvoyPlace;
  /** Words of this machine that start its programs where they cannot write to read-only mounts. */
  readonly within: readonly string[];
}

/**
 * The environment of a container, and how its texts are moved to this machine.
 * @param image whose programs are on its `PATH`
 */
export function surroundings(
  { context, task, place, home, hopsFile }: TaskState,
  definition: ContainerDefinition,
  secrets: Readonly<Record<string, string>>,
  image: ProgramImage,
): Surroundings {
  const { url, binaries } = context;
  const seen = seenBy({ context, task, home }, definition);
  const mounts = [...seen.mounts, ...seen.absent, ...programMounts(binaries, image)];
  if (seen.readOnly.length > 0 && context.readOnly === undefined)
    context.note('read-only mounts can be written here: this user cannot have a mount namespace');
  const moved = (text: string): string => addressesMoved(pathsMoved(text, mounts), place);
  const resolver = context.resolvers.get(task.nic.subnet?.vpc ?? '');
  return {
    moved,
    environment: {
      ...Object.fromEntries((definition.environment ?? []).map(({ name, value }) => [name, moved(value)])),
      ...secrets,
      ...ofEcs(context.regionOf(task.service.account), url, task),
      PATH: binaries[image],
      HOME: join(home, definition.name, 'root'),
    },
    within: context.readOnly?.(seen.readOnly) ?? [],
    at: {
      place,
      mounts,
      resolver: resolver ?? { address: place.local, port: 0 },
      hopsFile,
      faceOf: context.ledger.faceOf,
      isIntercepted: task.service.definition.proxyConfiguration !== undefined,
    },
  };
}

/** The name of a container's folder. */
export const nameOf = ({ task }: Pick<TaskState, 'task'>, { name }: ContainerDefinition): string =>
  join(task.name, name);

/** What a container sees of the volumes of its task. */
export const seenBy = (
  { context: { folder, mountPaths }, task, home }: Pick<TaskState, 'context' | 'task' | 'home'>,
  definition: ContainerDefinition,
): SeenVolumes =>
  volumesOf(task.service.definition, definition, {
    shared: join(folder, 'file-systems'),
    home,
    known: mountPaths,
  });

/** What ECS adds to the environment of a container on Fargate, for the local AWS. */
function ofEcs(region: string, url: string, { arn, service }: PlannedTask): Readonly<Record<string, string>> {
  const role = service.definition.taskRoleArn;
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: 'AWS_ECS_FARGATE',
    AWS_ENDPOINT_URL: url,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...(role !== undefined && {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: taskCredentialsUri(url, { role, task: arn }),
    }),
  };
}
