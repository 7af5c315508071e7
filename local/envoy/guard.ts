import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { environmentOf } from '../../terraform/environment';

/**
 * Starts a program for each line that it reads, and prints when one starts and ends. At the end of its input, which comes
 * even where the process that writes it is killed, it removes the folder, and kills all that it has started and itself.
 *
 * Ctrl-C reaches every process of a terminal's group; this is a group of its own, so that the lab alone decides.
 */
const program = `
folder=$1
shift
while IFS= read -r name; do
  {
    "$@" -c "$folder/$name/bootstrap.json" --log-path "$folder/$name/envoy.log" </dev/null >/dev/null 2>"$folder/$name/errors.log" &
    echo "started $name $!"
    wait $!
    echo "ended $name $?"
  } &
done
rm -rf -- "$folder"
kill -KILL 0
`;

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
  const child: ChildProcessWithoutNullStreams = spawn(
    'sh',
    ['-c', program, 'meshspan-lab', folder, binary, ...words],
    { detached: true, env: environmentOf(), stdio: 'pipe' },
  );
  const closed = new Promise<void>((done) => {
    child.once('error', () => done());
    child.once('close', () => done());
  });
  child.stdin.on('error', () => undefined);
  child.stderr.resume();
  const waiting = new Map<string, (pid: number) => void>();
  const ended = new Set<string>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [event, name = '', number] = line.split(' ');
    if (event === 'ended') ended.add(name);
    else waiting.get(name)?.(Number(number));
  });
  return {
    start: (name) =>
      new Promise((done, fail) => {
        waiting.set(name, done);
        void closed.then(() => fail(new Error('the process that starts the proxies has ended')));
        child.stdin.write(`${name}\n`);
      }),
    hasEnded: (name) => ended.has(name),
    end: async () => {
      child.stdin.end();
      await closed;
    },
  };
}
