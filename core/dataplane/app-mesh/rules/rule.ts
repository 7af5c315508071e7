import type { Finding, Path, Topology } from '../../../topology';
import type { AppMeshLowered } from '../specs';

/** Something that App Mesh, or the provider, does not accept. A rule says nothing of what is still open. */
export type Rule = (topology: Topology, lowered: AppMeshLowered) => readonly Finding[];

/** What is wrong, and what to type. */
export const refusal = (rule: string, path: Path, summary: string, fix: string): Finding => ({
  rule,
  severity: 'error',
  at: { path },
  summary,
  fix,
});
