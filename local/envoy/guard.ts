import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shellWords, startPrograms } from './programs';

/** What the lab's Envoys are started with: one thread each, and nothing shared with another Envoy of the machine. */
const words = ['--concurrency', '1', '--disable-hot-restart', '--log-level', 'warning'];

/** The Envoys of a lab. */
export interface Guard {
  /** Starts the Envoy whose configuration is `<folder>/<name>/bootstrap.json`; the process id. */
  start(name: string): Promise<number>;
  /** Whether that Envoy has ended. */
  hasEnded(name: string): boolean;
  /** Ends all, and removes the folder. */
  end(): Promise<void>;
}

/**
 * Starts the process that starts, and ends, the Envoys of a lab.
 * @param folder that of the lab; it is removed at the end
 */
export function startGuard(binary: string, folder: string): Guard {
  const programs = startPrograms(folder);
  const over = new Set<string>();
  return {
    start: async (name) => {
      const home = join(folder, name);
      const files = ['-c', join(home, 'bootstrap.json'), '--log-path', join(home, 'envoy.log')];
      writeFileSync(join(home, 'start'), `exec ${shellWords([binary, ...words, ...files])}\n`);
      const { pid, ended } = await programs.start(name);
      void ended.then(() => over.add(name));
      return pid;
    },
    hasEnded: (name) => over.has(name),
    end: programs.end,
  };
}
