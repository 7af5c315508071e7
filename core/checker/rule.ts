import type { Finding, Path, Severity, Topology } from '../topology';
import type { Lowered } from '../dataplane/lowered';
import type { Inspection } from './edges';

/** What a rule reads. */
export interface Checked {
  readonly topology: Topology;
  readonly lowered: Lowered;
  readonly inspections: readonly Inspection[];
}

/** A finding without what its rule knows already. */
export type Hit = Pick<Finding, 'summary' | 'fix'> & { readonly at: Path };

/**
 * One thing that the checker looks for. An `error` can't work; a `warning` works and is unsafe, idle or not known.
 * So `--fail-on error` stops what would fail, and `--fail-on warning` also what would run unsafely.
 */
export interface Rule {
  /** `<area>/<what>`, also the name of its file. */
  readonly id: string;
  readonly severity: Severity;
  /** What it finds, in one sentence. */
  readonly sentence: string;
  readonly hitsOf: (checked: Checked) => readonly Hit[];
}

/** A rule that looks at one edge at a time; its hits are where the edge was decided unless they say otherwise. */
export const edgeRule = (
  rule: Pick<Rule, 'id' | 'severity' | 'sentence'>,
  hitOf: (inspection: Inspection) => (Omit<Hit, 'at'> & { readonly at?: Path }) | undefined,
): Rule => ({
  ...rule,
  hitsOf: ({ inspections }) =>
    inspections.flatMap((inspection) => {
      const hit = hitOf(inspection);
      return hit ? [{ at: inspection.edge.at, ...hit }] : [];
    }),
});
