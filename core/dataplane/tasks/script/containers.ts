import { partitionOf, type Text } from '../../../topology';
import type { Platform } from '../../runtimes';
import { IMAGES } from '../images';
import type { ContainerSpec, MountSpec, Statement } from '../specs';
import { hasFiles, isRenewed, variablesOf, type FilesInputs } from './inputs';
import { FILES_SCRIPT } from './text';

/** The user and the group of every proxy. What runs as either of them is never intercepted. */
export const PROXY_USER = 1337;

/** The volume for what a proxy fetches from AWS, and its path in every container that mounts it. */
export const FILES_VOLUME = { volume: 'meshspan', path: '/etc/meshspan' } as const;

/** Seconds between two looks at what AWS has: ACM renews a certificate 60 days before it ends. */
const REFRESH_SECONDS = 3600;

/** What fetches the files of a task, before the proxy starts and as long as it runs. */
export interface FilesContainers {
  readonly containers: readonly ContainerSpec[];
  /** What a container that reads the files waits for. */
  readonly after: ContainerSpec['dependsOn'];
  /** What the script calls, besides what the policy of the proxy allows. */
  readonly allows: readonly Statement[];
}

/** What `files` does before the application of its task stops. */
export interface Drain {
  /** Name of the container with the application. */
  readonly application: string;
  /** Of the administration interface of the Envoy that takes nothing new. */
  readonly port: number;
  /** For which the application goes on. */
  readonly seconds: number;
}

const NONE: FilesContainers = { containers: [], after: [], allows: [] };

/**
 * The containers `files-init`, which has to succeed, and `files`, which fetches again what changes. On ECS a volume belongs to
 * root at first, so that the one that runs once does too; it gives what it wrote to the user of the proxy, as whom the other
 * runs. In a pod everybody may write to an empty volume.
 * @param image of the topology. @default AWS's command
 * @param mounts what the script reads and writes
 * @param drain ECS stops containers in the opposite order of their dependencies (ECS API, `ContainerDependency`): the
 * application before the proxy that it waits for. `files` waits for the application, so that it is stopped first of all.
 */
export function filesContainers(
  inputs: FilesInputs,
  {
    platform = 'ecs',
    image,
    mounts,
    drain,
  }: {
    /** @default ecs */
    readonly platform?: Platform;
    readonly image: Text | undefined;
    readonly mounts: readonly MountSpec[];
    readonly drain?: Drain | undefined;
  },
): FilesContainers {
  if (!hasFiles(inputs)) return NONE;
  const owner = `${PROXY_USER}:${PROXY_USER}`;
  const common = {
    image: image ?? IMAGES.files,
    entryPoint: ['/bin/bash', '-c', FILES_SCRIPT, 'files'],
    environment: {
      // Both versions of AWS's command read this one.
      AWS_DEFAULT_REGION: [inputs.region],
      OWNER: [owner],
      REFRESH_SECONDS: [String(REFRESH_SECONDS)],
      ...variablesOf(inputs),
    },
    secrets: {},
    ports: [],
    mounts,
    readOnly: true,
  };
  const init: ContainerSpec = {
    ...common,
    name: 'files-init',
    essential: false,
    command: [['once']],
    user: platform === 'ecs' ? `0:${PROXY_USER}` : owner,
    dependsOn: [],
  };
  const after: ContainerSpec['dependsOn'] = [{ container: init.name, condition: 'SUCCESS' }];
  const refresher: ContainerSpec = {
    ...common,
    name: 'files',
    // A task whose certificates are not renewed is replaced before they end.
    essential: true,
    command: [['refresh']],
    user: owner,
    dependsOn: after,
    ...(drain && {
      environment: { ...common.environment, DRAIN: [`${drain.port} ${drain.seconds}`] },
      dependsOn: [...after, { container: drain.application, condition: 'START' }],
      stopSeconds: 2 * drain.seconds,
    }),
  };
  return {
    containers: isRenewed(inputs) ? [init, refresher] : [init],
    after,
    allows: configurationAllows(inputs),
  };
}

const configurationAllows = ({ region, configuration }: FilesInputs): readonly Statement[] =>
  configuration === undefined
    ? []
    : [
        {
          sid: 'Configuration',
          // A request that names a version needs no other.
          actions: ['s3:GetObjectVersion'],
          resources: [[`arn:${partitionOf(region)}:s3:::`, configuration.bucket, `/${configuration.key}`]],
        },
      ];
