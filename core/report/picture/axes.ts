import type { Grid } from './grid';
import type { Lanes } from './lanes';
import { sizes, type Metrics } from './metrics';

export interface Stretch {
  readonly start: number;
  readonly size: number;
}

/** Where the columns and the lines between them are. */
export interface ColumnAxis {
  readonly size: number;
  /** Where each column starts. */
  readonly columns: readonly number[];
  /** The middle of a line in the space before a column. */
  lineAt(space: number, lane: number): number;
}

/** Where the rows and the lines between them are. */
export interface RowAxis {
  readonly size: number;
  readonly rows: readonly Stretch[];
  /** Where the band of each row starts. */
  readonly bands: ReadonlyMap<number, number>;
  /** The middle of a line in the space before a row. */
  lineAt(space: number, lane: number): number;
}

/** What is in the space before a column, besides lines. */
export interface Fronts {
  /** Columns at whose boxes arrows end. */
  readonly entered: ReadonlySet<number>;
  /** Columns at which areas start. */
  readonly titled: ReadonlySet<number>;
}

export function columnAxis(
  { counts }: Lanes,
  { entered, titled }: Fronts,
  { box, label, title }: Metrics,
): ColumnAxis {
  const columns: number[] = [];
  const lines: number[] = [];
  let at: number = sizes.margin;
  for (const [space, count] of counts.entries()) {
    lines.push(at + sizes.padding);
    at += 2 * sizes.padding + count * sizes.lane;
    if (entered.has(space)) at += label.along + sizes.head;
    if (titled.has(space)) at += title.along;
    if (space === counts.length - 1) break;
    columns.push(at);
    at += box.along;
  }
  return { size: at + sizes.margin, columns, lineAt: middleIn(lines) };
}

/** @param breadths the size of the largest box in each row */
export function rowAxis(
  { counts }: Lanes,
  { bands }: Pick<Grid, 'bands'>,
  breadths: readonly number[],
  { title }: Metrics,
): RowAxis {
  const rows: Stretch[] = [];
  const lines: number[] = [];
  const starts = new Map<number, number>();
  let at: number = sizes.margin;
  for (const { first, end } of bands) {
    starts.set(first, at);
    at += title.across;
    for (let row = first; row < end; row += 1) {
      lines.push(at + sizes.padding);
      at += 2 * sizes.padding + (counts[row] ?? 0) * sizes.lane;
      const size = breadths[row] ?? 0;
      rows.push({ start: at, size });
      at += size;
    }
    at += sizes.padding + sizes.gap;
  }
  return { size: at - sizes.gap + sizes.margin, rows, bands: starts, lineAt: middleIn(lines) };
}

const middleIn =
  (lines: readonly number[]) =>
  (space: number, lane: number): number =>
    (lines[space] ?? 0) + (lane + 0.5) * sizes.lane;
