import { groupedBy } from '../../base/collections';
import type { PictureParts } from './parts';
import type { Way } from './lanes';

/** Where arrows leave and reach the boxes: as fractions of a side, evenly spread. */
export interface Ports {
  /** How many arrows leave a box. */
  leaving(id: string): number;
  /** How many arrows reach a box. */
  entering(id: string): number;
  /** Where an arrow leaves its box, from 0 to 1. */
  leavesAt(arrow: number): number;
  /** Where an arrow reaches its box, from 0 to 1. */
  entersAt(arrow: number): number;
}

export function portsOf({ arrows }: PictureParts, ways: readonly Way[]): Ports {
  const ends = ways.map((way) => ({
    way,
    from: arrows[way.arrow]?.from ?? '',
    to: arrows[way.arrow]?.to ?? '',
  }));
  const leaving = groupedBy(ends, ({ from }) => from);
  const entering = groupedBy(ends, ({ to }) => to);
  // An arrow through the space between two rows comes from above.
  const leaves = spread(leaving, ({ to, along }) => (along === undefined ? to.row : along - 0.5));
  const enters = spread(entering, ({ from, along }) => (along === undefined ? from.row : along - 0.5));
  return {
    leaving: (id) => leaving.get(id)?.length ?? 0,
    entering: (id) => entering.get(id)?.length ?? 0,
    leavesAt: (arrow) => leaves.get(arrow) ?? 0.5,
    entersAt: (arrow) => enters.get(arrow) ?? 0.5,
  };
}

/** The fraction for each arrow of each side, in the order of where the arrows come from or go to. */
function spread(
  sides: ReadonlyMap<string, readonly { readonly way: Way }[]>,
  rowOf: (way: Way) => number,
): ReadonlyMap<number, number> {
  return new Map(
    [...sides.values()].flatMap((side) =>
      side
        .map(({ way }) => way)
        .toSorted((a, b) => rowOf(a) - rowOf(b) || a.arrow - b.arrow)
        .map(({ arrow }, index) => [arrow, (index + 0.5) / side.length] as const),
    ),
  );
}
