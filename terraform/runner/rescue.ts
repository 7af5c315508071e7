import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord, parsedJson } from '../../core/base/json';
import { localStateOf } from './local-state';
import type { Problem } from './model';
import type { UiLine } from './ui-lines';
import type { Workshop } from './workshop';

/**
 * A local state whose disk is full is left half written: Terraform writes over the old one. Puts the old one back,
 * which needs no room, and then the new one (which Terraform left in the stack's folder, or printed) if it fits.
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
    return [{ stack, sentence: `the state of stack "${stack}" is whole again, with all that was made` }];
  }
  const kept = newest !== undefined && !isState(read(errored)) && written(errored, newest);
  if (!isState(read(errored))) rmSync(errored, { force: true });
  const what = hasOld
    ? `the state of stack "${stack}" is again what it was before this run`
    : `stack "${stack}" has no state, as before this run`;
  const made = lines.flatMap((line) => (line.type === 'done' ? [line.address] : []));
  const missing = made.length === 0 ? '' : `; it does not know of ${made.join(', ')}`;
  const remedy =
    kept || existsSync(errored)
      ? ', but errored.tfstate in its folder does: make room, then push that'
      : ': look for them in the account, and import them';
  return [{ stack, sentence: `${what}${missing}${missing === '' ? '' : remedy}` }];
}

function newestOf(errored: string, lines: readonly UiLine[]): string | undefined {
  const left = read(errored);
  if (isState(left)) return left;
  const printed = lines.flatMap((line) => (line.type === 'state' ? [line.state] : [])).at(-1);
  return printed === undefined ? undefined : JSON.stringify(printed, null, 2);
}

/** Beside its place and then moved there: never half of one. */
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
