import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { environmentOf } from '../../terraform/environment';
import { takeTurn } from './turn';
import { findPython } from './python';
import { requirements } from './version';

/** A moto that is ready to be started, or one line that says what to do. */
export type InstalledMoto =
  | { readonly ok: true; readonly python: string; readonly installedNow: boolean }
  | { readonly ok: false; readonly problem: string };

/** Where and how to install. */
export interface InstallOptions {
  /** Called once before the seconds that an installation takes. */
  readonly onInstall?: (python: string) => void;
  /**
   * Commands that may be Python.
   * @default those on PATH
   */
  readonly candidates?: readonly string[];
}

/**
 * Makes sure that moto is in `folder` (the project's `.meshspan/moto`), in a Python environment of its own. Nothing
 * outside the folder is written. It is built beside its place and renamed into it when it is whole, so that an
 * interrupted installation leaves nothing that looks finished; of several processes one installs and the others wait.
 */
export async function installMoto(folder: string, options: InstallOptions = {}): Promise<InstalledMoto> {
  const home = resolve(folder);
  if (isWhole(home)) return { ok: true, python: pythonIn(home), installedNow: false };
  mkdirSync(join(home, '..'), { recursive: true });
  const turn = await takeTurn(`${home}.lock`);
  try {
    // Another process may have done it while this one waited.
    if (isWhole(home)) return { ok: true, python: pythonIn(home), installedNow: false };
    return await build(home, options);
  } finally {
    turn.end();
  }
}

async function build(home: string, options: InstallOptions): Promise<InstalledMoto> {
  const python = await findPython(options.candidates);
  if (!python.ok) return python;
  options.onInstall?.(python.version);
  const draft = `${home}.draft`;
  rmSync(draft, { recursive: true, force: true });
  const steps: readonly (readonly [string, readonly string[]])[] = [
    [python.command, ['-m', 'venv', draft]],
    [pythonIn(draft), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...requirements]],
  ];
  for (const [command, args] of steps) {
    const problem = await failureOf(command, args);
    if (problem !== undefined) {
      rmSync(draft, { recursive: true, force: true });
      return { ok: false, problem: `moto could not be installed into "${home}": ${problem}` };
    }
  }
  writeFileSync(join(draft, marker), wanted);
  rmSync(home, { recursive: true, force: true });
  renameSync(draft, home);
  return { ok: true, python: pythonIn(home), installedNow: true };
}

/** Holds what was installed; written last. */
const marker = 'meshspan.txt';
const wanted = `${requirements.join('\n')}\n`;

/** All of it is there, for these versions, and the Python that it leans on still is, too. */
function isWhole(home: string): boolean {
  if (!existsSync(pythonIn(home))) return false;
  try {
    return readFileSync(join(home, marker), 'utf8') === wanted;
  } catch {
    return false;
  }
}

function pythonIn(home: string): string {
  return process.platform === 'win32' ? join(home, 'Scripts', 'python.exe') : join(home, 'bin', 'python');
}

/** The last line of what a failed step said; nothing where it went well. */
function failureOf(command: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((done) => {
    const child = spawn(command, [...args], {
      // pip's own settings and the way to its index; nobody's credentials.
      env: environmentOf({ inherit: ['PIP_', 'PYENV_', 'REQUESTS_', 'XDG_'] }),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', (error) => done(error.message));
    child.once('close', (code) =>
      done(code === 0 ? undefined : (said.trim().split('\n').at(-1) ?? `it ended with ${String(code)}`)),
    );
  });
}
