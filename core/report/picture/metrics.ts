import type { Direction } from './parts';

/** A size along the arrows, from column to column, and across them. In pixels, as all sizes of a picture. */
export interface Size {
  readonly along: number;
  readonly across: number;
}

/** The sizes that depend on the direction of a picture, because words are always horizontal. */
export interface Metrics {
  readonly box: Size;
  /** Space for the word on an arrow. */
  readonly label: Size;
  /** Space for the title of an area. */
  readonly title: Size;
}

const metrics: Readonly<Record<Direction, Metrics>> = {
  right: {
    box: { along: 158, across: 50 },
    label: { along: 80, across: 18 },
    title: { along: 0, across: 22 },
  },
  down: {
    box: { along: 50, across: 136 },
    label: { along: 18, across: 80 },
    title: { along: 18, across: 0 },
  },
};

export const metricsOf = (direction: Direction): Metrics => metrics[direction];

/** The sizes that don't depend on it. */
export const sizes = {
  /** Around the picture. */
  margin: 2,
  /** Beside the lines of a space. */
  padding: 10,
  /** Around the boxes of an area. */
  inset: 8,
  /** Between two bands. */
  gap: 12,
  /** Between two lines that run side by side. */
  lane: 9,
  /** Length of the head of an arrow, with the space before it. */
  head: 12,
  /** Between the words of two arrows that end at the same box. */
  between: 4,
} as const;
