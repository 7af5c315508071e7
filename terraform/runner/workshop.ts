import { readFileSync, readdirSync, rmSync, mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parsedJson } from '../../core/base/json';
import { defined } from '../../core/base/properties';
import { runTerraform, type CommandResult } from '../command';
import { initRulesOf, type InitRules } from '../init-rules';
import { providersFor } from '../needed-provider';
import { isAlive } from '../process-alive';
import { setUpTerraform } from '../set-up';
import type { Where } from './explanation';
import type { Attempt, RunEvent, RunnerOptions } from './model';

/** Everything that the steps of one run share. */
export interface Workshop {
  readonly options: RunnerOptions;
  /** For plans and logs of only this run. */
  readonly folder: string;
  readonly report: (event: RunEvent) => void;
  whereOf(stack: string): Where;
  folderOf(stack: string): string;
  /** The parsed `cdk.tf.json` of a stack; nothing where it is not JSON. */
  textOf(stack: string): unknown;
  /** One Terraform command for a stack; its folder is the stack's. */
  terraform(stack: string, args: readonly string[], more?: More): Promise<CommandResult>;
  readonly initRules: InitRules;
  /** Removes plans, and the logs where they are not needed. */
  close(keepLogs: boolean): void;
}

interface More {
  readonly cwd?: string;
  readonly log?: string;
  readonly onLine?: (line: string) => void;
  /** Added to the environment. */
  readonly add?: Readonly<Record<string, string>>;
}

/** The end of the name of a run's folder: its process id. */
const runName = /-(\d+)$/;

/** Checks, before anything runs, that everything that a run needs is there. */
export async function openWorkshop(options: RunnerOptions): Promise<Attempt<Workshop>> {
  const { outDir, workFolder, plan, interrupt, binary } = options;
  const folderOf = (stack: string): string => resolve(outDir, 'stacks', stack);
  const texts = new Map<string, unknown>();
  for (const { name } of plan.stacks) {
    try {
      texts.set(name, parsedJson(readFileSync(join(folderOf(name), 'cdk.tf.json'), 'utf8')));
    } catch {
      const sentence = `stack "${name}" is not in ${join(outDir, 'stacks')}; synthesize it first`;
      return { ok: false, problems: [{ stack: name, sentence }] };
    }
  }
  const cliConfig = await cliConfigFor(options, [...texts.values()]);
  if (!cliConfig.ok) return cliConfig;
  const runs = resolve(workFolder, 'runs');
  removeLeftovers(runs);
  const folder = join(runs, `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    ok: true,
    value: {
      options,
      folder,
      report: (event) => options.onEvent?.(event),
      folderOf,
      whereOf: (stack) =>
        defined({ stack, folder: shown(folderOf(stack)), explanations: options.explanations }),
      textOf: (stack) => texts.get(stack),
      terraform: (stack, args, { cwd = folderOf(stack), log, onLine, add } = {}) => {
        const own = options.environment?.(stack);
        return runTerraform(args, {
          inherit: ['AWS_', 'TF_VAR_'],
          ...own,
          add: { ...add, ...own?.add },
          cwd,
          cliConfig: cliConfig.value,
          apart: true,
          graceMs: Number.POSITIVE_INFINITY,
          ...defined({ binary, log, onLine, signal: interrupt?.stop, kill: interrupt?.kill }),
        });
      },
      initRules: initRulesOf(cliConfig.value),
      close: (keepLogs) => {
        if (!keepLogs) rmSync(folder, { recursive: true, force: true });
        // A plan contains secrets, and will not be applied any more.
        else
          for (const name of readdirSync(folder))
            if (!name.endsWith('.log')) rmSync(join(folder, name), { recursive: true });
      },
    },
  };
}

async function cliConfigFor(
  { cliConfig, workFolder, binary, plan, environment, inPlace = false, mirrors, memory }: RunnerOptions,
  stacks: readonly unknown[],
): Promise<Attempt<string>> {
  const known = cliConfig ?? memory?.cliConfig.get(workFolder);
  if (known !== undefined) return { ok: true, value: known };
  const from = plan.stacks[0] && environment?.(plan.stacks[0].name).from;
  const setUp = await setUpTerraform(workFolder, providersFor(stacks), {
    inPlace,
    ...defined({ binary, from, mirrors }),
  });
  if (!setUp.ok) return { ok: false, problems: [{ sentence: setUp.problem }] };
  memory?.cliConfig.set(workFolder, setUp.cliConfig);
  return { ok: true, value: setUp.cliConfig };
}

/** A path that can be typed here. */
function shown(path: string): string {
  const here = relative(process.cwd(), path);
  return here.startsWith('..') || here === '' ? path : here;
}

/** Removes what killed runs left behind: their plans may contain secrets. Their logs are removed as well. */
function removeLeftovers(runs: string): void {
  mkdirSync(runs, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(runs)) {
    const pid = Number(runName.exec(name)?.[1]);
    if (!isAlive(pid)) rmSync(join(runs, name), { recursive: true, force: true });
  }
}
