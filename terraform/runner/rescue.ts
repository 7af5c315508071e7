import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord, parsedJson } from '../../core/base/json';
import { localStateOf } from './local-state';
import type { Problem } from './model';
import type { UiLine } from './ui-lines';
import type { Workshop } from './workshop';

/**
 * On a full disk a local state is left half written: Terraform overwrites the old one. Restores the old one, which needs no
 * space, and then the new one (which Terraform left in the stack's folder, or printed) if it fits.
 */
export function rescueState(shop: Workshop, stack: string, lines: readonly UiLine[]): readonly Problem[] {
  const path = localStateOf(shop, stack);
  if (path === undefined || !existsSync(path) || isState(read(path))) return [];
  const errored = join(shop.folderOf(stack), 'errored.tfstate');
  const newest = newestOf(errored, lines);
  const backup = `${path}.backup`;
  const hasOld = isState(read(backup));
  if (hasOld) renameSync(backup, path);
  else rmSync(path);
  if (newest !== undefined && written(path, newest)) {
    rmSync(errored, { force: true });
    return [
      {
        stack,
        sentence: `the state of stack "${stack}" is complete again, with all created resources`,
      },
    ];
  }
  const kept = newest !== undefined && !isState(read(errored)) && written(errored, newest);
  if (!isState(read(errored))) rmSync(errored, { force: true });
  const what = hasOld
    ? `the state of stack "${stack}" is again as it was before this run`
    : `stack "${stack}" has no state, as before this run`;
  const made = lines.flatMap((line) => (line.type === 'done' ? [line.address] : []));
  const missing = made.length === 0 ? '' : `; it does not contain ${made.join(', ')}`;
  const remedy =
    kept || existsSync(errored)
      ? ', but errored.tfstate in its folder does: free some space, then push that'
      : ': look for them in the account, and import them';
  return [{ stack, sentence: `${what}${missing}${missing === '' ? '' : remedy}` }];
}

function newestOf(errored: string, lines: readonly UiLine[]): string | undefined {
  const left = read(errored);
  if (isState(left)) return left;
  const printed = lines.flatMap((line) => (line.type === 'state' ? [line.state] : [])).at(-1);
  return printed === undefined ? undefined : JSON.stringify(printed, null, 2);
}

/** Written beside its place and then moved there: never half of one. */
function written(path: string, text: string): boolean {
  const draft = `${path}.draft`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flush: true });
    renameSync(draft, path);
    return true;
  } catch {
    rmSync(draft, { force: true });
    return false;
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function isState(text: string): boolean {
  const state = parsedJson(text);
  return isRecord(state) && typeof state['serial'] === 'number';
}
