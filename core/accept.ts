import { groupedBy } from './base/collections';
import { coreRules, renamedRules } from './rules';
import {
  didYouMean,
  findingOf,
  pathText,
  topologyRules,
  type Acceptance,
  type Finding,
  type Rule,
} from './topology';

/** What is wrong with the entries themselves: a rule that does not exist, or an error, which cannot be accepted. */
export function refusedAcceptances(
  accept: readonly Acceptance[],
  rules: readonly Rule[] = coreRules,
): readonly Finding[] {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const warnings = rules.filter(isAcceptable).map(({ id }) => id);
  return accept.flatMap(({ finding, place }): readonly Finding[] => {
    const current = renamedRules.get(finding);
    const rule = known.get(current ?? finding);
    const at = [...place, 'finding'];
    if (rule === undefined) {
      const fix = didYouMean(finding, warnings) ?? 'write the id that "meshspan check" shows in brackets';
      return [
        findingOf(topologyRules['accept/unknown'], { at, summary: `there is no finding "${finding}"`, fix }),
      ];
    }
    const name = current === undefined ? `"${finding}"` : `"${finding}", now "${current}",`;
    if (!isAcceptable(rule)) {
      const summary = `${name} is an error, and only warnings can be accepted`;
      const fix = 'drop this entry, and fix what it reports';
      return [findingOf(topologyRules['accept/error'], { at, summary, fix })];
    }
    if (current === undefined) return [];
    const summary = `the finding "${finding}" has another id in this version: "${current}"`;
    return [findingOf(topologyRules['accept/unknown'], { at, summary, fix: `finding: ${current}` })];
  });
}

const isAcceptable = ({ severity, mayWarn }: Rule): boolean => severity === 'warning' || mayWarn === true;

/** `workloads.ui.calls[0]` and `workloads.ui.calls.0` are the same place. */
const normal = (place: string): string => place.replaceAll(/\[(\d+)\]/g, '.$1');

const keyOf = (rule: string, place?: string): string => JSON.stringify([rule, place]);

/**
 * Marks the warnings that the topology accepts, in each of the lists; reports entries that match no finding.
 * @param elsewhere ids of rules that cannot find anything here, though they do on other data planes: the same
 * topology is judged for several
 */
export function accepting(
  accept: readonly Acceptance[],
  elsewhere: ReadonlySet<string> = new Set(),
): {
  readonly mark: (findings: readonly Finding[]) => readonly Finding[];
  /** Entries that match no finding, once all have been marked. */
  readonly stale: () => readonly Finding[];
} {
  const entries = groupedBy(accept, ({ finding, at }) =>
    keyOf(finding, at === undefined ? undefined : normal(at)),
  );
  const used = new Set<Acceptance>();
  const mark = (findings: readonly Finding[]): readonly Finding[] =>
    findings.map((finding) => {
      if (finding.severity === 'error') return finding;
      const here = entries.get(keyOf(finding.rule, normal(pathText(finding.at.path)))) ?? [];
      const fitting = [...here, ...(entries.get(keyOf(finding.rule)) ?? [])];
      for (const entry of fitting) used.add(entry);
      const [first] = fitting;
      return first === undefined ? finding : { ...finding, accepted: { because: first.because } };
    });
  const unused = (isMeant: (entry: Acceptance) => boolean): readonly Finding[] =>
    accept
      .filter((entry) => !used.has(entry) && !elsewhere.has(entry.finding) && isMeant(entry))
      .map(staleOf);
  const isOfStale = ({ finding }: Acceptance): boolean => finding === topologyRules['accept/stale'].id;
  return {
    mark,
    // Each is an ordinary warning, which can itself be accepted: a mesh may have the finding in only one environment.
    stale: () => [...mark(unused((entry) => !isOfStale(entry))), ...unused(isOfStale)],
  };
}

const staleOf = ({ finding, at, place }: Acceptance): Finding =>
  findingOf(topologyRules['accept/stale'], {
    at: place,
    summary: `this entry matches no finding: there is no "${finding}"${at === undefined ? '' : ` at ${at}`}`,
    fix: 'drop this entry, or write the id and the place of a finding as "meshspan check" shows them',
  });
