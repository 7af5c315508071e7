import type { Hit, Path, Rule, Topology } from '../../../topology';
import type { AppMeshLowered } from '../specs';

/** Something that App Mesh, or the provider, does not accept or use. A rule says nothing of what is still open. */
export interface AppMeshRule extends Rule {
  readonly hitsOf: (topology: Topology, lowered: AppMeshLowered) => readonly Hit[];
}

/** What is wrong, and what to type. */
export const hit = (at: Path, summary: string, fix: string): Hit => ({ at, summary, fix });
