import { quotedList } from '../core/base/text';
import { plain, tableOf, type Style } from '../core/report';
import {
  totalOf,
  type Counts,
  type Outcome,
  type Preview,
  type Problem,
  type RunEvent,
} from '../terraform/runner/model';

/** `27 to add`, `2 to change, 1 to destroy`; zeros are left out. */
export function countsText(
  { add, change, destroy }: Counts,
  [made, changed, gone] = ['to add', 'to change', 'to destroy'] as readonly [string, string, string],
): string {
  const parts = [
    [add, made],
    [change, changed],
    [destroy, gone],
  ] as const;
  const shown = parts.flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]));
  return shown.length === 0 ? 'outputs only' : shown.join(', ');
}

/** `"a"`, `"a" and "b"`, `"a", "b" and "c"` */
const andList = (names: readonly string[]): string =>
  [quotedList(names.slice(0, -1)), quotedList(names.slice(-1))].filter(Boolean).join(' and ');

const seconds = (value: number): string => `${value.toFixed(1)} s`;
/** What was done, in the order of the counts. */
export const done = ['added', 'changed', 'destroyed'] as const;

/** What is about to be done, for the user who is asked to confirm. */
export function previewsText(previews: readonly Preview[], style: Style = plain): string {
  const rows = previews.map((preview) => {
    if (preview.kind === 'deferred') return [preview.stack, `planned after wave ${preview.wave}`];
    if (!preview.changes) return [preview.stack, 'nothing to do'];
    const dress = preview.counts.destroy > 0 ? ('bad' as const) : ('good' as const);
    return [preview.stack, { text: countsText(preview.counts), dress }];
  });
  const waiting = previews.flatMap((one) => (one.kind === 'deferred' ? [one] : []));
  const reads = waiting.map(({ stack, waitsFor }) => `"${stack}" needs outputs of ${andList(waitsFor)}`);
  const gone = previews.flatMap((one) =>
    one.kind === 'planned' && one.destroys !== undefined
      ? [
          style.bad(`"${one.stack}" would destroy or replace:`),
          ...one.destroys.map((address) => `  ${address}`),
        ]
      : [],
  );
  const table = tableOf(['stack', 'plan'], rows, style);
  return `${[...table, ...reads.map((line) => style.faint(line)), ...gone].join('\n')}\n`;
}

/** One line for an event. */
export function eventText(event: RunEvent): string | undefined {
  switch (event.event) {
    case 'step':
      return event.step === 'account'
        ? `${event.stack}: checking the account`
        : `${event.stack}: ${event.step}`;
    case 'preview': {
      const { preview } = event;
      if (preview.kind === 'deferred') return `${preview.stack}: will be planned after wave ${preview.wave}`;
      return `${preview.stack}: ${preview.changes ? countsText(preview.counts) : 'nothing to do'}`;
    }
    case 'note':
      return `${event.stack}: ${event.sentence}`;
    case 'progress':
      return `${event.stack}: ${event.done} of ${event.total} after ${seconds(event.seconds)}`;
    case 'outcome':
      return outcomeText(event.outcome);
  }
}

export function outcomeText(outcome: Outcome): string {
  const { stack } = outcome;
  switch (outcome.kind) {
    case 'applied':
    case 'destroyed':
      return `${stack}: ${countsText(outcome.counts, done)} after ${seconds(outcome.seconds)}`;
    case 'unchanged':
      return `${stack}: nothing to do`;
    case 'failed':
      return `${stack}: failed after ${seconds(outcome.seconds)}${beforeThat(outcome.counts)}`;
    case 'skipped':
      return `${stack}: not started: ${outcome.because}`;
  }
}

const beforeThat = (counts: Counts): string =>
  totalOf(counts) === 0 ? '' : `; before that ${countsText(counts, done)}`;

/** What went wrong: each sentence, then the message that it explains, once where several explain the same one. */
export function problemsText(problems: readonly Problem[], style: Style = plain): string {
  return problems
    .map(({ sentence, detail = '' }, index) => {
      const next = problems[index + 1]?.detail;
      const words =
        detail.trim() === '' || detail === next ? '' : `\n${style.faint(indented(detail.trim()))}`;
      return `${style.bad('error')}: ${sentence}${words}\n`;
    })
    .join('');
}

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');
