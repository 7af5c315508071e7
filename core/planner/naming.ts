import { at, type Topology } from '../topology';
import { contentId, demandsOfKind, type Site } from './placement';
import type { OutputValue, Wire } from './plan';
import { outputOf } from './wires';

/** A stack that names a service of another account. */
export interface Naming {
  /** Stack of the service. */
  readonly from: string;
  /** Stack of the caller. */
  readonly to: string;
  /** Key of the service. */
  readonly service: string;
}

/** Who names a service of another account, where both are still there; in order, each once. */
export function namingsOf(
  { topology, layout, demands }: Site,
  stackOf: ReadonlyMap<string, string>,
): readonly Naming[] {
  const callers = [
    ...demandsOfKind(demands, 'name').map(({ caller, service }) => ({
      caller,
      to: layout.workloads(caller),
      service,
    })),
    ...demandsOfKind(demands, 'foreign-service').map(({ gateway, service }) => {
      const caller = at(topology.gateways, gateway).account;
      return { caller, to: layout.gateways(caller), service };
    }),
  ];
  const namings = callers.flatMap(({ caller, to, service }): readonly (readonly [string, Naming])[] => {
    const callee = at(topology.services, service).account;
    const from = stackOf.get(contentId(callee, 'service', service));
    const gone = from === undefined || at(topology.accounts, caller).retired;
    return gone || caller === callee ? [] : [[`${to} ${service}`, { from, to, service }]];
  });
  return [...new Map(namings).values()];
}

/** The name as a literal; and the ARN compared, where the callee's stack is there anyway. */
export function namingWires(
  topology: Topology,
  { from, to, service }: Naming,
  calleeStandsFirst: boolean,
): readonly Wire[] {
  const wire = (kind: Wire['kind'], value: OutputValue): Wire => {
    const { name, ...rest } = outputOf(topology, value);
    return { from, to, output: name, kind, ...rest };
  };
  return [
    ...(calleeStandsFirst ? [wire('confirmed', { kind: 'virtual-service-arn', service })] : []),
    wire('derived', { kind: 'virtual-service-name', service }),
  ];
}
