import { execFile } from 'node:child_process';

/** The oldest Python that the pinned packages run on. */
export const oldestPython = { major: 3, minor: 10 } as const;

/** A Python that is new enough, or one line that states what to do. */
export type FoundPython =
  | { readonly ok: true; readonly command: string; readonly version: string }
  | { readonly ok: false; readonly problem: string };

const commands = ['python3', 'python', ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`)];
const question = 'import sys, venv; print("%d.%d.%d" % sys.version_info[:3])';

/**
 * The first Python on PATH that the pinned packages run on.
 * @param candidates commands to try, in order
 * @default `python3`, `python`, then the versioned names
 */
export async function findPython(candidates: readonly string[] = commands): Promise<FoundPython> {
  const tooOld: string[] = [];
  for (const command of candidates) {
    const version = await answerOf(command, ['-c', question]);
    if (version === undefined) continue;
    if (isNewEnough(version)) return { ok: true, command, version };
    tooOld.push(version);
  }
  const { major, minor } = oldestPython;
  const found = tooOld[0] === undefined ? 'none is on PATH' : `the one on PATH is ${tooOld[0]}`;
  return {
    ok: false,
    problem: `python ${major}.${minor} or newer is needed (with its venv module), and ${found}; install it from https://www.python.org/downloads`,
  };
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldestPython.major || (major === oldestPython.major && minor >= oldestPython.minor);
}

function answerOf(command: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((done) => {
    execFile(command, [...args], { timeout: 20_000, windowsHide: true }, (error, stdout) =>
      done(error === null ? stdout.trim() : undefined),
    );
  });
}
