import { counted } from '../base/text';
import { VERDICTS, type Verdict } from '../checker';
import type { Finding, Rotation } from '../topology';
import { endText, reasonText, type PlacedEdge } from './edge';
import { findingsSummary, findingsText } from './findings';
import { rotationText } from './rotation';
import { dressOfVerdict, plain, type Style } from './style';
import { tableOf } from './table';

/** From the best to the worst, as a summary counts them. */
const verdicts = Object.keys(VERDICTS) as readonly Verdict[];

/** What the two best verdicts do not promise: a server that verifies every caller covers more than one that does not. */
const limitsOf = (occurring: readonly Verdict[]): readonly string[] => {
  const verified = occurring.includes('verified');
  return [
    ...(verified ? ['verified does not cover who may call'] : []),
    ...(verified || occurring.includes('mutual')
      ? ['no verdict covers stolen keys, or an account that may issue any name']
      : []),
  ];
};

/** What each verdict of the table means. */
function legendOf(edges: readonly PlacedEdge[]): readonly string[] {
  const found = new Set(edges.map(({ verdict }) => verdict));
  const occurring = verdicts.filter((verdict) => found.has(verdict));
  return [...occurring.map((verdict) => `${verdict}: ${VERDICTS[verdict]}`), ...limitsOf(occurring)];
}

/** Every edge with its verdict and the reason, and how to look the rule up that decided. */
export function verdictsText(edges: readonly PlacedEdge[], style: Style = plain): string {
  const [first] = edges;
  if (first === undefined) return 'no calls and no entries\n';
  const rows = edges.map((edge) => [
    { text: edge.verdict, dress: dressOfVerdict[edge.verdict] },
    endText(edge.client),
    endText(edge.server),
    edge.port === undefined ? '?' : String(edge.port),
    ...throughOf(edge),
    reasonText(edge),
  ]);
  const lookup = `the rule in parentheses decided; "meshspan explain ${first.by}" describes it`;
  const notes = [lookup, ...legendOf(edges)].map(style.faint);
  return `${[...tableOf(['verdict', 'from', 'to', 'port', 'service', 'dialled', 'why'], rows, style), ...notes].join('\n')}\n`;
}

/** The service of a call and the port of it that callers use; an entry goes to the listener itself. */
const throughOf = ({ service, dialled }: PlacedEdge): readonly string[] =>
  service === undefined ? ['-', '-'] : [service, dialled === undefined ? '?' : String(dialled)];

/** `4 edges: 3 verified, 1 plaintext; 1 warning`. */
export function checkSummary(edges: readonly PlacedEdge[], findings: readonly Finding[]): string {
  const counts = verdicts
    .map((verdict) => ({ verdict, count: edges.filter((edge) => edge.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${verdict}`);
  const breakdown = counts.length === 0 ? '' : `: ${counts.join(', ')}`;
  return `${counted(edges.length, 'edge')}${breakdown}; ${findingsSummary(findings)}`;
}

/** The whole check: verdicts, the step of a rotation, findings, summary. */
export function checkText(
  edges: readonly PlacedEdge[],
  findings: readonly Finding[],
  style: Style = plain,
  rotation?: Rotation,
): string {
  // A data plane that is not supported yet judges nothing, which is not the same as a mesh without calls.
  const judged = !findings.some(({ rule }) => rule === 'data-plane/not-yet' && edges.length === 0);
  const step = rotation === undefined ? '' : `${rotationText(rotation, style).join('\n')}\n`;
  const parts = [judged ? verdictsText(edges, style) : '', step, findingsText(findings, style)];
  return [...parts, `${style.strong(checkSummary(edges, findings))}\n`]
    .filter((part) => part !== '')
    .join('\n');
}
