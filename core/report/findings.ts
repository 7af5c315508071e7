import { counted, visible } from '../base/text';
import { pathText, type Finding, type Place } from '../topology';
import { dressOfSeverity, plain, type Style } from './style';

/** `topology.yaml:12:5 workloads.ui.calls[0]`, as much of it as is known: editors open the first part. */
export function placeText({ file, line, column, path }: Place): string {
  const position = [file, line, column].filter((part) => part !== undefined).join(':');
  return [position, pathText(path)].filter((part) => part !== '').join(' ');
}

/** Each finding in three lines, an empty line between them, errors first and otherwise in their order. */
export function findingsText(findings: readonly Finding[], style: Style = plain): string {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const others = findings.filter(({ severity }) => severity !== 'error');
  return [...errors, ...others].map((finding) => findingText(finding, style)).join('\n');
}

function findingText({ rule, severity, at, summary, fix }: Finding, style: Style): string {
  const head = style[dressOfSeverity[severity]](`${severity}[${rule}]`);
  const place = visible(placeText(at));
  return `${`${head} ${place}`.trimEnd()}\n  ${visible(summary)}\n  ${style.faint('fix:')} ${visible(fix)}\n`;
}

/** `2 errors, 1 warning`, or `no findings`. */
export function findingsSummary(findings: readonly Finding[]): string {
  const count = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const parts = (['error', 'warning'] as const)
    .filter((severity) => count(severity) > 0)
    .map((severity) => counted(count(severity), severity));
  return parts.length === 0 ? 'no findings' : parts.join(', ');
}
