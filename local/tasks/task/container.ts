import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shortened } from '../../../core/base/text';
import { shellWords, type Programs } from '../../envoy/programs';

/** A container that runs here. */
export interface RunningContainer {
  /** Its exit code, once it has ended; never for what runs in this process. */
  readonly ended: Promise<number>;
  /** The last lines that it has written. */
  readonly lastLines: () => readonly string[];
  readonly stop: () => Promise<void>;
}

/** A command in the container: of itself, or of its health check. */
export interface Command {
  readonly words: readonly string[];
  /** All of it: nothing of this process's environment is there. */
  readonly environment: Readonly<Record<string, string>>;
  /** Words of this machine that start it. @default none */
  readonly within?: readonly string[];
}

/** Lines of a container that a report shows, and characters of each. */
const [SHOWN, LONGEST] = [6, 400];

/**
 * Starts a program as a container: with its own environment, in an empty folder.
 * @param stopSignal what tells it to stop
 */
export async function startProgram(
  programs: Programs,
  folder: string,
  name: string,
  command: Command,
  stopSignal: NodeJS.Signals = 'SIGTERM',
): Promise<RunningContainer> {
  const home = join(folder, name);
  const root = join(home, 'root');
  mkdirSync(root, { recursive: true });
  writeFileSync(join(home, 'start'), `cd ${shellWords([root])} && exec ${wordsOf(command)}\n`, {
    mode: 0o600,
  });
  const { pid, ended } = await programs.start(name);
  return {
    ended,
    lastLines: () => ['output.log', 'errors.log'].flatMap((file) => linesOf(join(home, file))).slice(-SHOWN),
    stop: async () => {
      signal(pid, stopSignal);
      await Promise.resolve();
    },
  };
}

/** Runs a health check. */
export const isHealthy = (command: Command, timeoutMs: number): Promise<boolean> =>
  new Promise((done) => {
    execFile(
      'sh',
      ['-c', `exec ${wordsOf(command)}`],
      { timeout: timeoutMs, killSignal: 'SIGKILL' },
      (error) => done(error === null),
    );
  });

const wordsOf = ({ words, environment, within = [] }: Command): string =>
  shellWords([
    ...within,
    'env',
    '-i',
    ...Object.entries(environment).map(([key, value]) => `${key}=${value}`),
    ...words,
  ]);

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already.
  }
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => shortened(line, LONGEST));
  } catch {
    return [];
  }
}
