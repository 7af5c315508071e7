import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { environmentOf } from '../../terraform/environment';
import { madeOnce } from './once';
import { folderOf } from './place';
import { findPython, type FoundPython } from './python';
import type { PackageSet } from './requirements';

/** Packages that are ready to be used by their Python, or one line that states what to do. */
export type Installed =
  | { readonly ok: true; readonly python: string; readonly installedNow: boolean }
  | { readonly ok: false; readonly problem: string };

/** Where and how to install. */
export interface InstallOptions {
  /** Called once before an installation, which takes some seconds. */
  readonly onInstall?: (folder: string) => void;
  /**
   * Commands that may be Python.
   * @default those on PATH
   */
  readonly candidates?: readonly string[];
}

/**
 * Installs packages into a cache folder if they are not there yet, in a separate Python environment. Nothing outside the folder is
 * written. An interrupted installation never looks finished; of several processes one installs and the others wait.
 * @param cache `cacheFolder()`
 */
export async function installPackages(
  cache: string,
  packages: PackageSet,
  options: InstallOptions = {},
): Promise<Installed> {
  const python = await findPython(options.candidates);
  if (!python.ok) return python;
  const home = folderOf(resolve(cache), packages, python.version);
  if (isWhole(home, packages)) return { ok: true, python: pythonIn(home), installedNow: false };
  const made = await madeOnce({
    home,
    isWhole: () => isWhole(home, packages),
    make: (draft) => problemOf(draft, packages, python),
    onMake: options.onInstall,
  });
  return made.ok
    ? { ok: true, python: pythonIn(home), installedNow: made.madeNow }
    : { ok: false, problem: `${packages.name} could not be installed into "${home}": ${made.problem}` };
}

/** Whether they are in the cache already, so that a start installs nothing. */
export async function areInstalled(cache: string, packages: PackageSet): Promise<boolean> {
  const python = await findPython();
  return python.ok && isWhole(folderOf(resolve(cache), packages, python.version), packages);
}

/** Installs them into a folder; one line where that fails. */
async function problemOf(
  draft: string,
  packages: PackageSet,
  python: Extract<FoundPython, { ok: true }>,
): Promise<string | undefined> {
  const list = join(draft, 'requirements.txt');
  const made = await failureOf(python.command, ['-m', 'venv', draft]);
  if (made !== undefined) return made;
  writeFileSync(list, packages.requirements);
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--prefer-binary'];
  const problem = await failureOf(pythonIn(draft), [...install, '--require-hashes', '-r', list]);
  if (problem === undefined) writeFileSync(join(draft, marker), packages.requirements);
  return problem;
}

/** Records what was installed; written last. */
const marker = 'meshspan.txt';

/** Whether the installation is complete, for these versions, and its Python still exists. */
function isWhole(home: string, { requirements }: PackageSet): boolean {
  if (!existsSync(pythonIn(home))) return false;
  try {
    return readFileSync(join(home, marker), 'utf8') === requirements;
  } catch {
    return false;
  }
}

function pythonIn(home: string): string {
  return process.platform === 'win32' ? join(home, 'Scripts', 'python.exe') : join(home, 'bin', 'python');
}

/** For these errors the last line of pip is a list of hashes or a hint: explanations, by a text that pip prints. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [
    /DO NOT MATCH THE HASHES/,
    'the package index serves a file that is not the published one (its SHA-256 differs from the pinned one); use an index that does not change packages',
  ],
  [
    /all requirements must have their versions pinned/,
    'this Python or platform needs a package that is not among the pinned ones; use another Python (3.10 to 3.14)',
  ],
];

/** The last line of a failed step's output, or its explanation; undefined where the step succeeded. */
function failureOf(command: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((done) => {
    const child = spawn(command, [...args], {
      // pip's own settings and its proxy; no credentials.
      env: environmentOf({ inherit: ['PIP_', 'PYENV_', 'REQUESTS_', 'XDG_'] }),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', (error) => done(error.message));
    child.once('close', (code) => {
      const meaning = meanings.find(([pattern]) => pattern.test(said))?.[1];
      const last = said.trim().split('\n').at(-1) || `it exited with ${String(code)}`;
      done(code === 0 ? undefined : (meaning ?? last));
    });
  });
}
