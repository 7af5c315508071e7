import { visible } from '../base/text';
import { plain, type Style } from './style';

/** A cell, or a cell with its dress: the width is that of the text alone. */
export type Cell = string | { readonly text: string; readonly dress: keyof Style };

const textOf = (cell: Cell): string => visible(typeof cell === 'string' ? cell : cell.text);

/** Lines of aligned columns, two spaces apart, under a faint head. No spaces at the ends of lines. */
export function tableOf(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  style: Style = plain,
): readonly string[] {
  const widths = head.map((title, column) =>
    rows.reduce((width, row) => Math.max(width, textOf(row[column] ?? '').length), title.length),
  );
  const line = (cells: readonly Cell[]): string => {
    const texts = cells.map(textOf);
    const last = texts.findLastIndex((text) => text !== '');
    return cells
      .slice(0, last + 1)
      .map((cell, column) => {
        const text = texts[column] ?? '';
        const dressed = typeof cell === 'string' ? text : style[cell.dress](text);
        return column === last ? dressed : dressed + ' '.repeat((widths[column] ?? 0) - text.length);
      })
      .join('  ');
  };
  return [style.faint(line(head)), ...rows.map(line)];
}
