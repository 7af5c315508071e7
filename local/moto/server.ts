import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { environmentOf } from '../../terraform/environment';
import { residentBytes } from './memory';
import { program } from './program';

/** A running moto. */
export interface Moto {
  readonly url: string;
  readonly pid: number;
  /** Resolves with its last line of output when it has exited, for any reason. */
  readonly ended: Promise<string>;
  /** Its resident memory in bytes. A reset doesn't free memory: stop it and start another. */
  residentBytes(): Promise<number | undefined>;
  stop(): Promise<void>;
}

/** A running moto, or one line that states why it does not run. */
export type StartedMoto =
  | { readonly ok: true; readonly moto: Moto }
  | { readonly ok: false; readonly problem: string };

/** How to start it. */
export interface MotoOptions {
  /**
   * AWS's own 1,200 IAM policies: for stacks that attach one. They need about 100 MB.
   * @default false
   */
  readonly managedPolicies?: boolean;
  /** @default 60 seconds */
  readonly timeoutMs?: number;
}

/**
 * Starts moto on a free port of the loopback interface and waits until it responds. It exits with this process,
 * even where that is killed.
 * @param python that of `installMoto`
 */
export async function startMoto(python: string, options: MotoOptions = {}): Promise<StartedMoto> {
  const child = spawn(python, ['-c', program], {
    env: environmentOf({ add: settings(options) }),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const ended = endOf(child);
  const timer = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 60_000);
  const first = await Promise.race([firstLineOf(child), ended.then((words) => ({ words }))]);
  clearTimeout(timer);
  if (typeof first !== 'string' || child.pid === undefined)
    return { ok: false, problem: `moto did not start: ${await ended}` };
  const { pid } = child;
  return {
    ok: true,
    moto: {
      url: `http://127.0.0.1:${Number(first)}`,
      pid,
      ended,
      residentBytes: () => residentBytes(pid),
      stop: () => stopOf(child, ended),
    },
  };
}

/** The first line that a process writes; never resolves where it writes none. */
function firstLineOf(child: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((done) => {
    const lines = createInterface({ input: child.stdout });
    lines.once('line', (line) => {
      lines.close();
      child.stdout.resume();
      done(line);
    });
  });
}

/** The environment of moto. It only turns off what makes moto slow or downloads something. */
function settings({ managedPolicies = false }: MotoOptions): Record<string, string> {
  return {
    MOTO_IAM_LOAD_MANAGED_POLICIES: String(managedPolicies),
    MOTO_ACM_VALIDATION_WAIT: '0',
    PYTHONUNBUFFERED: '1',
  };
}

function endOf(child: ChildProcess): Promise<string> {
  // The pipe of a process that has exited must not stop this process.
  child.stdin?.on('error', () => undefined);
  let words: readonly string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = [...words, ...text.split('\n').filter((line) => line.trim() !== '')].slice(-5);
  });
  return new Promise((done) => {
    child.once('error', (error) => done(error.message));
    child.once('close', (code, signal) => done(words.at(-1) ?? `it exited with ${String(signal ?? code)}`));
  });
}

/** It exits at the end of its input; it has nothing to save. */
async function stopOf(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
  await ended;
  clearTimeout(timer);
}
