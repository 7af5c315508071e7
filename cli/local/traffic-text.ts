import { counted } from '../../core/base/text';
import { tableOf, type Style } from '../../core/report';
import type { Cell } from '../../core/report/table';
import type { TrafficReport } from '../../local/tasks';

type DoorReport = TrafficReport['doors'][number];
type HopReport = TrafficReport['hops'][number];
type ApplicationAnswer = NonNullable<DoorReport['answer']>;
type CallOutcome = ApplicationAnswer['calls'][number];

/** What was sent through tasks, for people. */
export function trafficText(report: TrafficReport, style: Style): string {
  const { tasks, doors, hops, refusals, problems, notes } = report;
  const broken = tasks.flatMap(({ task, problem }) =>
    problem === undefined ? [] : [`${style.bad('not up')} ${task}: ${problem}`],
  );
  const lines = [
    `${counted(tasks.length - broken.length, 'task')} of ${tasks.length} up`,
    ...broken,
    ...doors.flatMap((door) => doorLines(door, style)),
    ...(doors.length === 0 ? ['no load balancer is deployed, so that nothing was asked'] : []),
    ...(hops.length === 0 ? [] : ['', ...tableOf(HEAD, hops.map(rowOf), style)]),
    ...renewalLines(report, style),
    ...hops.flatMap(({ caller, callee, failures }) =>
      failures.map((failure) => `${style.bad('failed')} ${caller} to ${callee}: ${failure}`),
    ),
    ...refusals.map((refusal) => `${style.bad('dropped')} ${refusal}`),
    ...problems.map((problem) => `${style.bad('problem')} ${problem}`),
    ...notes.map((note) => style.faint(note)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function renewalLines({ renewal }: TrafficReport, style: Style): readonly string[] {
  if (renewal === undefined) return [];
  const { certificate, tasks, seconds, problem } = renewal;
  return [
    problem === undefined
      ? `${style.good('renewed')} ${certificate}: ${tasks.join(', ')} presented the new one ${seconds.toFixed(1)} s later`
      : `${style.bad('not renewed')} ${certificate}: ${problem}`,
  ];
}

const HEAD = ['caller', 'callee', 'port', 'requests', 'TLS', 'caller verified', 'callee verified'];

const rowOf = (hop: HopReport): readonly Cell[] => [
  hop.caller,
  hop.callee,
  String(hop.port),
  String(hop.requests),
  hop.plaintext > 0 ? { text: 'none', dress: 'bad' } : (hop.version ?? (hop.tls > 0 ? 'yes' : '')),
  { text: hop.callerVerified.join(', ') || 'not', dress: hop.callerVerified.length > 0 ? 'good' : 'faint' },
  { text: hop.calleeVerified.join(', ') || 'not', dress: hop.calleeVerified.length > 0 ? 'good' : 'faint' },
];

function doorLines(
  { url, ok, status, location, answer, failure }: DoorReport,
  style: Style,
): readonly string[] {
  const what = location === undefined ? `status ${status}` : `status ${status} to ${location}`;
  return [
    `${ok ? style.good('answered') : style.bad('failed')} ${url}: ${status === 0 ? '' : what}${failure === undefined ? '' : ` ${failure}`}`,
    ...(answer === undefined ? [] : answerLines(answer, style, 1)),
  ];
}

function answerLines(answer: ApplicationAnswer, style: Style, depth: number): readonly string[] {
  const by = answer.caller.length === 0 ? '' : ` called by ${answer.caller.join(', ')}`;
  return [
    `${'  '.repeat(depth)}${style.strong(answer.application)}${by}`,
    ...answer.calls.flatMap((call) => callLines(call, style, depth + 1)),
  ];
}

function callLines(
  { ok, answer, variable, failure = '' }: CallOutcome,
  style: Style,
  depth: number,
): readonly string[] {
  if (!ok) return [`${'  '.repeat(depth)}${style.bad('failed')} ${variable}: ${failure}`];
  return typeof answer === 'object'
    ? answerLines(answer, style, depth)
    : [`${'  '.repeat(depth)}${style.strong(answer ?? '')}`];
}
