import type { Finding, Path, Severity } from './finding';

/** One thing that meshspan looks for. Every finding comes from one; `core/rules.ts` joins those of the core. */
export interface Rule {
  /** `<area>/<what>`, such as `tls/permissive`. Pipelines filter by it: where it changes, `core/rules.ts` lists the former one. */
  readonly id: string;
  /** An `error` can't work; a `warning` works and is unsafe, idle or not known. */
  readonly severity: Severity;
  /** What it finds, in one sentence: lower case, no final period. */
  readonly sentence: string;
  /**
   * Who says that it is wrong: the URL of a document, the number of an RFC, `meshspan` for the form of a topology and
   * what meshspan itself can do, or `assumed` where no document says it.
   */
  readonly source: string;
  /** No stack can express what was written: nothing is built, whatever `--fail-on` lets pass. */
  readonly unbuildable?: true;
  /** An error that is reported as a warning where what was read can still be used. */
  readonly mayWarn?: true;
}

/** What a rule found at one place. */
export type Hit = Pick<Finding, 'summary' | 'fix'> & { readonly at: Path };

/** The only way to a finding: id and severity are those of the rule. */
export const findingOf = (
  { id, severity }: Pick<Rule, 'id' | 'severity'>,
  { at, summary, fix }: Hit,
): Finding => ({ rule: id, severity, at: { path: at }, summary, fix });

/** A rule without its id, which is its key in a table. */
export type Row = Omit<Rule, 'id'>;

export const errorRow = (sentence: string, source = 'meshspan'): Row => ({
  severity: 'error',
  sentence,
  source,
});

export const warningRow = (sentence: string, source = 'meshspan'): Row => ({
  ...errorRow(sentence, source),
  severity: 'warning',
});

/** The rules of a room, by their ids: what reports a finding names its rule by a key, so that no other id compiles. */
export const rulesOf = <Id extends string>(rows: Readonly<Record<Id, Row>>): Readonly<Record<Id, Rule>> =>
  Object.fromEntries(Object.entries<Row>(rows).map(([id, row]) => [id, { id, ...row }])) as Record<Id, Rule>;
