import { resolve } from 'node:path';
import { allFindingsOf, type Judgement } from '../core/judge';
import type { Plan } from '../core/planner';
import { jsonText, meshText, tableOf, type Formatted, type Report, type Style } from '../core/report';
import { cacheFolder } from '../local/packages';
import { terraformVersion } from '../terraform/version';
import { validateStacks, type StackValidation, type ValidateProgress } from '../terraform/validate';
import { ExitCode } from './io';
import { outOf } from './out';
import { planFor } from './plan';
import { reporting } from './reporting';
import { synthFor } from './synth';

/** What Terraform and the provider report about the stacks in a folder. */
interface Validated {
  readonly out: string;
  readonly stacks: readonly StackValidation[];
}

interface ValidateReport {
  /** What is printed before Terraform starts. */
  readonly before: (plan: Plan, judgement: Judgement, style: Style) => string;
  readonly after: Report<Validated>;
}

const validateReports = {
  text: {
    before: (plan, judgement, style) => meshText(plan, judgement.edges, allFindingsOf(judgement), style),
    after: (validated, style) => validationText(validated, style),
  },
  json: { before: () => '', after: ({ out, stacks }) => jsonText({ version: 1, out, stacks }) },
} satisfies Formatted<ValidateReport>;

/** `meshspan validate`: check, plan and synth, then what Terraform and the real provider report about each stack. */
export const validate = reporting(validateReports, async (session, report) => {
  const { io, style } = session;
  const terraform = await terraformVersion({ from: io.env });
  if (!terraform.ok) {
    io.err(`meshspan: ${terraform.problem}\n`);
    return ExitCode.Misuse;
  }
  const planned = await planFor(session);
  if (typeof planned === 'number') return planned;
  const { judgement, deployable } = planned;
  const { plan } = deployable;
  const out = outOf(session, deployable.topology);
  io.out(report.before(plan, judgement, style.out));
  if ((await synthFor({ ...session, out }, deployable)) === undefined) return ExitCode.Findings;
  io.err(
    `${plan.stacks.length} stacks written to ${out}/stacks; terraform ${terraform.version} validates them\n`,
  );
  const { builtMirrors } = await import('../local/kubernetes');
  const results = await validateStacks({
    outDir: resolve(io.cwd, out),
    stacks: plan.stacks.map(({ name }) => name),
    workFolder: resolve(io.cwd, '.meshspan'),
    mirrors: builtMirrors(cacheFolder(io.env)),
    onProgress: (progress) => io.err(`  ${progressText(progress)}\n`),
  });
  io.out(report.after({ out, stacks: results }, style.out));
  return results.every(({ ok }) => ok) ? ExitCode.Ok : ExitCode.Findings;
});

function progressText(progress: ValidateProgress): string {
  if (progress.phase !== 'done') return `${progress.stack}: ${progress.phase}`;
  const { ok, seconds } = progress.result;
  return `${progress.stack}: ${ok ? 'valid' : 'not valid'} after ${seconds.toFixed(1)} s`;
}

function validationText({ stacks }: Validated, style: Style): string {
  const rows = stacks.map(({ stack, ok, diagnostics }) => [
    stack,
    { text: ok ? 'valid' : 'not valid', dress: ok ? ('good' as const) : ('bad' as const) },
    diagnostics.length === 0 ? '' : String(diagnostics.length),
  ]);
  const table = tableOf(['stack', 'terraform validate', 'diagnostics'], rows, style);
  const details = stacks.flatMap(({ stack, diagnostics }) =>
    diagnostics.map(({ severity, summary, detail, address }) =>
      [`${severity} in ${[stack, address].filter(Boolean).join(' ')}: ${summary}`, detail]
        .filter(Boolean)
        .join('\n  '),
    ),
  );
  return `${[...table, ...details].join('\n')}\n`;
}
