import { defined } from '../../base/properties';
import {
  at,
  portsOfService,
  withEndpoints,
  type Application,
  type Closed,
  type Store,
  type Text,
  type Topology,
} from '../../topology';
import { storeMount } from './stores';
import type { ContainerSpec, MountSpec, TaskParts, VolumeSpec } from './specs';

/** Name of the container with the application. */
export const APPLICATION = 'app';

/** The folders that an application may write to: each an empty volume. */
export const writableVolumes = ({ writes }: Closed<Application>): readonly VolumeSpec[] =>
  writes.map((_, index) => ({ name: writableVolume(index) }));

const writableVolume = (index: number): string => `writes-${index + 1}`;

/** @param targets ports of its own that load balancers reach */
export function applicationOf(
  topology: Closed<Topology>,
  application: Closed<Application>,
  parts: TaskParts,
  targets: readonly number[],
): ContainerSpec {
  const { image, entryPoint, command, user, environment, secrets, healthCheck, stores, writes, readOnly } =
    application;
  const filled = (text: Text): Text => withServices(topology, parts, text);
  const intercepted = parts.applicationPorts ?? parts.interception?.applicationPorts ?? [];
  return {
    name: APPLICATION,
    image,
    essential: true,
    ...defined({ entryPoint, command: command?.map((text) => [filled(text)]), user }),
    environment: Object.fromEntries(
      Object.entries(environment).map(([name, text]) => [name, [filled(text)]]),
    ),
    secrets,
    ports: [...new Set([...intercepted, ...targets])].toSorted((a, b) => a - b),
    mounts: [
      ...stores.map((store) => mountOf(at(topology.stores, store))),
      ...writes.map((path, index) => ({ volume: writableVolume(index), path, readOnly: false })),
    ],
    dependsOn: parts.applicationAfter,
    ...defined({ healthCheck }),
    readOnly,
    mayBind: true,
  };
}

/** The files of a store; a volume that nothing else fills is the application's own. */
const mountOf = (store: Closed<Store>): MountSpec => ({
  ...storeMount(store),
  readOnly: store.kind !== 'task-volume',
});

/** A text with where the application reaches each service that it names; without a way through its proxy by its name. */
const withServices = ({ services, workloads }: Closed<Topology>, parts: TaskParts, text: Text): Text =>
  withEndpoints(text, ({ text: written, service, port }) => {
    if (service === undefined || !Object.hasOwn(services, service)) return written;
    const found = at(services, service);
    const [only] = portsOfService(found, services, workloads);
    const dialled = port ?? only;
    if (typeof dialled !== 'number') return written;
    return parts.endpointOf(service, dialled) ?? `${found.name}:${dialled}`;
  });
