import { byName } from '../base/collections';
import { defined } from '../base/properties';
import { outputNameOf, valueKeyOf } from './names';
import type { Told } from './asset';
import type { Placement } from './placement';
import type { Output, Wire } from './plan';
import type { Providers } from './providers-of-values';

/** A value as an output, with what it must be. */
const outputOf = ({ value, literal, handover }: Told): Output => ({
  name: outputNameOf(value),
  value,
  ...defined({ literal, handover }),
});

/** Outputs of a stack, by name, each value once. */
export function outputsOf(placements: readonly Pick<Placement, 'tells'>[]): readonly Output[] {
  const told = new Map(
    placements.flatMap(({ tells }) => tells).map((each) => [valueKeyOf(each.value), each]),
  );
  return [...told.values()].map(outputOf).toSorted((a, b) => byName(a.name, b.name));
}

/** The values that only the stack of another content knows. */
export function assignedWires(placements: readonly Placement[], { tellerOf }: Providers): readonly Wire[] {
  return placements.flatMap((reader) =>
    reader.reads.flatMap((value): readonly Wire[] => {
      const from = tellerOf(reader, value)?.stack;
      if (from === undefined || from === reader.stack) return [];
      return [{ from, to: reader.stack, output: outputNameOf(value), kind: 'assigned', value }];
    }),
  );
}

/** A stack that names a content of another stack, which need not be there first. */
export interface Naming {
  readonly from: string;
  readonly to: string;
  /** What the named content makes known. */
  readonly tells: readonly Told[];
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
        return [[`${to} ${id}`, { from: named.stack, to, tells: named.tells }]];
      }),
    );
  return [...new Map(namings).values()];
}

/** What is known as a literal; and what can be compared, where the other stack comes first anyway. */
export const namingWires = ({ from, to, tells }: Naming, comesFirst: boolean): readonly Wire[] =>
  tells
    .filter(({ literal, compared = false }) => literal !== undefined && (comesFirst || !compared))
    .map((told) => {
      const { name, handover: _, ...rest } = outputOf(told);
      return { from, to, output: name, kind: told.compared === true ? 'confirmed' : 'derived', ...rest };
    });
