import { localAddressOf } from '../../../core/dataplane/envoy';
import { asDeployed, unprivileged } from '../../envoy/ways';
import { targetsIn } from '../application/calls';
import { startStandIn } from '../application/stand-in';
import { addressesMoved } from '../place/text';
import type { ContainerDefinition } from '../read/ecs';
import type { RunningContainer } from './container';
import type { ServerImage } from './images';
import { startServer } from './server';
import { serverFor } from './servers';
import { nameOf, seenBy, type TaskState } from './surroundings';
import { absentOf } from './volumes';

/** Starts a stand-in for an application. */
export async function startApplication(
  state: TaskState,
  definition: ContainerDefinition,
  secrets: Readonly<Record<string, string>>,
): Promise<RunningContainer> {
  const { context, task, place, applicationPorts, services } = state;
  const { service, nic } = task;
  refuseAbsent(state, definition);
  openPorts(state);
  const deployed = {
    ...Object.fromEntries((definition.environment ?? []).map(({ name, value }) => [name, value])),
    ...secrets,
  };
  const environment = Object.fromEntries(
    Object.entries(deployed).map(([name, value]) => [name, addressesMoved(value, place)]),
  );
  const own = (definition.portMappings ?? []).map(({ containerPort }) => containerPort);
  const listens = [...new Set([...own.map(unprivileged), ...applicationPorts])];
  const vpc = nic.subnet?.vpc ?? '';
  const proxied = (host: string): string | undefined => {
    if (/^[\d.]+$/.test(host)) return host;
    // What ECS's interception leads to the proxy, whatever the name resolves to.
    const address = isIntercepted(state) ? place.loopback(localAddressOf(host)) : undefined;
    return services.some((each) => each.address === address) ? address : undefined;
  };
  const server = await startStandIn({
    name: service.name,
    listens: listens.flatMap((port) => addressesOf(state).map((address) => ({ address, port }))),
    calls: targetsIn(deployed, environment, (host) => {
      const address = proxied(host);
      return services.flatMap((each) => (each.address === address ? [each.port] : []));
    }),
    from: nic.inside,
    addressOf: async (host) => proxied(host) ?? context.placeOf(vpc, host),
  });
  return inThisProcess(() => server.close());
}

/** Starts the server of an image, or a stand-in where that cannot run here. */
export async function startServerOf(
  state: TaskState,
  definition: ContainerDefinition,
  secrets: Readonly<Record<string, string>>,
  image: ServerImage,
): Promise<RunningContainer> {
  const { context } = state;
  const hosts = addressesOf(state);
  const found = serverFor(image, [...(definition.entryPoint ?? []), ...(definition.command ?? [])], hosts);
  if (!found.ok) {
    context.note(`${definition.image} is a stand-in here: ${found.because}`);
    return startApplication(state, definition, secrets);
  }
  refuseAbsent(state, definition);
  openPorts(state);
  const [host = ''] = hosts;
  return startServer(context.programs, context.folder, nameOf(state, definition), { ...found, host });
}

/** What runs in this process never ends by itself. */
export const inThisProcess = (stop: () => Promise<void>): RunningContainer => ({
  ended: new Promise(() => undefined),
  lastLines: () => [],
  stop,
});

const isIntercepted = ({ task }: TaskState): boolean =>
  task.service.definition.proxyConfiguration !== undefined;

/** Where the application of a task listens: with interception its proxy has the network interface. */
const addressesOf = (state: TaskState): readonly string[] => {
  const { local, inside } = state.task.nic;
  return isIntercepted(state) ? [local] : [local, inside];
};

/** Without interception whoever reaches the task reaches its application. */
function openPorts(state: TaskState): void {
  if (isIntercepted(state)) return;
  for (const port of state.applicationPorts) state.ports.add(asDeployed(port));
}

function refuseAbsent(state: TaskState, definition: ContainerDefinition): void {
  const path = absentOf(seenBy(state, definition), definition);
  if (path !== undefined)
    throw new Error(`container "${definition.name}" is told of files in ${path}, where it has no mount`);
}
