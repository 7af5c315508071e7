import type { Finding } from '../core/topology';
import type { Position, Positions } from './positions';

/** A topology as it was written, not yet judged. */
export interface Source {
  /** The file as the user named it: what findings show. */
  readonly file: string;
  readonly written: unknown;
  readonly positions: Positions;
}

/** Something about the file itself, at a line of it where one is known. */
export function fileFinding(
  rule: string,
  file: string,
  summary: string,
  fix: string,
  position: Partial<Position> = {},
): Finding {
  return { rule, severity: 'error', at: { path: [], file, ...position }, summary, fix };
}
