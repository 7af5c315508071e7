import type { Position } from '../core/source';
import { findingOf, type Finding } from '../core/topology';
import { sourceRules, type SourceRuleId } from './rules';

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
