import type { Position } from '../core/source';
import type { Finding } from '../core/topology';

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
