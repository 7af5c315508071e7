import { spawn, type ChildProcess } from 'node:child_process';
import type { ContainerSpec, Filled } from '../../core/dataplane/tasks';

/** What a container of the script ended with, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** A container that runs. */
export interface Running {
  said(): string;
  /** Ends it and all that it has started; as a crash does, unless `SIGTERM` asks it to. */
  end(signal?: 'SIGTERM'): Promise<Ended>;
  readonly ended: Promise<Ended>;
}

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach(killed));

const killed = ({ pid }: ChildProcess): void => {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
};

/** How a container is started here. */
export interface Start {
  readonly environment: Readonly<Record<string, string>>;
  /** In place of the container's own. */
  readonly script?: (text: string) => string;
  /** Folders of programs. */
  readonly path: readonly string[];
}

/** A text that has no value which only Terraform knows. */
export const literal = (text: Filled): string =>
  text.map((part) => (typeof part === 'string' ? part : '')).join('');

/** Runs a container of the script in a process group of its own. */
export function start(
  { entryPoint = [], command = [] }: Pick<ContainerSpec, 'entryPoint' | 'command'>,
  { environment, path, script = (text) => text }: Start,
): Running {
  const [program = '', ...args] = [...entryPoint.map(script), ...command.map(literal)];
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: [...path, process.env['PATH'] ?? ''].join(':'), ...environment },
  });
  running.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise<Ended>((done) => {
    child.once('close', (code) => {
      running.delete(child);
      done({ code, said });
    });
  });
  return {
    said: () => said,
    ended,
    end(signal) {
      if (signal === undefined) killed(child);
      else child.kill(signal);
      return ended;
    },
  };
}
