import { at, type Text, type Topology } from '../topology';
import { meshResourceArn } from './arn';
import { byName, outputNameOf } from './names';
import type { Placement } from './placement';
import type { Content, Output, OutputValue, Wire } from './plan';

/** What a content makes known to other stacks. */
function valuesOf(content: Content, account: string): readonly OutputValue[] {
  switch (content.kind) {
    case 'network':
      return [
        { kind: 'vpc-id', account },
        { kind: 'private-route-table-id', account },
        { kind: 'private-subnet-ids', account },
      ];
    case 'namespace':
      return [
        { kind: 'namespace-id', account },
        { kind: 'zone-id', account },
      ];
    case 'zone-authorization':
      return [{ kind: 'zone-id', account }];
    case 'authority':
      return [{ kind: 'authority-arn', authority: content.authority }];
    case 'share':
      return [{ kind: 'share-arn', member: content.member }];
    case 'transit-gateway':
      return [{ kind: 'transit-gateway-id' }];
    case 'peering-request':
      return [{ kind: 'peering-id', requester: account, peer: content.peer }];
    case 'service':
      return [
        { kind: 'virtual-service-arn', service: content.service },
        { kind: 'virtual-service-name', service: content.service },
      ];
    case 'mesh':
    case 'transit-gateway-attachment':
    case 'transit-gateway-route':
    case 'share-acceptance':
    case 'mesh-role':
    case 'peering-acceptance':
    case 'zone-association':
    case 'certificate':
    case 'workload':
    case 'route':
    case 'gateway':
      return [];
  }
}

/** What a value must be, where that is known before anything is deployed. */
function literalOf(topology: Topology, value: OutputValue): Text | undefined {
  if (value.kind !== 'virtual-service-arn' && value.kind !== 'virtual-service-name') return undefined;
  const { account, name } = at(topology.services, value.service);
  return value.kind === 'virtual-service-name'
    ? name
    : meshResourceArn(topology, account, 'virtualService', name);
}

/** A value as an output, with what it must be. */
export function outputOf(topology: Topology, value: OutputValue): Output {
  const literal = literalOf(topology, value);
  return { name: outputNameOf(value), value, ...(literal === undefined ? {} : { literal }) };
}

/** Outputs of a stack in account `account`, by name, each once. */
export function outputsOf(
  topology: Topology,
  account: string,
  contents: readonly Content[],
): readonly Output[] {
  const outputs = contents
    .flatMap((content) => valuesOf(content, account))
    .map((value) => outputOf(topology, value));
  return [...new Map(outputs.map((output) => [JSON.stringify(output.value), output])).values()].toSorted(
    (a, b) => byName(a.name, b.name),
  );
}

/** The values that only the stack of another content knows. `stackOf` is undefined for what is retired. */
export function assignedWires(
  placements: readonly Placement[],
  stackOf: ReadonlyMap<string, string>,
): readonly Wire[] {
  return placements.flatMap(({ stack, reads }) =>
    reads.flatMap(({ from, value }): readonly Wire[] => {
      const provider = stackOf.get(from);
      if (provider === undefined || provider === stack) return [];
      return [{ from: provider, to: stack, output: outputNameOf(value), kind: 'assigned', value }];
    }),
  );
}
