import { readable } from './value';

/** Where something is in what a person wrote: object keys and list positions from the root. */
export type Path = readonly (string | number)[];

/** A path, with the file position that `sources/` adds where the text has one. Lines and columns count from 1. */
export interface Place {
  readonly path: Path;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export type Severity = 'error' | 'warning';

/** One thing that is wrong, as data: every renderer (text, JSON, SARIF) reads the same value. */
export interface Finding {
  /** Id of its rule, such as `tls/permissive`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly at: Place;
  /** What is wrong, in the words of the topology; lower case, no final period. */
  readonly summary: string;
  /** What to type to fix it. */
  readonly fix: string;
  /** The topology accepts it, for this reason: it is reported, and no command fails because of it. Warnings alone have it. */
  readonly accepted?: { readonly because: string };
}

/** The findings in words for people, each once. */
export const distinctFindings = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(
    findings
      .map((each) => ({ ...each, summary: readable(each.summary), fix: readable(each.fix) }))
      .map((each) => [JSON.stringify(each), each]),
  ).values(),
];

/** A value, or everything that prevents it; a value may come with warnings. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** `workloads.yelb-ui.calls[0]`: the form in which a path is shown. */
export function pathText(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}
