import type { Cell } from './grid';

/** The way of an arrow through the space between the cells. */
export interface Way {
  /** Index of the arrow. */
  readonly arrow: number;
  readonly from: Cell;
  readonly to: Cell;
  /** The space before the next column: where the arrow leaves its caller. */
  readonly out: number;
  /** The space before the column of what is called; the same as `out` where that column is the next one. */
  readonly into: number;
  /** The space before the row of what is called, for arrows that pass other columns. */
  readonly along?: number;
}

export const wayOf = (arrow: number, from: Cell, to: Cell): Way => {
  const [out, into] = [from.column + 1, to.column];
  return { arrow, from, to, out, into, ...(out === into ? {} : { along: to.row }) };
};

/** Which line of a space each arrow has: arrows in one space never lie upon each other. */
export interface Lanes {
  /** How many lines each space has. */
  readonly counts: readonly number[];
  /** The line of an arrow in a space. */
  laneOf(space: number, arrow: number): number;
}

/** @param uses the spaces that each arrow uses, in the order of their lines */
export function lanesOf(
  spaces: number,
  uses: readonly { readonly space: number; readonly arrow: number }[],
): Lanes {
  const counts = Array.from({ length: spaces }, () => 0);
  const lanes = new Map<string, number>();
  for (const { space, arrow } of uses) {
    const key = `${space} ${arrow}`;
    if (lanes.has(key)) continue;
    lanes.set(key, counts[space] ?? 0);
    counts[space] = (counts[space] ?? 0) + 1;
  }
  return { counts, laneOf: (space, arrow) => lanes.get(`${space} ${arrow}`) ?? 0 };
}

/**
 * The lines in the spaces between columns. Of arrows that go down, the one from above turns last, and of those that go up the
 * one from below does, so that they don't cross each other.
 */
export function columnLanes(columns: number, ways: readonly Way[]): Lanes {
  const turned = ways.toSorted((a, b) => turnOf(a) - turnOf(b));
  return lanesOf(
    columns + 1,
    turned.flatMap(({ arrow, out, into }) => [
      { space: out, arrow },
      { space: into, arrow },
    ]),
  );
}

const turnOf = ({ from, to }: Way): number => (to.row >= from.row ? -from.row : from.row);

/** The lines in the spaces between rows. */
export const rowLanes = (rows: number, ways: readonly Way[]): Lanes =>
  lanesOf(
    rows,
    ways.flatMap(({ arrow, along }) => (along === undefined ? [] : [{ space: along, arrow }])),
  );
