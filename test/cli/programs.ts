import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/**
 * Programs that only say what a test gives them, in a folder.
 * @param texts scripts of sh, by the names of the programs
 * @returns an environment with these programs, and those that every script needs
 */
export function programsIn(
  folder: string,
  texts: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  for (const [name, text] of Object.entries(texts)) {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
  }
  return { PATH: [folder, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter) };
}

/** A Terraform that knows its version alone. */
export const terraform = `echo '{"terraform_version":"1.11.0","platform":"linux_amd64"}'`;
