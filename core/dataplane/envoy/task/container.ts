import { defined } from '../../../base/properties';
import type { Closed, Runtime, Text } from '../../../topology';
import type { Platform } from '../../runtimes';
import { FILES_VOLUME, PROXY_USER, type FilesContainers } from '../../tasks/script/containers';
import type { ContainerSpec, MountSpec } from '../../tasks/specs';
import type { ProxySpec } from '../specs';
import { DRAIN_SECONDS, healthScript, RUN_AND_DRAIN } from './commands';
import type { Configuration } from './configuration';

/** Envoy's own image, of the version that is tested here. It has bash, and neither a client of HTTP nor OpenSSL. */
export const ENVOY_IMAGE = 'envoyproxy/envoy:v1.40.0';

/** Ports below are for processes of root, unless a platform says otherwise: ECS does not say, and a pod is told. */
const FIRST_FREE_PORT = 1024;

/** Beside the proxy's own settings. */
export interface Beside {
  readonly platform: Platform;
  readonly image: Text | undefined;
  /** What runs in it as soon as its pod is to stop. */
  readonly beforeStop?: readonly Text[] | undefined;
  /** Of the task. */
  readonly cpu: Closed<Runtime>['cpu'];
  readonly configuration: Configuration;
  readonly after: FilesContainers['after'];
  readonly mounts: readonly MountSpec[];
  /** Whether people may start commands in it. */
  readonly exec: boolean;
}

/** The container of an Envoy. */
export function envoyContainer(proxy: ProxySpec, beside: Beside): ContainerSpec {
  const { configuration } = beside;
  const sockets = [...proxy.inbound, ...proxy.outbound.flatMap(({ local }) => local ?? [])];
  const isRoot =
    beside.platform === 'ecs' && isAccepting(proxy) && sockets.some(({ port }) => port < FIRST_FREE_PORT);
  return {
    name: 'envoy',
    image: beside.image ?? ENVOY_IMAGE,
    essential: true,
    entryPoint: ['/bin/bash', '-c', RUN_AND_DRAIN, 'run'],
    command: [
      ['envoy'],
      ...(configuration.kind === 'argument'
        ? [['--config-yaml'], [configuration.text]]
        : [['--config-path'], [configuration.path]]),
      ['--concurrency'],
      [String(Math.max(1, Math.floor(beside.cpu / 1024)))],
      ['--drain-time-s'],
      [String(DRAIN_SECONDS)],
      // There is one Envoy in a container, and none takes over from it.
      ['--disable-hot-restart'],
    ],
    user: isRoot ? '0' : `${PROXY_USER}:${PROXY_USER}`,
    environment: {},
    secrets: {},
    ports: isAccepting(proxy) ? proxy.inbound.map(({ port }) => port) : [],
    mounts: beside.mounts,
    dependsOn: beside.after,
    healthCheck: {
      command: ['CMD', '/bin/bash', '-c', healthScript(proxy)],
      intervalSeconds: 5,
      timeoutSeconds: 5,
      retries: 3,
      startSeconds: 30,
    },
    // The agent of ECS Exec writes to it (ECS developer guide, "ECS Exec").
    readOnly: !beside.exec,
    stopSeconds: 2 * DRAIN_SECONDS,
    ...defined({ beforeStop: beside.beforeStop }),
  };
}

/** Whether others reach its own ports, and not those of the application that the kernel redirects. */
export const isAccepting = ({ interception }: ProxySpec): boolean => interception === 'none';

/** Where it reads what the script has fetched. */
export const filesMount: MountSpec = { ...FILES_VOLUME, readOnly: true };
