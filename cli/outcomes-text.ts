import { counted } from '../core/base/text';
import { tableOf, type Style } from '../core/report';
import { noCounts, totalOf, type Counts, type Outcome } from '../terraform/runner/model';
import { countsText, done } from './runner-text';

/** The word for each outcome of a stack in a table. */
const words: Readonly<Record<Outcome['kind'], string>> = {
  applied: 'deployed',
  destroyed: 'destroyed',
  unchanged: 'nothing to do',
  failed: 'failed',
  skipped: 'not started',
};

const countsOf = (outcome: Outcome): Counts => ('counts' in outcome ? outcome.counts : noCounts);

const alongOf = (outcome: Outcome): number =>
  outcome.kind === 'applied' || outcome.kind === 'destroyed' ? (outcome.along ?? 0) : 0;

/** What was done, what was started but did not finish, and what was removed along with another stack: `3 added, 1 unfinished`. */
function doneText(counts: Counts, unfinished: number, along: number): string {
  const parts = [
    ...(totalOf(counts) === 0 ? [] : [countsText(counts, done)]),
    ...(unfinished === 0 ? [] : [`${unfinished} unfinished`]),
    ...(along === 0 ? [] : [`${along} removed along with another stack`]),
  ];
  return parts.join(', ');
}

const unfinishedOf = (outcome: Outcome): readonly string[] =>
  outcome.kind === 'failed' ? (outcome.unfinished ?? []) : [];

/** Why a stack failed or was not started: the first cause, and how many more there are. */
function causeOf(outcome: Outcome): string {
  if (outcome.kind === 'skipped') return outcome.because;
  if (outcome.kind !== 'failed') return '';
  const [first, ...more] = outcome.problems;
  return `${first?.sentence ?? ''}${more.length === 0 ? '' : ` (and ${more.length} more)`}`;
}

/** One line for each stack of a run: its result, what was done, and why the rest was not. */
export function outcomesText(outcomes: readonly Outcome[], style: Style): string {
  const rows = outcomes.map((outcome) => {
    const bad = outcome.kind === 'failed' || outcome.kind === 'skipped';
    return [
      outcome.stack,
      { text: words[outcome.kind], dress: bad ? ('bad' as const) : ('good' as const) },
      doneText(countsOf(outcome), unfinishedOf(outcome).length, alongOf(outcome)),
      causeOf(outcome),
    ];
  });
  return `${tableOf(['stack', 'result', 'done', 'why'], rows, style).join('\n')}\n`;
}

/** The totals over all stacks of a run. */
function sumOf(outcomes: readonly Outcome[]) {
  const numberOf = (wanted: Outcome['kind']): number => outcomes.filter(({ kind }) => kind === wanted).length;
  const all = outcomes.map(countsOf);
  const total = (key: keyof Counts): number => all.reduce((sum, counts) => sum + counts[key], 0);
  return {
    counts: { add: total('add'), change: total('change'), destroy: total('destroy') },
    unfinished: outcomes.flatMap(unfinishedOf).length,
    along: outcomes.reduce((sum, outcome) => sum + alongOf(outcome), 0),
    failed: numberOf('failed'),
    skipped: numberOf('skipped'),
  };
}

/** The totals as text: `3 stacks: 91 added`, or `3 stacks: 27 added, 1 unfinished, 1 failed, 1 not started`. */
export function sumText(outcomes: readonly Outcome[]): string {
  const { counts, unfinished, along, failed, skipped } = sumOf(outcomes);
  const parts = [
    doneText(counts, unfinished, along),
    failed === 0 ? '' : `${failed} failed`,
    skipped === 0 ? '' : `${skipped} not started`,
  ].filter(Boolean);
  return `${counted(outcomes.length, 'stack')}: ${parts.length === 0 ? 'nothing to do' : parts.join(', ')}`;
}

/** The same for programs, as the end of a stream of JSON has it. */
export function outcomesJson(outcomes: readonly Outcome[]): object {
  const { counts, unfinished, along, failed, skipped } = sumOf(outcomes);
  const named = ({ add, change, destroy }: Counts): object => ({
    added: add,
    changed: change,
    destroyed: destroy,
  });
  return {
    sum: { ...named(counts), unfinished, along, failed, notBegun: skipped },
    stacks: outcomes.map((outcome) => ({
      stack: outcome.stack,
      result: outcome.kind,
      ...named(countsOf(outcome)),
      along: alongOf(outcome),
      unfinished: unfinishedOf(outcome),
      ...(outcome.kind === 'failed' ? { problems: outcome.problems } : {}),
      ...(outcome.kind === 'skipped' ? { because: outcome.because } : {}),
    })),
  };
}
