import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { environmentOf } from '../../terraform/environment';
import { residentBytes } from './memory';
import { program } from './program';

/** A moto that runs. */
export interface Moto {
  readonly url: string;
  readonly pid: number;
  /** Settles when it has ended, whoever ended it; tells its last words. */
  readonly ended: Promise<string>;
  /** Its resident memory in bytes. A reset doesn't give memory back: end it and start another. */
  residentBytes(): Promise<number | undefined>;
  stop(): Promise<void>;
}

/** A moto that runs, or one line that says why not. */
export type StartedMoto =
  | { readonly ok: true; readonly moto: Moto }
  | { readonly ok: false; readonly problem: string };

/** How to start it. */
export interface MotoOptions {
  /**
   * AWS's own 1,200 IAM policies: for stacks that attach one. They cost about 100 MB.
   * @default false
   */
  readonly managedPolicies?: boolean;
  /** @default 60 seconds */
  readonly timeoutMs?: number;
}

/**
 * Starts moto on a free port of the loopback interface and waits until it answers. It ends with this process,
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

/** The first line that a process writes; never, where it writes none. */
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

/** What moto reads from its environment. Only what slows it down or fetches something is turned off. */
function settings({ managedPolicies = false }: MotoOptions): Record<string, string> {
  return {
    MOTO_IAM_LOAD_MANAGED_POLICIES: String(managedPolicies),
    MOTO_ACM_VALIDATION_WAIT: '0',
    PYTHONUNBUFFERED: '1',
  };
}

function endOf(child: ChildProcess): Promise<string> {
  // A pipe of a process that has ended must not bring us down.
  child.stdin?.on('error', () => undefined);
  let words: readonly string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = [...words, ...text.split('\n').filter((line) => line.trim() !== '')].slice(-5);
  });
  return new Promise((done) => {
    child.once('error', (error) => done(error.message));
    child.once('close', (code, signal) => done(words.at(-1) ?? `it ended with ${String(signal ?? code)}`));
  });
}

/** The end of its input is the sign to go; it holds nothing that would have to be saved. */
async function stopOf(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
  await ended;
  clearTimeout(timer);
}
