import type { CommandResult } from '../command';
import { lastWordsOf } from '../diagnostics';
import type { Problem } from './model';

/** An `Attempt` that failed. */
export interface Failure {
  readonly ok: false;
  readonly problems: readonly Problem[];
}

/** A failure, in one sentence. */
export function failed(stack: string, sentence: string): Failure {
  return { ok: false, problems: [{ stack, sentence }] };
}

/** What Terraform reported, or, where it reported nothing, how it ended. */
export function failure(reported: readonly Problem[], stack: string, result: CommandResult): Failure {
  if (result.kind === 'not-started') return failed(stack, result.problem);
  if (result.kind === 'stopped') {
    const stopped = { stack, sentence: `stack "${stack}": ${result.problem}` };
    return {
      ok: false,
      problems: [stopped, ...reported.filter(({ sentence }) => !/execution halted/i.test(sentence))],
    };
  }
  if (reported.length > 0) return { ok: false, problems: reported };
  const sentence = `stack "${stack}": terraform failed with exit code ${result.code}`;
  return { ok: false, problems: [{ stack, sentence, detail: lastWordsOf(result.stdout, result.stderr) }] };
}
