import { counted, visible } from '../base/text';
import { pathText, type Finding, type Place } from '../topology';
import { dressOfSeverity, plain, type Style } from './style';

/** `topology.yaml:12:5 workloads.ui.calls[0]`, as much of it as is known: editors open the first part. */
export function placeText({ file, line, column, path }: Place): string {
  const position = [file, line, column].filter((part) => part !== undefined).join(':');
  return [position, pathText(path)].filter((part) => part !== '').join(' ');
}

/**
 * Each finding in three lines, an empty line between them, errors first and otherwise in their order. What the topology
 * accepts comes last, under a heading and with the reason that it gives.
 */
export function findingsText(findings: readonly Finding[], style: Style = plain): string {
  const of = (wanted: Kind): readonly Finding[] => findings.filter((finding) => kindOf(finding) === wanted);
  const open = [...of('error'), ...of('warning')].map((finding) => findingText(finding, style));
  const accepted = of('accepted').map((finding) => findingText(finding, style));
  const heading = accepted.length === 0 ? [] : [`${style.strong('accepted by the topology')}\n`];
  return [...open, ...heading, ...accepted].join('\n');
}

const kinds = ['error', 'warning', 'accepted'] as const;
type Kind = (typeof kinds)[number];
const kindOf = ({ severity, accepted }: Finding): Kind => (accepted === undefined ? severity : 'accepted');

function findingText(finding: Finding, style: Style): string {
  const { rule, severity, at, summary, fix, accepted } = finding;
  const head = style[dressOfSeverity[severity]](`${kindOf(finding)}[${rule}]`);
  const place = visible(placeText(at));
  const last = accepted === undefined ? (['fix:', fix] as const) : (['because:', accepted.because] as const);
  return `${`${head} ${place}`.trimEnd()}\n  ${visible(summary)}\n  ${style.faint(last[0])} ${visible(last[1])}\n`;
}

/** `2 errors, 1 warning, 1 accepted`, or `no findings`. */
export function findingsSummary(findings: readonly Finding[]): string {
  const parts = kinds
    .map((kind) => ({ kind, count: findings.filter((finding) => kindOf(finding) === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => (kind === 'accepted' ? `${count} accepted` : counted(count, kind)));
  return parts.length === 0 ? 'no findings' : parts.join(', ');
}
