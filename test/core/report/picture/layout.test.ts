import * as fc from 'fast-check';
import {
  layoutOf,
  type Direction,
  type Layout,
  type PictureParts,
  type Point,
  type Rectangle,
} from '../../../../core/report/picture';

const directions: readonly Direction[] = ['right', 'down'];

/** Meshes of any shape: circles, calls of oneself and several arrows between the same boxes, too. */
const anyParts: fc.Arbitrary<PictureParts> = fc.integer({ min: 1, max: 14 }).chain((count) => {
  const box = fc.record({ name: fc.string({ maxLength: 40 }), area: fc.constantFrom('one', 'two', 'three') });
  const end = fc.integer({ min: 0, max: count - 1 }).map((index) => `workload/${index}`);
  return fc.record({
    boxes: fc
      .array(box, { minLength: count, maxLength: count })
      .map((boxes) => boxes.map((each, index) => ({ ...each, id: `workload/${index}`, what: 'workload' }))),
    arrows: fc.array(fc.record({ from: end, to: end }), { maxLength: 30 }),
  });
});
const anyPicture = fc.tuple(anyParts, fc.constantFrom(...directions));

const overlap = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const pairsOf = <T>(things: readonly T[]): readonly (readonly [T, T])[] =>
  things.flatMap((one, index) => things.slice(index + 1).map((other) => [one, other] as const));

/** The rectangle of the line between two points; a line has no width of its own. */
const lineOf = (a: Point, b: Point): Rectangle => ({
  x: Math.min(a.x, b.x) - 0.1,
  y: Math.min(a.y, b.y) - 0.1,
  width: Math.abs(a.x - b.x) + 0.2,
  height: Math.abs(a.y - b.y) + 0.2,
});
const linesOf = (points: readonly Point[]): readonly Rectangle[] =>
  points.slice(1).map((point, index) => lineOf(points[index] ?? point, point));

const inside = (inner: Rectangle, outer: Rectangle): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

const boxAt = ({ boxes }: Layout, id: string): Rectangle => {
  const found = boxes.find(({ box }) => box.id === id);
  if (found === undefined) throw new Error(`no box ${id}`);
  return found;
};

/** The pairs of those that overlap. */
const overlapping = (things: readonly Rectangle[]): readonly unknown[] =>
  pairsOf(things).filter(([one, other]) => overlap(one, other));

it('boxes, areas and the words of arrows never overlap, and all are inside of the picture', () => {
  fc.assert(
    fc.property(anyPicture, ([parts, direction]) => {
      const { boxes, areas, arrows, width, height } = layoutOf(parts, direction);
      const words = arrows.map(({ label }) => label);
      expect([overlapping([...boxes, ...words]), overlapping(areas)]).toEqual([[], []]);
      const whole = { x: 0, y: 0, width, height };
      expect([...boxes, ...areas, ...words].filter((each) => !inside(each, whole))).toEqual([]);
    }),
  );
});

it('every box is in the area of its title, and in no other', () => {
  fc.assert(
    fc.property(anyPicture, ([parts, direction]) => {
      const { boxes, areas } = layoutOf(parts, direction);
      const touched = boxes.map((box) =>
        areas.filter((area) => overlap(box, area)).map(({ title }) => title),
      );
      expect(touched).toEqual(parts.boxes.map(({ area }) => [area]));
      const outside = boxes.filter((box) => !areas.some((area) => inside(box, area)));
      expect(outside).toEqual([]);
    }),
  );
});

/** The picture with the arrows to the right: the two directions differ in which side is which. */
const turned = ({ x, y }: Point, direction: Direction): Point =>
  direction === 'right' ? { x, y } : { x: y, y: x };
const turnedBox = ({ x, y, width, height }: Rectangle, direction: Direction): Rectangle =>
  direction === 'right' ? { x, y, width, height } : { x: y, y: x, width: height, height: width };

it('an arrow goes from the side of its caller to the side of what is called', () => {
  fc.assert(
    fc.property(anyPicture, ([parts, direction]) => {
      const layout = layoutOf(parts, direction);
      for (const [index, { from, to }] of parts.arrows.entries()) {
        const points = (layout.arrows[index]?.points ?? []).map((point) => turned(point, direction));
        const [source, target] = [from, to].map((id) => turnedBox(boxAt(layout, id), direction));
        const [first, last] = [points[0], points.at(-1)];
        expect([first?.x, last?.x]).toEqual([(source?.x ?? 0) + (source?.width ?? 0), target?.x]);
        const isBeside = (point?: Point, box?: Rectangle): boolean =>
          point !== undefined && box !== undefined && box.y < point.y && point.y < box.y + box.height;
        expect([isBeside(first, source), isBeside(last, target)]).toEqual([true, true]);
      }
    }),
  );
});

it('an arrow is made of horizontal and vertical lines, which pass between all boxes', () => {
  fc.assert(
    fc.property(anyPicture, ([parts, direction]) => {
      const { boxes, arrows } = layoutOf(parts, direction);
      const lines = arrows.flatMap(({ points }) => linesOf(points));
      expect(lines.filter(({ width, height }) => Math.min(width, height) > 0.21)).toEqual([]);
      // The ends touch their boxes, and nothing is inside of one.
      const within = boxes.map(({ x, y, width, height }) => ({
        x: x + 0.2,
        y: y + 0.2,
        width: width - 0.4,
        height: height - 0.4,
      }));
      expect(lines.filter((line) => within.some((box) => overlap(line, box)))).toEqual([]);
    }),
  );
});

it('no two arrows lie upon each other between the boxes', () => {
  fc.assert(
    fc.property(anyPicture, ([parts, direction]) => {
      const { arrows } = layoutOf(parts, direction);
      const lines = arrows.flatMap(({ points }, arrow) => linesOf(points).map((line) => ({ arrow, line })));
      const isAcross = ({ width, height }: Rectangle): boolean => width < height;
      const upon = pairsOf(lines).filter(
        ([one, other]) =>
          one.arrow !== other.arrow &&
          overlap(one.line, other.line) &&
          isAcross(one.line) === isAcross(other.line),
      );
      expect(upon).toEqual([]);
    }),
  );
});

it('callers come first, where calls form no circle', () => {
  const box = (name: string) => ({ id: name, name, what: 'workload', area: 'a' });
  const { boxes } = layoutOf(
    {
      boxes: [box('db'), box('app'), box('ui')],
      arrows: [
        { from: 'ui', to: 'app' },
        { from: 'app', to: 'db' },
        { from: 'ui', to: 'db' },
      ],
    },
    'right',
  );
  const [db = 0, app = 0, ui = 0] = boxes.map(({ x }) => x);
  expect([ui < app, app < db]).toEqual([true, true]);
});

it('the same parts give the same picture', () => {
  fc.assert(
    fc.property(anyPicture, ([parts, direction]) => {
      expect(layoutOf(parts, direction)).toEqual(layoutOf(structuredClone(parts), direction));
    }),
  );
});

it('a long chain of calls is drawn', () => {
  const boxes = Array.from({ length: 5000 }, (_, index) => ({
    id: String(index),
    name: '',
    what: '',
    area: 'a',
  }));
  const arrows = boxes.slice(1).map(({ id }, index) => ({ from: String(index), to: id }));
  expect(layoutOf({ boxes, arrows }, 'right').boxes).toHaveLength(5000);
});

it('a mesh without anything is an empty picture', () => {
  expect(layoutOf({ boxes: [], arrows: [] }, 'right')).toMatchObject({ areas: [], boxes: [], arrows: [] });
});
