import { localAddressOf } from '../../../core/dataplane/envoy';
import { asDeployed, unprivileged } from '../../envoy/ways';
import { targetsIn } from '../application/calls';
import { startStandIn } from '../application/stand-in';
import { addressesMoved } from '../place/text';
import type { ContainerDefinition } from '../read/ecs';
import { inThisProcess, type RunningContainer } from './container';
import type { TaskState } from './surroundings';

/** Starts a stand-in for the application of a task, which calls what its environment tells it to. */
export async function startApplication(
  { context, task, place, ports, applicationPorts, services }: TaskState,
  definition: ContainerDefinition,
  secrets: Readonly<Record<string, string>>,
): Promise<RunningContainer> {
  const { service, nic } = task;
  const deployed = {
    ...Object.fromEntries((definition.environment ?? []).map(({ name, value }) => [name, value])),
    ...secrets,
  };
  const environment = Object.fromEntries(
    Object.entries(deployed).map(([name, value]) => [name, addressesMoved(value, place)]),
  );
  const isIntercepted = service.definition.proxyConfiguration !== undefined;
  const own = (definition.portMappings ?? []).map(({ containerPort }) => containerPort);
  const listens = [...new Set([...own.map(unprivileged), ...applicationPorts])];
  if (!isIntercepted) for (const port of applicationPorts) ports.add(asDeployed(port));
  const vpc = nic.subnet?.vpc ?? '';
  const proxied = (host: string): string | undefined => {
    if (/^[\d.]+$/.test(host)) return host;
    // What ECS's interception leads to the proxy, whatever the name resolves to.
    const address = isIntercepted ? place.loopback(localAddressOf(host)) : undefined;
    return services.some((each) => each.address === address) ? address : undefined;
  };
  const server = await startStandIn({
    name: service.name,
    listens: listens.flatMap((port) =>
      (isIntercepted ? [nic.local] : [nic.local, nic.inside]).map((address) => ({ address, port })),
    ),
    calls: targetsIn(deployed, environment, (host) => {
      const address = proxied(host);
      return services.flatMap((each) => (each.address === address ? [each.port] : []));
    }),
    from: nic.inside,
    addressOf: async (host) => proxied(host) ?? context.placeOf(vpc, host),
  });
  return inThisProcess(() => server.close());
}
