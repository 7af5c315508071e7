import { pluginCacheIn, writeCliConfig } from './cli-config';
import { mirrorsOf, unpackedIn } from './mirrors';
import type { Provider } from '../core/planner';
import { ourProviders } from './needed-provider';
import { surroundingsOfProcess } from './surroundings';
import { areWhole } from './whole-providers';
import { terraformVersion, type VersionOptions } from './version';

/** A Terraform that is ready to be used, or one line that says what to do. */
export type SetUp =
  | { readonly ok: true; readonly version: string; readonly cliConfig: string }
  | { readonly ok: false; readonly problem: string };

/** How to set Terraform up. */
export interface SetUpOptions extends VersionOptions {
  /**
   * Lets providers run where they are unpacked already, in a mirror or in the folder's own cache: Terraform then
   * neither installs nor hashes them, which takes a second of each command. For a local AWS and for tests.
   * Where one of them is not unpacked anywhere, they are installed as usual.
   * @default false
   */
  readonly inPlace?: boolean;
  /**
   * Folders that are mirrors too, after those of the machine.
   * @default none
   */
  readonly mirrors?: readonly string[];
}

/**
 * Checks that there is a Terraform, looks for provider mirrors and writes the CLI configuration into `folder`
 * (the project's `.meshspan`).
 */
export async function setUpTerraform(
  folder: string,
  needed: readonly Provider[] = ourProviders,
  { inPlace = false, mirrors: more = [], ...options }: SetUpOptions = {},
): Promise<SetUp> {
  const found = await terraformVersion(options);
  if (!found.ok) return found;
  const around = { ...surroundingsOfProcess(found.target), env: options.from ?? process.env };
  const mirrors = mirrorsOf(around, needed, more);
  const caches = areWhole(folder, needed) ? [pluginCacheIn(folder)] : [];
  const unpacked = inPlace ? unpackedIn(mirrors, needed, around, caches) : undefined;
  return { ok: true, version: found.version, cliConfig: writeCliConfig(folder, mirrors, needed, unpacked) };
}
