import { resolve } from 'node:path';
import { allFindingsOf } from '../core/judge';
import { meshText, tableOf } from '../core/report';
import { terraformVersion } from '../terraform/version';
import { validateStacks, type StackValidation, type ValidateProgress } from '../terraform/validate';
import { ExitCode } from './io';
import { jsonText } from './json-text';
import { planFor } from './plan';
import type { Session } from './session';
import { synthFor } from './synth';

/** `meshspan validate`: the whole way, ending with what Terraform and the real provider say to each stack. */
export async function validate(session: Session): Promise<ExitCode> {
  const { io, json, out, style } = session;
  const terraform = await terraformVersion({ from: io.env });
  if (!terraform.ok) {
    io.err(`meshspan: ${terraform.problem}\n`);
    return ExitCode.Misuse;
  }
  const planned = await planFor(session);
  if (typeof planned === 'number') return planned;
  const { judgement, deployable } = planned;
  const { plan } = deployable;
  if (!json) io.out(meshText(plan, judgement.edges, allFindingsOf(judgement), style.out));
  await synthFor(session, deployable);
  io.err(
    `${plan.stacks.length} stacks written to ${out}/stacks; terraform ${terraform.version} validates them\n`,
  );
  const results = await validateStacks({
    outDir: resolve(io.cwd, out),
    stacks: plan.stacks.map(({ name }) => name),
    workFolder: resolve(io.cwd, '.meshspan'),
    onProgress: (progress) => io.err(`  ${progressText(progress)}\n`),
  });
  io.out(json ? jsonText({ version: 1, out, stacks: results }) : validationText(results, session));
  return results.every(({ ok }) => ok) ? ExitCode.Ok : ExitCode.Findings;
}

function progressText(progress: ValidateProgress): string {
  if (progress.phase !== 'done') return `${progress.stack}: ${progress.phase}`;
  const { ok, seconds } = progress.result;
  return `${progress.stack}: ${ok ? 'valid' : 'not valid'} after ${seconds.toFixed(1)} s`;
}

function validationText(results: readonly StackValidation[], { style }: Session): string {
  const rows = results.map(({ stack, ok, diagnostics }) => [
    stack,
    { text: ok ? 'valid' : 'not valid', dress: ok ? ('good' as const) : ('bad' as const) },
    diagnostics.length === 0 ? '' : String(diagnostics.length),
  ]);
  const table = tableOf(['stack', 'terraform validate', 'diagnostics'], rows, style.out);
  const told = results.flatMap(({ stack, diagnostics }) =>
    diagnostics.map(({ severity, summary, detail, address }) =>
      [`${severity} in ${[stack, address].filter(Boolean).join(' ')}: ${summary}`, detail]
        .filter(Boolean)
        .join('\n  '),
    ),
  );
  return `${[...table, ...told].join('\n')}\n`;
}
