import { defined } from '../../../base/properties';
import type { Written } from '../../../topology';
import type { DecodedOf } from './decode';
import { accessLogOf, discoveryOf, gatewayListenerOf, listenerOf } from './listeners';
import type { Note } from './objects';
import type { References } from './references';
import { gatewayRouteOf } from './routes';
import { policyOf } from './tls';

type Workload = Written<'workloads'>;
type Call = Exclude<NonNullable<Workload['calls']>[number], string>;

/** What the parts of a mesh refer to. */
export interface Names {
  /** Keys of services, by the names of virtual services. */
  readonly services: ReadonlyMap<string, string>;
  readonly references: References;
  /** The key of the account that created an object. */
  readonly accountOf: (object: { readonly account?: string }) => string;
}

/** A virtual node. */
export function workloadOf(node: DecodedOf<'virtualNodes'>, names: Names): Workload {
  const { name, spec, note } = node;
  const { references } = names;
  const calls = callsOf(spec.backends ?? [], names, note);
  return {
    name,
    account: names.accountOf(node),
    listens: (spec.listeners ?? []).map((listener, index) =>
      listenerOf(listener, `listeners[${index}]`, references, note),
    ),
    discovery: discoveryOf(spec.serviceDiscovery),
    calls: [...calls],
    ...defined({
      callDefaults: policyOf(
        spec.backendDefaults?.clientPolicy,
        'backendDefaults.clientPolicy',
        references,
        note,
      ),
      accessLog: accessLogOf(spec.logging, note),
    }),
  };
}

/** The services that a node calls. The API takes names of services that the mesh does not have; nothing answers them. */
function callsOf(
  backends: NonNullable<DecodedOf<'virtualNodes'>['spec']['backends']>,
  { services, references }: Names,
  note: Note,
): readonly Call[] {
  const calls = new Map<string, Call>();
  for (const [index, { virtualService }] of backends.entries()) {
    const { virtualServiceName, clientPolicy } = virtualService;
    const at = `backends[${index}].virtualService`;
    const service = services.get(virtualServiceName);
    if (service === undefined) note(at, `the mesh has no virtual service "${virtualServiceName}"`);
    else if (calls.has(service)) note(at, `"${virtualServiceName}" is a backend twice: the first one counts`);
    else
      calls.set(service, {
        service,
        ...defined({ policy: policyOf(clientPolicy, `${at}.clientPolicy`, references, note) }),
      });
  }
  return [...calls.values()];
}

/** A virtual gateway, with its routes. */
export function gatewayOf(
  gateway: DecodedOf<'virtualGateways'>,
  routes: readonly DecodedOf<'gatewayRoutes'>[],
  names: Names,
): Written<'gateways'> {
  const { name, spec, note } = gateway;
  const { references, services } = names;
  return {
    name,
    account: names.accountOf(gateway),
    listens: spec.listeners.map((listener, index) =>
      gatewayListenerOf(listener, `listeners[${index}]`, references, note),
    ),
    routes: routes.flatMap((route) => gatewayRouteOf(route, services) ?? []),
    ...defined({
      callDefaults: policyOf(
        spec.backendDefaults?.clientPolicy,
        'backendDefaults.clientPolicy',
        references,
        note,
      ),
      accessLog: accessLogOf(spec.logging, note),
    }),
  };
}
