import { byName } from '../base/collections';
import type { Instant } from '../base/instant';
import { defined } from '../base/properties';
import { findingOf, pathText, type Finding, type Topology } from '../topology';
import type { Lowered } from '../dataplane/lowered';
import { inspectionsOf } from './inspections';
import { checkerRules } from './rules';
import type { Edge } from './verdict';

/** A mesh object that was checked, as the data plane will receive it. */
export interface CheckedResource {
  readonly kind: 'workload' | 'gateway' | 'certificate';
  /** Its key in the topology. */
  readonly name: string;
  /** Key of its account. */
  readonly account: string;
}

export interface CheckResult {
  readonly edges: readonly Edge[];
  readonly findings: readonly Finding[];
  readonly resources: readonly CheckedResource[];
}

/** Days before the end of a certificate during which the check warns about it. */
const EXPIRES_WITHIN = 30;

/** The time for which a check is made. */
export interface CheckOptions {
  /** @default unknown: what depends on the date is undecided */
  readonly at?: Instant;
  /** Days before the end of a certificate during which the check warns about it; 0: never. @default 30 */
  readonly expiresWithin?: number;
}

/** The verdict of every edge, decided by what is deployed: the lowered specs and what their certificates contain. */
export const verdictsOf = (lowered: Lowered, at?: Instant): readonly Edge[] =>
  inspectionsOf(lowered, at).map(({ edge }) => edge);

/**
 * Verdicts, findings and what they cover. `others` are findings that came before, such as those of the data
 * plane; all are sorted (errors first, then by place) and reported once.
 */
export function check(
  topology: Topology,
  lowered: Lowered,
  others: readonly Finding[] = [],
  { at, expiresWithin = EXPIRES_WITHIN }: CheckOptions = {},
): CheckResult {
  const inspections = inspectionsOf(lowered, at);
  const checked = { topology, lowered, inspections, expiresWithin, ...defined({ at }) };
  const found = checkerRules.flatMap((rule) => rule.hitsOf(checked).map((hit) => findingOf(rule, hit)));
  return {
    edges: inspections.map(({ edge }) => edge),
    findings: sortedOnce([...others, ...found]),
    resources: resourcesOf(lowered),
  };
}

function resourcesOf({ parties, certificates }: Lowered): readonly CheckedResource[] {
  return [
    ...parties.map(({ kind, key, account }) => ({ kind, name: key, account })),
    ...certificates.map(({ key, account }) => ({ kind: 'certificate' as const, name: key, account })),
  ];
}

function sortedOnce(findings: readonly Finding[]): readonly Finding[] {
  const byIdentity = new Map(findings.map((finding) => [sortKeyOf(finding), finding]));
  return [...byIdentity].toSorted(([a], [b]) => byName(a, b)).map(([, finding]) => finding);
}

const sortKeyOf = ({ severity, at, rule, summary, fix }: Finding): string =>
  [severity, at.file ?? '', pathText(at.path), rule, summary, fix].join('\n');
