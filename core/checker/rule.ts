import type { Instant } from '../base/instant';
import type { Hit, Path, Rule, Topology } from '../topology';
import type { Lowered } from '../dataplane/lowered';
import type { Inspection } from './edges';

/** What a rule reads. */
export interface Checked {
  readonly topology: Topology;
  readonly lowered: Lowered;
  readonly inspections: readonly Inspection[];
  /** The time for which the check is made; absent: unknown. */
  readonly at?: Instant;
  /** Days before the end of a certificate during which the check warns about it; 0: never. */
  readonly expiresWithin: number;
}

/** One thing that the checker looks for; the second part of its id is the name of its file. */
export interface CheckerRule extends Rule {
  readonly hitsOf: (checked: Checked) => readonly Hit[];
}

/** A rule that looks at one edge at a time; its hits are where the edge was decided unless they say otherwise. */
export const edgeRule = (
  rule: Rule,
  hitOf: (inspection: Inspection) => (Omit<Hit, 'at'> & { readonly at?: Path }) | undefined,
): CheckerRule => ({
  ...rule,
  hitsOf: ({ inspections }) =>
    inspections.flatMap((inspection) => {
      if (inspection.echo === true) return [];
      const hit = hitOf(inspection);
      return hit ? [{ at: inspection.edge.at, ...hit }] : [];
    }),
});
