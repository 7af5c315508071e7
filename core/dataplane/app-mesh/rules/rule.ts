import type { Finding, Path, Topology } from '../../../topology';
import type { AppMeshLowered } from '../specs';

/** Something that App Mesh, or the provider, does not accept or use. A rule says nothing of what is still open. */
export type Rule = (topology: Topology, lowered: AppMeshLowered) => readonly Finding[];

/** What is wrong, and what to type. */
export const refusal = (rule: string, path: Path, summary: string, fix: string): Finding => ({
  rule,
  severity: 'error',
  at: { path },
  summary,
  fix,
});

/** What works only if somebody else sees to it, or is never used. */
export const caution = (...told: Parameters<typeof refusal>): Finding => ({
  ...refusal(...told),
  severity: 'warning',
});
