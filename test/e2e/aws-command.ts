import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findPython } from '../../local/packages/python';
import { work } from './ground';

const wanted = 'awscli==1.45.11';

/** Where AWS's own command is, in a Python environment of its own; installed on the first use. */
export async function awsCommand(): Promise<string> {
  const home = join(work, wanted.replace('==', '-'));
  const python = join(home, 'bin/python');
  if (existsSync(python)) return join(home, 'bin/aws');
  const found = await findPython();
  if (!found.ok) throw new Error(found.problem);
  // What was broken off is never taken for whole: pip goes last, and what it made is removed where it fails.
  const draft = `${home}.draft`;
  rmSync(draft, { recursive: true, force: true });
  execFileSync(found.command, ['-m', 'venv', draft]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', wanted];
  execFileSync(join(draft, 'bin/python'), pip);
  renameSync(draft, home);
  // Scripts name the Python that they were installed for, which has moved.
  execFileSync(python, [...pip, '--force-reinstall', '--no-deps']);
  return join(home, 'bin/aws');
}
