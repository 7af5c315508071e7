import { existsSync, mkdirSync, readFileSync, copyFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CommandResult } from './command';
import { localBackendOf, backendOf } from './needed-provider';
import { oneAtATime } from './pool';

/** What a CLI configuration means for `terraform init`. */
export interface InitRules {
  /** Runs an `init` as soon as it may run: Terraform's provider cache is not safe for two at once. */
  readonly enter: ReturnType<typeof oneAtATime>;
  /** Whether providers run where they are unpacked, so that nothing has to be installed. */
  readonly inPlace: boolean;
}

/** Reads the rules from a CLI configuration. Links into a mirror are safe side by side. */
export function initRulesOf(cliConfig: string): InitRules {
  const text = textOf(cliConfig);
  return {
    enter: text.includes('plugin_cache_dir') ? oneAtATime() : (work) => work(),
    inPlace: /^\s*dev_overrides\s*\{/m.test(text),
  };
}

/**
 * Initializes the backend of a root module and nothing else, where that is enough: its providers run in place, its
 * backend is a local one or none, and the folder was not initialized before. `terraform init` itself would install
 * and hash the providers all the same.
 * @param scratch an empty folder
 * @param content the parsed `cdk.tf.json`
 * @param init runs `terraform init` in a folder
 * @returns whether that was enough; otherwise the folder needs an `init` of its own
 */
export async function initializedInPlace(
  folder: string,
  scratch: string,
  content: unknown,
  init: (cwd: string) => Promise<CommandResult>,
): Promise<boolean> {
  const noted = '.terraform/terraform.tfstate';
  if (backendOf(content) !== 'local' || existsSync(join(folder, noted))) return false;
  const local = localBackendOf(content);
  if (local === undefined) return true;
  mkdirSync(scratch, { recursive: true });
  writeFileSync(join(scratch, 'main.tf.json'), JSON.stringify({ terraform: { backend: { local } } }));
  const result = await init(scratch);
  if (result.kind !== 'exited' || result.code !== 0) return false;
  mkdirSync(dirname(join(folder, noted)), { recursive: true });
  copyFileSync(join(scratch, noted), join(folder, noted));
  return true;
}

/** Terraform itself reports a CLI configuration that cannot be read. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
