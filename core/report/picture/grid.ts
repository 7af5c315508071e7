import { groupedBy } from '../../base/collections';
import type { PictureBox, PictureParts } from './parts';
import { ranksOf } from './ranks';

/** The cell of a box: callers are in a column before what they call, and every area has rows of its own. */
export interface Cell {
  readonly column: number;
  /** Counted through all areas. */
  readonly row: number;
}

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** By the id of the box. */
  readonly cells: ReadonlyMap<string, Cell>;
  readonly areas: readonly GridArea[];
  /** Rows that are drawn together, from the first to the one before `end`, in their order. */
  readonly bands: readonly { readonly first: number; readonly end: number }[];
}

/** The cells of an area; no other area has one of them. */
export interface GridArea {
  readonly title: string;
  readonly columns: readonly [first: number, last: number];
  readonly rows: readonly [first: number, last: number];
}

/** Gives each box a cell of its own. Areas are beside each other where their boxes are in different columns. */
export function gridOf(parts: PictureParts): Grid {
  const { boxes } = parts;
  const ranks = ranksOf(parts);
  const columns = boxes.reduce((most, { id }) => Math.max(most, (ranks.get(id) ?? 0) + 1), 0);
  const { areas, bands } = banded(extentsOf(boxes, ranks));
  const rows = bands.at(-1)?.end ?? 0;
  return { columns, rows, cells: cellsOf(parts, ranks, areas), areas, bands };
}

/** The columns of an area, and how many rows its boxes need. */
interface Extent {
  readonly title: string;
  readonly columns: readonly [first: number, last: number];
  readonly rows: number;
}

/** The extent of each area, those that start first in front. */
function extentsOf(boxes: readonly PictureBox[], ranks: ReadonlyMap<string, number>): readonly Extent[] {
  return [...groupedBy(boxes, ({ area }) => area)]
    .map(([title, inside]): Extent => {
      const own = groupedBy(inside, ({ id }) => String(ranks.get(id) ?? 0));
      const used = [...own.keys()].map(Number);
      const rows = [...own.values()].reduce((most, { length }) => Math.max(most, length), 0);
      const first = used.reduce((least, column) => Math.min(least, column), Infinity);
      return { title, columns: [first, used.reduce((most, column) => Math.max(most, column), 0)], rows };
    })
    .toSorted((a, b) => a.columns[0] - b.columns[0]);
}

/** Puts each area into the first band that is free where the area starts. */
function banded(extents: readonly Extent[]): Pick<Grid, 'areas' | 'bands'> {
  const open: { rows: number; last: number }[] = [];
  const chosen = extents.map(({ columns: [first, last], rows }) => {
    const free = open.findIndex((band) => band.last < first);
    const index = free === -1 ? open.length : free;
    open[index] = { rows: Math.max(open[index]?.rows ?? 0, rows), last };
    return index;
  });
  let at = 0;
  const bands = open.map(({ rows }) => {
    const first = at;
    at += rows;
    return { first, end: at };
  });
  const areas = extents.map(({ title, columns, rows }, index): GridArea => {
    const first = bands[chosen[index] ?? 0]?.first ?? 0;
    return { title, columns, rows: [first, first + rows - 1] };
  });
  return { areas, bands };
}

/** The cells of all boxes: in each column, beside those that call them, as far as there is space. */
function cellsOf(
  { boxes, arrows }: PictureParts,
  ranks: ReadonlyMap<string, number>,
  areas: readonly GridArea[],
): ReadonlyMap<string, Cell> {
  const firstRows = new Map(areas.map(({ title, rows }) => [title, rows[0]]));
  const callers = groupedBy(arrows, ({ to }) => to);
  const cells = new Map<string, Cell>();
  const wishOf = ({ id }: PictureBox): number => {
    const known = (callers.get(id) ?? []).flatMap(({ from }) => cells.get(from)?.row ?? []);
    return known.length === 0 ? Infinity : known.reduce((sum, row) => sum + row, 0) / known.length;
  };
  const byRank = groupedBy(boxes, ({ id }) => String(ranks.get(id) ?? 0));
  for (let column = 0; byRank.has(String(column)); column += 1) {
    const wished = (byRank.get(String(column)) ?? []).map((box) => ({ box, wish: wishOf(box) }));
    const taken = new Map<string, number>();
    for (const { box } of wished.toSorted((a, b) => (a.wish === b.wish ? 0 : a.wish - b.wish))) {
      const index = taken.get(box.area) ?? 0;
      taken.set(box.area, index + 1);
      cells.set(box.id, { column, row: (firstRows.get(box.area) ?? 0) + index });
    }
  }
  return cells;
}
