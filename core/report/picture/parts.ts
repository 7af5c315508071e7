/** What a picture of a mesh is drawn from. */
export interface PictureParts {
  /** In any order; ids are unique. */
  readonly boxes: readonly PictureBox[];
  /** Between ids of `boxes`. */
  readonly arrows: readonly PictureArrow[];
}

/** An end of a connection. */
export interface PictureBox {
  readonly id: string;
  readonly name: string;
  /** What it is, in words: `workload`. */
  readonly what: string;
  /** Title of the area that it lies in: boxes of one area are drawn together. */
  readonly area: string;
}

export interface PictureArrow {
  /** Id of the box that calls. */
  readonly from: string;
  /** Id of the box that is called. */
  readonly to: string;
}

/** `right`: callers left of what they call, for wide screens. `down`: callers above it, for narrow ones. */
export type Direction = 'right' | 'down';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where everything of a picture is, in pixels from the upper left corner. */
export interface Layout {
  readonly direction: Direction;
  readonly width: number;
  readonly height: number;
  /** In the order of their titles' first boxes. */
  readonly areas: readonly (Rectangle & { readonly title: string })[];
  /** In the order of the parts. */
  readonly boxes: readonly (Rectangle & { readonly box: PictureBox })[];
  /** In the order of the parts. */
  readonly arrows: readonly PlacedArrow[];
}

export interface PlacedArrow {
  /** From the side of one box to the side of another: horizontal and vertical lines, which cross no other box. */
  readonly points: readonly Point[];
  /** The space for a word beside the arrow's end. */
  readonly label: Rectangle;
}
