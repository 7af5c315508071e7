import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTerraform, type CommandOptions, type CommandResult } from '../../terraform/command';
import { initializedInPlace, initRulesOf } from '../../terraform/init-rules';

/**
 * Prepares the folder of a stack for plans: where providers run in place its backend alone, else by `terraform init`.
 */
export async function readied(options: CommandOptions & { readonly cliConfig: string }): Promise<void> {
  const content: unknown = JSON.parse(readFileSync(join(options.cwd, 'cdk.tf.json'), 'utf8'));
  const init = (cwd: string): Promise<CommandResult> =>
    runTerraform(['init', '-input=false', '-no-color'], { ...options, cwd });
  const scratch = mkdtempSync(join(tmpdir(), 'init-'));
  const isInPlace = initRulesOf(options.cliConfig).inPlace;
  if (isInPlace && (await initializedInPlace(options.cwd, scratch, content, init))) return;
  const result = await init(options.cwd);
  if (result.kind !== 'exited') throw new Error(result.problem);
  if (result.code !== 0) throw new Error(`${result.stdout}${result.stderr}`);
}
