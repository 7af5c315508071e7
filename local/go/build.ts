import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { environmentOf } from '../../terraform/environment';
import { madeOnce } from '../packages';
import { binIn, filesOf, homeOf, markOf, type GoPrograms } from './programs';

/** Programs that can be started, or one line that states what to do. */
export type BuiltPrograms =
  | { readonly ok: true; readonly home: string; readonly bin: string; readonly builtNow: boolean }
  | { readonly ok: false; readonly problem: string };

/** How to build. */
export interface BuildOptions {
  /** Called once before a build, which takes minutes. */
  readonly onBuild?: ((folder: string) => void) | undefined;
  /** The command. @default `go`, from PATH */
  readonly go?: string;
}

/**
 * Builds programs with Go into a cache folder if they are not there yet, each module in one version and with a known hash.
 * Go keeps what it downloads and compiles in its own caches. An interrupted build never looks finished; of several processes
 * one builds and the others wait.
 * @param cache `cacheFolder()`
 */
export async function buildPrograms(
  cache: string,
  programs: GoPrograms,
  { onBuild, go = 'go' }: BuildOptions = {},
): Promise<BuiltPrograms> {
  const home = homeOf(resolve(cache), programs);
  const made = await madeOnce({
    home,
    isWhole: () => isWhole(home, programs),
    make: (draft) => problemOf(draft, programs, go),
    onMake: onBuild,
  });
  return made.ok
    ? { ok: true, home, bin: binIn(home, programs), builtNow: made.madeNow }
    : { ok: false, problem: `${inWords(programs)} could not be built: ${made.problem}` };
}

/** Whether they are in the cache already, so that nothing is built. */
export const areBuilt = (cache: string, programs: GoPrograms): boolean =>
  isWhole(homeOf(resolve(cache), programs), programs);

const inWords = ({ name, version }: GoPrograms): string => `${name} ${version}`;

/** Builds them into a folder; one line where that fails. */
async function problemOf(draft: string, programs: GoPrograms, go: string): Promise<string | undefined> {
  const source = join(draft, 'source');
  const bin = binIn(draft, programs);
  mkdirSync(source, { recursive: true });
  mkdirSync(bin, { recursive: true });
  const { mod, sum } = programs.pins;
  writeFileSync(join(source, 'go.mod'), textOf(mod));
  writeFileSync(join(source, 'go.sum'), textOf(sum));
  const flags = ['-mod=readonly', '-buildvcs=false', `-ldflags=${linkerFlags(programs)}`];
  const problem = await failureOf(go, ['build', ...flags, '-o', `${bin}/`, ...programs.packages], source);
  if (problem !== undefined) return problem;
  rmSync(source, { recursive: true });
  if (programs.file !== undefined) {
    const [path = ''] = programs.packages;
    renameSync(join(bin, path.slice(path.lastIndexOf('/') + 1)), join(bin, programs.file));
  }
  writeFileSync(join(draft, marker), markOf(programs));
  return undefined;
}

/** Written last. */
const marker = 'meshspan.txt';

function isWhole(home: string, programs: GoPrograms): boolean {
  const bin = binIn(home, programs);
  if (!filesOf(programs).every((file) => existsSync(join(bin, file)))) return false;
  try {
    return readFileSync(join(home, marker), 'utf8') === markOf(programs);
  } catch {
    return false;
  }
}

/** Without symbols: a third of the size. */
const linkerFlags = ({ variables = {} }: GoPrograms): string =>
  ['-s -w', ...Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`)].join(' ');

const textOf = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** Go's own settings, as far as they say where modules come from and where they are kept; nothing that changes a build. */
const settings = [
  'GOPROXY',
  'GONOPROXY',
  'GOSUMDB',
  'GONOSUMDB',
  'GOPRIVATE',
  'GOINSECURE',
  'GOAUTH',
  'GOENV',
  'GOROOT',
  'GOPATH',
  'GOCACHE',
  'GOMODCACHE',
  'GOTMPDIR',
  'GOTOOLCHAIN',
  'XDG_',
];

/** For these errors the last line is not what a person needs: explanations, by a text that Go prints. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [
    /checksum mismatch|SECURITY ERROR/,
    'the module proxy serves a module that is not the published one (its hash differs from the pinned one); use a proxy that does not change modules',
  ],
  [
    /invalid go version|requires go >=|unknown directive: toolchain/,
    'this Go is too old, and may not download a newer one; install Go 1.26 or newer from https://go.dev/dl',
  ],
];

/** The last line of a failed build's output, or its explanation; undefined where it succeeded. */
function failureOf(go: string, args: readonly string[], cwd: string): Promise<string | undefined> {
  return new Promise((done) => {
    const child = spawn(go, [...args], {
      cwd,
      // A compiler needs its memory: what is good for Terraform's providers is not good here.
      env: environmentOf({ inherit: settings, add: { GOFLAGS: '', GOGC: '100', GOWORK: 'off' } }),
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', (error: NodeJS.ErrnoException) =>
      done(
        error.code === 'ENOENT'
          ? 'Go 1.26 or newer is needed, and none is on PATH; install it from https://go.dev/dl'
          : error.message,
      ),
    );
    child.once('close', (code) => {
      const meaning = meanings.find(([pattern]) => pattern.test(said))?.[1];
      const last = said.trim().split('\n').at(-1) || `it exited with ${String(code)}`;
      done(code === 0 ? undefined : (meaning ?? last));
    });
  });
}
