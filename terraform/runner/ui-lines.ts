import { fieldOf, parsedJson } from '../../core/base/json';
import type { Diagnostic } from '../diagnostics';
import { textOf } from '../json';
import { noCounts, type Counts } from './model';

/**
 * A line of Terraform's machine-readable output that matters to a run
 * (https://developer.hashicorp.com/terraform/internals/machine-readable-ui).
 */
export type UiLine =
  | { readonly type: 'begun' | 'done' | 'failed'; readonly address: string; readonly action: string }
  | { readonly type: 'counts'; readonly counts: Counts }
  | { readonly type: 'diagnostic'; readonly diagnostic: Diagnostic }
  /** The state, printed where it could not be written anywhere. */
  | { readonly type: 'state'; readonly state: unknown };

const hooks = { apply_start: 'begun', apply_complete: 'done', apply_errored: 'failed' } as const;

/** Reads one line; nothing where it does not matter here. */
export function uiLineOf(line: string): UiLine | undefined {
  const parsed = parsedJson(line);
  const type = textOf(fieldOf(parsed, 'type'));
  if (type === 'change_summary') return { type: 'counts', counts: countsOf(fieldOf(parsed, 'changes')) };
  if (type === 'diagnostic') return diagnosticOf(fieldOf(parsed, 'diagnostic'));
  const hook = Object.entries(hooks).find(([name]) => name === type)?.[1];
  // Reading a data source is not a change.
  if (hook !== undefined && fieldOf(parsed, 'hook', 'action') !== 'read')
    return {
      type: hook,
      address: textOf(fieldOf(parsed, 'hook', 'resource', 'addr')),
      action: textOf(fieldOf(parsed, 'hook', 'action')),
    };
  const state = fieldOf(parsed, 'state');
  return state === undefined ? undefined : { type: 'state', state };
}

/** All lines of an output that matter. */
export const uiLinesOf = (stdout: string): readonly UiLine[] =>
  stdout.split('\n').flatMap((line) => uiLineOf(line) ?? []);

/** The counts that Terraform reported last. */
export const lastCountsOf = (lines: readonly UiLine[]): Counts =>
  lines.flatMap((line) => (line.type === 'counts' ? [line.counts] : [])).at(-1) ?? noCounts;

/** What an apply has done: it reports no counts where it fails. */
export function doneIn(lines: readonly UiLine[]): Counts {
  const actions = lines.flatMap((line) => (line.type === 'done' ? [line.action] : []));
  const count = (wanted: string): number => actions.filter((action) => action === wanted).length;
  return { add: count('create'), change: count('update'), destroy: count('delete') };
}

export const diagnosticsIn = (lines: readonly UiLine[]): readonly Diagnostic[] =>
  lines.flatMap((line) => (line.type === 'diagnostic' ? [line.diagnostic] : []));

/** What was begun and never ended. */
export function unfinishedIn(lines: readonly UiLine[]): readonly string[] {
  const open = new Set<string>();
  for (const line of lines) {
    if (line.type === 'begun') open.add(line.address);
    if (line.type === 'done' || line.type === 'failed') open.delete(line.address);
  }
  return [...open];
}

/** Creations that the provider stopped waiting for, because the run was stopped: AWS may have created them all the same. */
export function canceledIn(lines: readonly UiLine[]): readonly string[] {
  const creating = new Set(
    lines.flatMap((line) => (line.type === 'failed' && line.action === 'create' ? [line.address] : [])),
  );
  const addresses = diagnosticsIn(lines)
    .filter(({ summary, detail }) => /context canceled/i.test(`${summary} ${detail}`))
    .flatMap(({ address = '' }) => (creating.has(address) ? [address] : []));
  return [...new Set(addresses)];
}

/** What was started and not finished: what failed, then what never completed. */
export function notDoneIn(lines: readonly UiLine[]): readonly string[] {
  const failed = lines.flatMap((line) => (line.type === 'failed' ? [line.address] : []));
  return [...new Set([...failed, ...unfinishedIn(lines)])];
}

function countsOf(changes: unknown): Counts {
  const [add, change, destroy] = ['add', 'change', 'remove'].map((name) =>
    Number(fieldOf(changes, name) ?? 0),
  );
  return { add: add ?? 0, change: change ?? 0, destroy: destroy ?? 0 };
}

function diagnosticOf(value: unknown): UiLine {
  const address = textOf(fieldOf(value, 'address'));
  return {
    type: 'diagnostic',
    diagnostic: {
      severity: fieldOf(value, 'severity') === 'warning' ? 'warning' : 'error',
      summary: textOf(fieldOf(value, 'summary')),
      detail: textOf(fieldOf(value, 'detail')),
      ...(address === '' ? {} : { address }),
    },
  };
}
