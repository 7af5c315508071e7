import type { Finding, Path } from './topology';

/** A place in a text. Lines and columns count from 1, columns in UTF-16 units as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where the thing at a path was written, or the nearest thing around it; nothing for a file without positions. */
export type Positions = (path: Path) => Position | undefined;

/** A topology as it was written, not yet judged. Every reader and importer returns this, and nothing else. */
export interface Source {
  /** The file as the user named it: what findings show. */
  readonly file: string;
  readonly written: unknown;
  readonly positions: Positions;
}

/** Positions of what is evaluated, not written: a program knows no line of a value. */
export const noPositions: Positions = () => undefined;

/** The findings with file, line and column, where they are known. One that already has a file keeps its place. */
export const placed = (
  findings: readonly Finding[],
  { positions, file }: Pick<Source, 'positions' | 'file'>,
): readonly Finding[] =>
  findings.map((finding) =>
    finding.at.file === undefined
      ? { ...finding, at: { ...finding.at, file, ...positions(finding.at.path) } }
      : finding,
  );
