import { portsOfService } from '../endpoints';
import type { Path } from '../finding';
import type { GatewayListener, GatewayRoute, Route, Router, Service } from '../service';
import type { ByKey } from '../topology';
import { isParameterRef, openText, type Value } from '../value';
import type { Context } from './context';
import type { Callless } from './workloads';

type Port = Value<number>;
type Listening = readonly { readonly port: Port }[];

/** The port where there is only one to choose. */
const solePortOf = (ports: readonly Port[]): Port | undefined => (ports.length === 1 ? ports[0] : undefined);
const soleOf = (listeners: Listening): Port | undefined => solePortOf(listeners.map(({ port }) => port));

const listenersOf = (workloads: ByKey<Callless>, key: string): Listening =>
  Object.hasOwn(workloads, key) ? (workloads[key]?.listeners ?? []) : [];

/**
 * Routes that name their ports, where there is only one, on both of their ends. A data plane may refuse a second port
 * of a router, or of a workload, while a route that leads there names none.
 */
export const withPorts = (
  routes: readonly Route[],
  listeners: Router['listeners'],
  workloads: ByKey<Callless>,
): readonly Route[] =>
  routes.map((route) => ({
    ...route,
    match: withPort(route.match, 'port', soleOf(listeners)),
    targets: route.targets.map((target) =>
      withPort(target, 'port', soleOf(listenersOf(workloads, target.workload))),
    ),
  }));

/** The same for a route of a gateway: the gateway's port, and that of its service. */
export const withGatewayPorts = (
  route: GatewayRoute,
  listeners: readonly GatewayListener[],
  services: ByKey<Service>,
  workloads: ByKey<Callless>,
): GatewayRoute =>
  withPort(
    { ...route, match: withPort(route.match, 'port', soleOf(listeners)) },
    'targetPort',
    solePortOf(portsOfService(services[route.service], services, workloads)),
  );

const withPort = <K extends string, T extends Partial<Readonly<Record<K, Port>>>>(
  thing: T,
  field: K,
  port: Port | undefined,
): T => (thing[field] !== undefined || port === undefined ? thing : { ...thing, [field]: port });

/** Where a router listens as its first target does and others do not, its port was not chosen. */
export function reportAssumedPort(
  context: Context,
  at: Path,
  key: string,
  { listeners, routes }: Pick<Router, 'listeners' | 'routes'>,
  workloads: ByKey<Callless>,
): void {
  const ports = new Map<string, string>();
  const protocols = new Set<string>();
  for (const { workload, port } of routes.flatMap(({ targets }) => targets)) {
    for (const { protocol } of workloads[workload]?.listeners ?? []) protocols.add(protocol);
    const own = port === undefined ? listenersOf(workloads, workload) : [{ port }];
    if (own.length > 0 && !ports.has(workload)) ports.set(workload, portsText(own));
  }
  const [first] = ports;
  const [listener] = listeners;
  if (first === undefined || listener === undefined || new Set(ports.values()).size < 2) return;
  // One router cannot lead to both then, whatever its port: that is reported by itself.
  if (protocols.size > 1) return;
  const others = [...ports].filter(([, text]) => text !== first[1]);
  context.report(
    'service/router-port',
    at,
    `service "${key}" does not say where its router listens, so it listens on ${portsText(listeners)}, as "${first[0]}" does; ${others.map(([workload, text]) => `"${workload}" listens on ${text}`).join(', ')}`,
    `write the port that callers use: routerListens: { port: ${portText(listener.port)}, protocol: '${listener.protocol}' }`,
  );
}

const portText = (port: Port): string => String(isParameterRef(port) ? openText(port.parameter) : port);
const portsText = (listeners: Listening): string => listeners.map(({ port }) => portText(port)).join(' and ');
