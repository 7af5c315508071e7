import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { posixWord } from '../../core/base/shell';
import { installPackages, requirementsOf, type InstallOptions, type PackageSet } from '../packages';
import pins from './pins.json';

/** AWS's command and all its dependencies. */
export const awsCommandPackages: PackageSet = { name: 'aws-command', requirements: requirementsOf(pins) };

/** AWS's command, ready to run, or one line that states what to do. */
export type InstalledAwsCommand =
  | {
      readonly ok: true;
      /** A program and its first arguments. */
      readonly command: readonly [program: string, ...args: string[]];
      readonly installedNow: boolean;
    }
  | { readonly ok: false; readonly problem: string };

/**
 * Installs AWS's command (`aws`) into a cache folder if it is not there yet.
 * @param cache `cacheFolder()`
 */
export async function installAwsCommand(
  cache: string,
  options: InstallOptions = {},
): Promise<InstalledAwsCommand> {
  const installed = await installPackages(cache, awsCommandPackages, options);
  return installed.ok
    ? { ok: true, command: [installed.python, '-m', 'awscli'], installedNow: installed.installedNow }
    : installed;
}

/**
 * Writes a program `aws` that starts the command into a folder, and returns the folder: at the front of `PATH` it is
 * what a script gets that calls `aws`.
 */
export function writeAwsProgram(
  folder: string,
  { command }: Extract<InstalledAwsCommand, { ok: true }>,
): string {
  const quoted = command.map(posixWord).join(' ');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'aws');
  writeFileSync(file, `#!/bin/sh\nexec ${quoted} "$@"\n`);
  chmodSync(file, 0o755);
  return folder;
}
