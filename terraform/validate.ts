import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parsedJson } from '../core/base/json';
import { defined } from '../core/base/properties';
import { runTerraform, type CommandResult } from './command';
import {
  diagnosticsOfInit,
  diagnosticsOfValidate,
  errorOf,
  lastWordsOf,
  type Diagnostic,
} from './diagnostics';
import { initRulesOf, type InitRules } from './init-rules';
import { backendOf, providersFor } from './needed-provider';
import { inParallel } from './pool';
import { setUpTerraform } from './set-up';

/** Terraform's verdict on one stack. */
export interface StackValidation {
  readonly stack: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** The progress of a validation. */
export type ValidateProgress =
  | { readonly stack: string; readonly phase: 'init' | 'validate' }
  | { readonly stack: string; readonly phase: 'done'; readonly result: StackValidation };

/** Which stacks to validate, and how. */
export interface ValidateOptions {
  /** The output folder of synth: stacks are in `<outDir>/stacks/<stack>`. */
  readonly outDir: string;
  readonly stacks: readonly string[];
  /**
   * Only a local backend is initialized; any other would want credentials.
   * @default as in each stack's own text
   */
  readonly backend?: 'local' | 'other';
  /** @default 2: each takes half a gigabyte, most of it the provider's schema */
  readonly concurrency?: number;
  readonly onProgress?: (progress: ValidateProgress) => void;
  /** The CLI configuration to use. @default one made for this machine, in `workFolder` */
  readonly cliConfig?: string;
  /** @default `.meshspan` */
  readonly workFolder?: string;
  /** Folders that are mirrors too, after those of the machine. @default none */
  readonly mirrors?: readonly string[];
  /** @default `terraform`, from PATH */
  readonly binary?: string;
  readonly signal?: AbortSignal;
}

/** One command may take this long: the first `init` of a machine may download a provider of 700 MB. */
const longest = 15 * 60_000;

interface Job {
  readonly stack: string;
  readonly folder: string;
  /** The parsed text, or why it cannot be read. */
  readonly content: { readonly value: unknown } | { readonly problem: Diagnostic };
}

/** Validates each stack with Terraform and the real provider. An invalid stack is a result, and does not stop the others. */
export async function validateStacks(options: ValidateOptions): Promise<readonly StackValidation[]> {
  const jobs = options.stacks.map((stack) => jobOf(stack, options.outDir));
  const readable = jobs.flatMap(({ content }) => ('value' in content ? [content.value] : []));
  const setUp = await setUpFor(options, readable);
  const rules = initRulesOf(setUp.ok ? setUp.cliConfig : '');
  return inParallel(jobs, options.concurrency ?? 2, async (job) => {
    const started = performance.now();
    const diagnostics = setUp.ok
      ? await judge(job, setUp.cliConfig, rules, options)
      : [errorOf(setUp.problem)];
    const ok = diagnostics.every(({ severity }) => severity !== 'error');
    const result = { stack: job.stack, ok, seconds: (performance.now() - started) / 1000, diagnostics };
    options.onProgress?.({ stack: job.stack, phase: 'done', result });
    return result;
  });
}

async function judge(
  job: Job,
  cliConfig: string,
  { enter, inPlace }: InitRules,
  options: ValidateOptions,
): Promise<readonly Diagnostic[]> {
  if ('problem' in job.content) return [job.content.problem];
  const local = (options.backend ?? backendOf(job.content.value)) === 'local';
  const { binary, signal } = options;
  const run = (...args: readonly string[]): Promise<CommandResult> =>
    runTerraform(args, {
      cwd: job.folder,
      cliConfig,
      timeoutMs: longest,
      ...defined({ binary, signal }),
    });

  let first: readonly Diagnostic[] = [];
  // There is nothing to install, and what is validated needs no backend.
  if (!inPlace) {
    const init = await enter(() => {
      options.onProgress?.({ stack: job.stack, phase: 'init' });
      // `-reconfigure`: a state that has moved does not prevent validation, and nothing is migrated here.
      return run('init', '-input=false', '-no-color', '-json', local ? '-reconfigure' : '-backend=false');
    });
    if (init.kind !== 'exited') return [errorOf(init.problem)];
    first = diagnosticsOfInit(init.stdout);
    if (init.code !== 0) return orElse(first, init);
  }

  options.onProgress?.({ stack: job.stack, phase: 'validate' });
  const validate = await run('validate', '-no-color', '-json');
  if (validate.kind !== 'exited') return [...first, errorOf(validate.problem)];
  return [...first, ...orElse(diagnosticsOfValidate(validate.stdout) ?? [], validate)];
}

/** A command that failed is an error even where its diagnostics contain none. */
function orElse(
  diagnostics: readonly Diagnostic[],
  result: CommandResult & { kind: 'exited' },
): readonly Diagnostic[] {
  if (result.code === 0 || diagnostics.some(({ severity }) => severity === 'error')) return diagnostics;
  const said = lastWordsOf(result.stdout, result.stderr);
  return [...diagnostics, errorOf(`terraform failed with exit code ${result.code}`, said)];
}

function jobOf(stack: string, outDir: string): Job {
  const folder = resolve(outDir, 'stacks', stack);
  const file = join(folder, 'cdk.tf.json');
  try {
    // A text that is not JSON has no backend and no providers; Terraform reports the place of the error.
    return { stack, folder, content: { value: parsedJson(readFileSync(file, 'utf8')) } };
  } catch {
    // Terraform would call an empty folder valid.
    const problem = errorOf(`stack "${stack}" has no ${file}; synthesize it first, or name another stack`);
    return { stack, folder, content: { problem } };
  }
}

async function setUpFor(
  options: ValidateOptions,
  stacks: readonly unknown[],
): Promise<{ ok: true; cliConfig: string } | { ok: false; problem: string }> {
  if (options.cliConfig !== undefined) return { ok: true, cliConfig: options.cliConfig };
  const { workFolder = '.meshspan', binary, mirrors } = options;
  return setUpTerraform(workFolder, providersFor(stacks), defined({ binary, mirrors }));
}
