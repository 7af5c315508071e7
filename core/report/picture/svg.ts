import { shortened } from '../../base/text';
import { escaped } from '../html';
import { layoutOf } from './layout';
import type { Direction, Layout, PictureArrow, PictureParts, PlacedArrow, Rectangle } from './parts';

/** An arrow with what is written on it. */
export interface LabelledArrow extends PictureArrow {
  /** The word at its end. */
  readonly word: string;
  /** Names of CSS classes: how the arrow looks. */
  readonly look: string;
  /** The arrow in a sentence, for those who hear the picture or point at the arrow. */
  readonly sentence: string;
  /** Id of the element of the page that says more. @default the picture is alone */
  readonly more?: string;
}

export interface LabelledParts extends PictureParts {
  readonly arrows: readonly LabelledArrow[];
}

/** Width of a character of the small text, at most: names are cut so that they fit. */
const CHARACTER = 7.6;

/** The picture as an SVG element for a page, whose style sheet gives it its colours. */
export function pictureSvg(parts: LabelledParts, direction: Direction, title: string): string {
  const layout = layoutOf(parts, direction);
  const { width, height, areas, boxes, arrows } = layout;
  return [
    `<svg class="picture ${direction}" viewBox="0 0 ${width} ${height}" style="--width:${width}px" role="group" aria-label="${escaped(title)}">`,
    headsOf(direction),
    ...areas.map(areaSvg),
    ...arrows.map((arrow, index) => lineSvg(arrow, parts.arrows[index], direction)),
    ...areas.map(titleSvg),
    ...boxes.map(boxSvg),
    ...arrows.map((arrow, index) => labelSvg(arrow, parts.arrows[index])),
    '</svg>',
  ].join('\n');
}

/** Looks of an arrow that decide the colour of its head. */
const colours = ['good', 'doubtful', 'bad', 'unmeasured'] as const;

const headsOf = (direction: Direction): string =>
  `<defs>${colours
    .map(
      (colour) =>
        `<marker id="head-${direction}-${colour}" class="head ${colour}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z"/></marker>`,
    )
    .join('')}</defs>`;

/** A text that is cut to its space, and shown whole where a pointer stays on it. */
function cut(text: string, space: number): { readonly shown: string; readonly title: string } {
  const shown = shortened(text, Math.max(2, Math.floor(space / CHARACTER)));
  return { shown: escaped(shown), title: shown === text ? '' : `<title>${escaped(text)}</title>` };
}

const areaSvg = ({ x, y, width, height }: Rectangle): string =>
  `<rect class="area" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>`;

/** Above the arrows, some of which pass here. */
function titleSvg({ title, x, y, width }: Layout['areas'][number]): string {
  const { shown, title: whole } = cut(title, width - 20);
  return `<g class="title">${whole}<text x="${x + 10}" y="${y + 17}">${shown}</text></g>`;
}

function boxSvg({ box, x, y, width, height }: Layout['boxes'][number]): string {
  const { shown, title } = cut(box.name, width - 20);
  const middle = y + height / 2;
  return `<g class="box">${title}<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/><text class="name" x="${x + 10}" y="${middle - 3}">${shown}</text><text class="what" x="${x + 10}" y="${middle + 14}">${escaped(box.what)}</text></g>`;
}

const colourOf = (look: string): string =>
  colours.find((colour) => look.split(' ').includes(colour)) ?? 'unmeasured';

function lineSvg({ points }: PlacedArrow, arrow: LabelledArrow | undefined, direction: Direction): string {
  const { look = '' } = arrow ?? {};
  const line = points.map(({ x, y }) => `${x} ${y}`).join(' ');
  return `<polyline class="line ${look}" points="${line}" marker-end="url(#head-${direction}-${colourOf(look)})"/>`;
}

function labelSvg({ label }: PlacedArrow, arrow: LabelledArrow | undefined): string {
  if (arrow === undefined) return '';
  const { x, y, width, height } = label;
  const { more, look } = arrow;
  const [element, attributes] = more === undefined ? ['g', ' role="img"'] : ['a', ` href="#${more}"`];
  return `<${element} class="label ${look}"${attributes} aria-label="${escaped(arrow.sentence)}"><title>${escaped(arrow.sentence)}</title>${pill(label)}<text x="${x + width / 2}" y="${y + height / 2 + 4}">${escaped(arrow.word)}</text></${element}>`;
}

const pill = ({ x, y, width, height }: Rectangle): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${height / 2}"/>`;
