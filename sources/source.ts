import { findingOf, type Finding } from '../core/topology';
import type { Position, Positions } from './positions';
import { sourceRules, type SourceRuleId } from './rules';

/** A topology as it was written, not yet judged. */
export interface Source {
  /** The file as the user named it: what findings show. */
  readonly file: string;
  readonly written: unknown;
  readonly positions: Positions;
}

/** Something about the file itself, at a line of it where one is known. */
export function fileFinding(
  rule: SourceRuleId,
  file: string,
  summary: string,
  fix: string,
  position: Partial<Position> = {},
): Finding {
  const finding = findingOf(sourceRules[rule], { at: [], summary, fix });
  return { ...finding, at: { ...finding.at, file, ...position } };
}
