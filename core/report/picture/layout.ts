import { apart } from './apart';
import { columnAxis, rowAxis, type ColumnAxis, type RowAxis } from './axes';
import { gridOf, type Cell, type Grid, type GridArea } from './grid';
import { columnLanes, rowLanes, wayOf, type Lanes, type Way } from './lanes';
import { metricsOf, sizes, type Metrics } from './metrics';
import { portsOf, type Ports } from './ports';
import type { Direction, Layout, PictureParts, Point, Rectangle } from './parts';

/** A place along the arrows and across them. */
type Spot = readonly [along: number, across: number];
/** A rectangle in these terms. */
interface Span {
  readonly at: Spot;
  readonly size: Spot;
}

const nowhere: Span = { at: [0, 0], size: [0, 0] };

/**
 * Where to draw the boxes and arrows of a mesh. Boxes never overlap, arrows end at boxes and pass between all others, and the
 * same parts always give the same picture. The time grows with the number of boxes and arrows.
 */
export function layoutOf(parts: PictureParts, direction: Direction): Layout {
  const metrics = metricsOf(direction);
  const grid = gridOf(parts);
  const ways = parts.arrows.map(({ from, to }, arrow) => wayOf(arrow, cellIn(grid, from), cellIn(grid, to)));
  const ports = portsOf(parts, ways);
  const lines = { columns: columnLanes(grid.columns, ways), rows: rowLanes(grid.rows, ways) };
  const titled = new Set(grid.areas.map(({ columns: [first] }) => first));
  const fronts = { entered: new Set(ways.map(({ into }) => into)), titled };
  const columns = columnAxis(lines.columns, fronts, metrics);
  const rows = rowAxis(lines.rows, grid, rowBreadths(parts, grid, ports, metrics), metrics);
  const spans = new Map(
    parts.boxes.map(({ id }) => {
      const { column, row } = cellIn(grid, id);
      const { start, size } = rows.rows[row] ?? { start: 0, size: 0 };
      const breadth = breadthOf(id, ports, metrics);
      const at: Spot = [columns.columns[column] ?? 0, start + (size - breadth) / 2];
      return [id, { at, size: [metrics.box.along, breadth] }] satisfies [string, Span];
    }),
  );
  const ends = parts.arrows.map(({ from, to }, arrow) => {
    const [source, target] = [spans.get(from) ?? nowhere, spans.get(to) ?? nowhere];
    return {
      start: [source.at[0] + source.size[0], across(source, ports.leavesAt(arrow))] as const,
      end: [target.at[0], across(target, ports.entersAt(arrow))] as const,
    };
  });
  const starts = apart(
    ways,
    ends.map(({ start }) => start[1]),
    ends.map(({ end }) => end[1]),
  );
  const arrows = ends.map(({ start: [from, straight], end }, index) => {
    const start: Spot = [from, starts[index] ?? straight];
    const way = ways[index];
    const between = way === undefined ? [] : turnsOf(way, { lines, columns, rows }, start[1], end[1]);
    const { label, title } = metrics;
    const before = sizes.head + (way !== undefined && titled.has(way.into) ? title.along : 0);
    return {
      points: straightened([start, ...between, end]).map((spot) => pointAt(spot, direction)),
      label: rectangleAt(
        {
          at: [end[0] - before - label.along, end[1] - label.across / 2],
          size: [label.along, label.across],
        },
        direction,
      ),
    };
  });
  const whole: Span = { at: [0, 0], size: [columns.size, rows.size] };
  return {
    direction,
    ...sizeOf(whole, direction),
    areas: grid.areas.map((area) => ({
      title: area.title,
      ...rectangleAt(areaSpan(area, { columns, rows }, metrics), direction),
    })),
    boxes: parts.boxes.map((box) => ({ box, ...rectangleAt(spans.get(box.id) ?? nowhere, direction) })),
    arrows,
  };
}

/** From the title of an area to its last box. */
function areaSpan(
  { columns: [left, right], rows: [top, bottom] }: GridArea,
  { columns, rows }: Pick<Axes, 'columns' | 'rows'>,
  { box, title }: Metrics,
): Span {
  const start = (columns.columns[left] ?? 0) - sizes.inset - title.along;
  const end = (columns.columns[right] ?? 0) + box.along + sizes.inset;
  const upper = rows.bands.get(top) ?? 0;
  const last = rows.rows[bottom] ?? { start: upper, size: 0 };
  return { at: [start, upper], size: [end - start, last.start + last.size + sizes.inset - upper] };
}

const cellIn = (grid: Grid, id: string): Cell => grid.cells.get(id) ?? { column: 0, row: 0 };

const across = ({ at, size }: Span, fraction: number): number => at[1] + size[1] * fraction;

/** How large a box is across the arrows: those that end there need space for their words. */
const breadthOf = (id: string, ports: Ports, { box, label }: Metrics): number =>
  Math.max(
    box.across,
    ports.entering(id) * (label.across + sizes.between),
    (ports.leaving(id) + 1) * sizes.lane,
  );

function rowBreadths(parts: PictureParts, grid: Grid, ports: Ports, metrics: Metrics): readonly number[] {
  const breadths = Array.from({ length: grid.rows }, () => 0);
  for (const { id } of parts.boxes) {
    const { row } = cellIn(grid, id);
    breadths[row] = Math.max(breadths[row] ?? 0, breadthOf(id, ports, metrics));
  }
  return breadths;
}

interface Axes {
  readonly lines: { readonly columns: Lanes; readonly rows: Lanes };
  readonly columns: ColumnAxis;
  readonly rows: RowAxis;
}

/** Where an arrow turns on its way from one box to the other. */
function turnsOf(
  { arrow, out, into, along }: Way,
  { lines, columns, rows }: Axes,
  start: number,
  end: number,
): readonly Spot[] {
  const columnAt = (space: number): number => columns.lineAt(space, lines.columns.laneOf(space, arrow));
  const first = columnAt(out);
  if (along === undefined)
    return [
      [first, start],
      [first, end],
    ];
  const last = columnAt(into);
  const between = rows.lineAt(along, lines.rows.laneOf(along, arrow));
  return [
    [first, start],
    [first, between],
    [last, between],
    [last, end],
  ];
}

/** Without the turns at which the direction stays the same. */
const straightened = (spots: readonly Spot[]): readonly Spot[] =>
  spots.filter((spot, index) => {
    const [before, after] = [spots[index - 1], spots[index + 1]];
    if (before === undefined || after === undefined) return true;
    return ![0, 1].some((axis) => before[axis] === spot[axis] && spot[axis] === after[axis]);
  });

const pointAt = ([u, v]: Spot, direction: Direction): Point =>
  direction === 'right' ? { x: u, y: v } : { x: v, y: u };

const sizeOf = ({ size: [u, v] }: Span, direction: Direction): Pick<Rectangle, 'width' | 'height'> =>
  direction === 'right' ? { width: u, height: v } : { width: v, height: u };

const rectangleAt = (span: Span, direction: Direction): Rectangle => ({
  ...pointAt(span.at, direction),
  ...sizeOf(span, direction),
});
