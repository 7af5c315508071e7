import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { posixWord } from '../../core/base/shell';
import { environmentOf } from '../../terraform/environment';

/**
 * Starts a program for each line that it reads, and prints when one starts and ends. At the end of its input, which comes
 * even where the process that writes it is killed, it removes the folder, and kills all that it has started and itself.
 *
 * Ctrl-C reaches every process of a terminal's group; this is a group of its own, so that its caller alone decides.
 */
const program = `
folder=$1
while IFS= read -r name; do
  {
    sh "$folder/$name/start" </dev/null >"$folder/$name/output.log" 2>"$folder/$name/errors.log" &
    echo "started $name $!"
    wait $!
    echo "ended $name $?"
  } &
done
rm -rf -- "$folder"
kill -KILL 0
`;

/** A program that was started. */
export interface Running {
  readonly pid: number;
  /** Its exit code, once it has ended; 128 and the number of a signal that ended it. */
  readonly ended: Promise<number>;
}

/** Programs that do not outlive this process. */
export interface Programs {
  /**
   * Runs the shell script `<folder>/<name>/start`, with its output in `output.log` and `errors.log` beside it. It ends with
   * `exec`, so that the program gets the signals.
   */
  readonly start: (name: string) => Promise<Running>;
  /** Ends all, and removes the folder. */
  readonly end: () => Promise<void>;
}

/**
 * Starts the process that starts, and ends, programs.
 * @param folder that of their files; it is removed at the end
 */
export function startPrograms(folder: string): Programs {
  const child: ChildProcessWithoutNullStreams = spawn('sh', ['-c', program, 'meshspan-lab', folder], {
    detached: true,
    env: environmentOf(),
    stdio: 'pipe',
  });
  const closed = new Promise<void>((done) => {
    child.once('error', () => done());
    child.once('close', () => done());
  });
  child.stdin.on('error', () => undefined);
  child.stderr.resume();
  const starting = new Map<string, (pid: number) => void>();
  const running = new Map<string, (code: number) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [event, name = '', number] = line.split(' ');
    (event === 'ended' ? running : starting).get(name)?.(Number(number));
  });
  return {
    start: (name) =>
      new Promise((done, fail) => {
        const ended = new Promise<number>((end) => running.set(name, end));
        starting.set(name, (pid) => done({ pid, ended }));
        void closed.then(() => fail(new Error('the process that starts the proxies has ended')));
        child.stdin.write(`${name}\n`);
      }),
    end: async () => {
      child.stdin.end();
      await closed;
      // A program that was just writing may have kept the folder from being removed.
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Words as one command of a POSIX shell, which interprets nothing in them. */
export const shellWords = (words: readonly string[]): string => words.map(posixWord).join(' ');
