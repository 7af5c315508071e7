import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { environmentOf, type EnvironmentOptions } from './environment';
import { lineSplitter } from './lines';
import { openLog } from './log-file';

/** How to run one Terraform command. */
export interface CommandOptions extends EnvironmentOptions {
  readonly cwd: string;
  /** @default `terraform`, from PATH */
  readonly binary?: string;
  /** Called with each line as it comes, for progress. */
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
  /**
   * After this the command is asked to stop.
   * @default it may take as long as it takes
   */
  readonly timeoutMs?: number;
  /**
   * How long a command that was asked to stop may take before it is killed. An apply needs this time to write its
   * state: give it `Infinity`.
   * @default 10 seconds
   */
  readonly graceMs?: number;
  readonly signal?: AbortSignal;
  /**
   * Kills the command at once, with the providers that it started. For an apply that is the last resort: what is being
   * created then is missing from the state.
   */
  readonly kill?: AbortSignal;
  /**
   * Gives the command a process group of its own, so that Ctrl-C in a terminal reaches this process alone, which then
   * passes it on once: two interrupts make Terraform leave without writing its state.
   * @default false
   */
  readonly apart?: boolean;
  /**
   * A file that gets both outputs, instead of pipes: should this process be killed, an apply then runs to its end,
   * where a broken pipe would stop it in the middle.
   * @default pipes
   */
  readonly log?: string;
}

/** The result of a command. Failures are values: nothing here throws. */
export type CommandResult =
  | {
      readonly kind: 'exited';
      readonly code: number;
      readonly stdout: string;
      readonly stderr: string;
      readonly seconds: number;
    }
  | {
      readonly kind: 'stopped';
      readonly problem: string;
      readonly stdout: string;
      readonly stderr: string;
      readonly seconds: number;
    }
  | { readonly kind: 'not-started'; readonly problem: string };

/** The message where there is no Terraform to run, or one that is too old (`found`). */
export function terraformNeeded(found?: string): string {
  const what = found === undefined ? 'none is on PATH' : `the one on PATH is ${found}`;
  return `terraform 1.10 or newer is needed, and ${what}; install it from https://developer.hashicorp.com/terraform/install`;
}

/** Runs Terraform, without a shell and without input. */
export function runTerraform(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  // A missing working folder and a missing program look alike to spawn.
  if (!existsSync(options.cwd)) {
    return Promise.resolve({
      kind: 'not-started',
      problem: `folder "${options.cwd}" does not exist; create it first`,
    });
  }
  if (options.signal?.aborted === true) {
    return Promise.resolve({
      kind: 'not-started',
      problem: `terraform ${args[0] ?? ''} was cancelled before it started`,
    });
  }
  return new Promise((done) => {
    const started = performance.now();
    const log = options.log === undefined ? undefined : openLog(options.log);
    const child = spawn(options.binary ?? 'terraform', [...args], {
      cwd: options.cwd,
      env: environmentOf(options),
      stdio: log === undefined ? ['ignore', 'pipe', 'pipe'] : ['ignore', log.handle, log.handle],
      windowsHide: true,
      detached: options.apart === true && process.platform !== 'win32',
    });
    const follow = log?.follow((line) => options.onLine?.(line, 'stdout'));
    const stdout = follow ?? collect(child, 'stdout', options.onLine);
    const stderr = collect(child, 'stderr', options.onLine);
    const stopping = stopperOf(child, args, options);
    child.once('error', (error: NodeJS.ErrnoException) => {
      stopping.release();
      follow?.();
      done({ kind: 'not-started', problem: spawnProblem(error, options.binary) });
    });
    child.once('close', (code, signal) => {
      stopping.release();
      const output = { stdout: stdout(), stderr: stderr(), seconds: (performance.now() - started) / 1000 };
      const killed = signal === null ? undefined : `terraform ${args[0] ?? ''} was terminated by ${signal}`;
      // A command that was asked to stop after it had finished counts as finished.
      const problem = code === 0 ? undefined : (stopping.reason() ?? killed);
      done(
        problem === undefined
          ? { kind: 'exited', code: code ?? 1, ...output }
          : { kind: 'stopped', problem, ...output },
      );
    });
  });
}

function spawnProblem(error: NodeJS.ErrnoException, binary: string | undefined): string {
  if (error.code === 'ENOENT' && binary === undefined) return terraformNeeded();
  return `${binary ?? 'terraform'} could not be started (${error.code ?? error.message}); check that it is a program that you may run`;
}

function collect(
  child: ChildProcess,
  stream: 'stdout' | 'stderr',
  onLine: CommandOptions['onLine'],
): () => string {
  const chunks: string[] = [];
  const lines = lineSplitter((line) => onLine?.(line, stream));
  child[stream]?.setEncoding('utf8');
  child[stream]?.on('data', (chunk: string) => {
    chunks.push(chunk);
    lines.push(chunk);
  });
  child[stream]?.once('end', () => lines.end());
  return () => chunks.join('');
}

/** Asks first (Terraform then writes its state and stops its providers), and kills only after the grace period. */
function stopperOf(child: ChildProcess, args: readonly string[], options: CommandOptions) {
  let reason: string | undefined;
  let killing: NodeJS.Timeout | undefined;
  const kill = (): void => endAll(child, options.apart === true);
  const stop = (why: string): void => {
    if (reason !== undefined) return;
    reason = `terraform ${args[0] ?? ''} ${why}`;
    child.kill('SIGINT');
    const grace = options.graceMs ?? 10_000;
    if (Number.isFinite(grace)) killing = setTimeout(kill, grace);
  };
  const { timeoutMs, signal } = options;
  const onKill = (): void => {
    reason ??= `terraform ${args[0] ?? ''} was killed`;
    kill();
  };
  options.kill?.addEventListener('abort', onKill, { once: true });
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => stop(`took more than ${timeoutMs / 1000} s`), timeoutMs);
  const onAbort = (): void => stop('was cancelled');
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    reason: () => reason,
    release: (): void => {
      clearTimeout(timer);
      clearTimeout(killing);
      signal?.removeEventListener('abort', onAbort);
      options.kill?.removeEventListener('abort', onKill);
    },
  };
}

/** In a process group of its own, Terraform is killed with its providers; otherwise they exit when they notice that it is gone. */
function endAll(child: ChildProcess, apart: boolean): void {
  if (!apart || child.pid === undefined || process.platform === 'win32') {
    child.kill('SIGKILL');
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has exited already.
  }
}
