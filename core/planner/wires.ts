import { byName } from '../base/collections';
import { defined } from '../base/properties';
import { outputNameOf, valueKeyOf } from './names';
import type { AssetOutput } from './asset';
import type { Placement } from './placement';
import type { Output, Wire } from './plan';
import type { Providers } from './providers-of-values';

/** A value as an output, with what it must be. */
const outputOf = ({ value, literal, handover }: AssetOutput): Output => ({
  name: outputNameOf(value),
  value,
  ...defined({ literal, handover }),
});

/** Outputs of a stack, by name, each value once. */
export function outputsOf(placements: readonly Pick<Placement, 'outputs'>[]): readonly Output[] {
  const byKey = new Map(
    placements.flatMap(({ outputs }) => outputs).map((each) => [valueKeyOf(each.value), each]),
  );
  return [...byKey.values()].map(outputOf).toSorted((a, b) => byName(a.name, b.name));
}

/** The values that only the stack of another content knows. */
export function assignedWires(placements: readonly Placement[], { providerOf }: Providers): readonly Wire[] {
  return placements.flatMap((reader) =>
    reader.reads.flatMap((value): readonly Wire[] => {
      const from = providerOf(reader, value)?.stack;
      if (from === undefined || from === reader.stack) return [];
      return [{ from, to: reader.stack, output: outputNameOf(value), kind: 'assigned', value }];
    }),
  );
}

/** A stack that names a content of another stack, which need not be there first. */
export interface Naming {
  readonly from: string;
  readonly to: string;
  /** What the named content outputs. */
  readonly outputs: readonly AssetOutput[];
}

/**
 * Who names what of another stack, each once. `namers` are also those that are retired, while `isStaying` says that
 * their stack goes on: a retired workload changes no wire before it is gone.
 */
export function namingsOf(
  namers: readonly Placement[],
  live: readonly Placement[],
  isStaying: (stack: string) => boolean,
): readonly Naming[] {
  const byId = new Map(live.map((placement) => [placement.content.id, placement]));
  const namings = namers
    .filter(({ stack }) => isStaying(stack))
    .flatMap(({ stack: to, names }) =>
      names.flatMap((id): readonly (readonly [string, Naming])[] => {
        const named = byId.get(id);
        if (named === undefined || named.stack === to) return [];
        return [[`${to} ${id}`, { from: named.stack, to, outputs: named.outputs }]];
      }),
    );
  return [...new Map(namings).values()];
}

/** What is known as a literal; and what can be compared, where the other stack comes first anyway. */
export const namingWires = ({ from, to, outputs }: Naming, comesFirst: boolean): readonly Wire[] =>
  outputs
    .filter(({ literal, compared = false }) => literal !== undefined && (comesFirst || !compared))
    .map((each) => {
      const { name, handover: _, ...rest } = outputOf(each);
      return { from, to, output: name, kind: each.compared === true ? 'confirmed' : 'derived', ...rest };
    });
