import type { Finding, Path } from '../core/topology';

/** A place in a text. Lines and columns count from 1, columns in UTF-16 units as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where the thing at a path was written, or the nearest thing around it; nothing for a file without positions. */
export type Positions = (path: Path) => Position | undefined;

/** Positions of what is evaluated, not written: a program knows no line of a value. */
export const noPositions: Positions = () => undefined;

/** The findings with file, line and column, as far as they are known. One that has a file already keeps its place. */
export function placed(findings: readonly Finding[], positions: Positions, file: string): readonly Finding[] {
  return findings.map((finding) =>
    finding.at.file === undefined
      ? { ...finding, at: { ...finding.at, file, ...positions(finding.at.path) } }
      : finding,
  );
}
