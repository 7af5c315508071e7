import { writeCliConfig } from './cli-config';
import { mirrorsOf } from './mirrors';
import { awsProvider, type NeededProvider } from './needed-provider';
import { surroundingsOfProcess } from './surroundings';
import { terraformVersion, type VersionOptions } from './version';

/** A Terraform that is ready to be used, or one line that says what to do. */
export type SetUp =
  | { readonly ok: true; readonly version: string; readonly cliConfig: string }
  | { readonly ok: false; readonly problem: string };

/**
 * Checks that there is a Terraform, looks for provider mirrors and writes the CLI configuration into `folder`
 * (the project's `.meshspan`).
 */
export async function setUpTerraform(
  folder: string,
  needed: readonly NeededProvider[] = [awsProvider],
  options: VersionOptions = {},
): Promise<SetUp> {
  const found = await terraformVersion(options);
  if (!found.ok) return found;
  const mirrors = mirrorsOf({ ...surroundingsOfProcess(found.target), env: options.from ?? process.env });
  return { ok: true, version: found.version, cliConfig: writeCliConfig(folder, mirrors, needed) };
}
