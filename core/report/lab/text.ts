import { counted } from '../../base/text';
import { VERDICTS, type Verdict } from '../../checker';
import { endText } from '../edge';
import { dressOfVerdict, plain, type Dress, type Style } from '../style';
import { tableOf, type Cell } from '../table';
import { evidenceText } from './evidence';
import { isDifferent, isMeasured, type LabResults } from './results';

/** What `lab` reports. */
export interface LabRun {
  readonly results: LabResults;
  /** A sentence for each difference: `differencesOf`. */
  readonly differences: readonly string[];
  /** Version of the Envoy that was measured: `1.40.0`. */
  readonly envoy: string;
  readonly seconds: number;
}

/** The edges, the attacks, what differs, and a line that sums it up. */
export function labText({ results, differences, envoy, seconds }: LabRun, style: Style = plain): string {
  const { edges, attacks } = results;
  const edgeRows = edges.map((edge) => [
    endText(edge.client),
    endText(edge.server),
    edge.service ?? '-',
    edge.port === undefined ? '?' : String(edge.port),
    edge.expected,
    measuredCell(edge),
    evidenceText(edge),
  ]);
  const attackRows = attacks.map((attack) => [
    attack.attack,
    endText(attack.client),
    endText(attack.server),
    attack.service ?? '-',
    attack.port === undefined ? '?' : String(attack.port),
    attack.expected,
    measuredCell(attack),
  ]);
  const edgeHead = ['client', 'server', 'service', 'port', 'expected', 'measured', 'evidence'];
  const attackHead = ['attack', 'client', 'server', 'service', 'port', 'expected', 'measured'];
  const parts = [
    ...(edges.length === 0 ? [] : [tableOf(edgeHead, edgeRows, style)]),
    ...(attacks.length === 0 ? [] : [tableOf(attackHead, attackRows, style)]),
    ...(differences.length === 0 ? [] : [differences.map((sentence) => style.bad(sentence))]),
    [
      style.strong(
        `${labSummary(results, envoy)}${edges.length === 0 ? '' : `, in ${seconds.toFixed(0)} s`}`,
      ),
    ],
  ];
  return parts.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/**
 * `5 edges and 34 attacks measured with Envoy 1.40.0, all as expected`, or how many are not; then how many could not be
 * measured.
 */
export function labSummary({ edges, attacks }: LabResults, envoy: string): string {
  if (edges.length === 0)
    return `nothing was measured with Envoy ${envoy}: the topology has no calls and no entries`;
  const many = (count: number, noun: string): readonly string[] =>
    count === 0 ? [] : [counted(count, noun)];
  const differ = [
    ...many(edges.filter(isDifferent).length, 'edge'),
    ...many(attacks.filter(isDifferent).length, 'attack'),
  ];
  const unmeasured = [...edges, ...attacks].filter((result) => !isMeasured(result)).length;
  return [
    `${counted(edges.filter(isMeasured).length, 'edge')} and ${counted(attacks.filter(isMeasured).length, 'attack')} measured with Envoy ${envoy}`,
    differ.length === 0 ? 'all as expected' : `${differ.join(' and ')} not as expected`,
    ...(unmeasured === 0 ? [] : [`${unmeasured} not measurable here`]),
  ].join(', ');
}

const isVerdict = (word: string): word is Verdict => Object.hasOwn(VERDICTS, word);

/** How a result looks: what differs is bad whatever it is, and an attack that gets through is not good, even where it is expected. */
export function dressOf(result: { readonly expected: string; readonly measured: string }): Dress {
  if (isDifferent(result)) return 'bad';
  if (!isMeasured(result)) return 'faint';
  if (isVerdict(result.measured)) return dressOfVerdict[result.measured];
  return result.measured === 'accepted' ? 'doubtful' : 'good';
}

const measuredCell = (result: { readonly expected: string; readonly measured: string }): Cell => ({
  text: result.measured,
  dress: dressOf(result),
});
