import type { Diagnostic } from '../diagnostics';
import type { Where } from './explanation';
import { explanations } from './explanations';
import type { Problem } from './model';

/** The errors that stopped Terraform: our explanation where there is one, otherwise Terraform's message; each once. */
export function problemsOf(diagnostics: readonly Diagnostic[], where: Where): readonly Problem[] {
  const problems = diagnostics
    .filter(({ severity }) => severity === 'error')
    .map((diagnostic) => explained(diagnostic, where));
  const clear = problems.filter(({ vague }) => !vague);
  const chosen = (clear.length > 0 ? clear : problems).map(({ problem }) => problem);
  return chosen.filter(
    ({ sentence }, index) => chosen.findIndex((other) => other.sentence === sentence) === index,
  );
}

function explained(
  diagnostic: Diagnostic,
  where: Where,
): { readonly problem: Problem; readonly vague: boolean } {
  const { stack } = where;
  const { summary, detail, address } = diagnostic;
  const place = address === undefined ? '' : ` (${address})`;
  const words = `${summary}\n${detail}`.trim();
  // Terraform and the provider wrap their messages; here a message is one line.
  const line = words.replaceAll(/[\s│╷╵]+/g, ' ');
  for (const { says, vague = false, quotes = false, sentence } of [
    ...explanations,
    ...(where.explanations ?? []),
  ]) {
    const found = says.exec(line);
    if (found !== null)
      return {
        problem: {
          stack,
          sentence: sentence(found, where, diagnostic),
          ...(quotes ? {} : { detail: `${words}${place}` }),
        },
        vague,
      };
  }
  const sentence = `stack "${stack}": ${summary}${place}`;
  return { problem: { stack, sentence, ...(detail === '' ? {} : { detail }) }, vague: false };
}
