import { execFileSync } from 'node:child_process';
import type { ServerImage } from './images';
import { onPath } from './programs';

/** How to run a server. */
export interface ServerWords {
  readonly words: readonly string[];
  /** Port on which it listens. */
  readonly port: number;
  /** The signal that ends it at once and in order: what its image names (`STOPSIGNAL`). */
  readonly stopSignal: NodeJS.Signals;
  /** Who it runs as, where that is not this process's user. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

export type FoundServer =
  | ({ readonly ok: true } & ServerWords)
  /** A stand-in takes its place: why. */
  | { readonly ok: false; readonly because: string };

interface Server {
  /** Programs that it takes. */
  readonly programs: readonly string[];
  /** The option of its port, and the port without it. */
  readonly portOption: string;
  readonly port: number;
  readonly stopSignal: NodeJS.Signals;
  /** Whether it refuses to run as root. */
  readonly refusesRoot: boolean;
  /** Runs it in the current folder, with the options of the container as arguments; `$HOSTS` are its addresses. */
  readonly script: string;
}

const SERVERS: Readonly<Record<ServerImage, Server>> = {
  redis: {
    programs: ['redis-server'],
    portOption: '--port',
    port: 6379,
    stopSignal: 'SIGTERM',
    refusesRoot: false,
    // The image listens on all addresses without a password, too.
    script: `exec redis-server "$@" --bind $HOSTS --protected-mode no --save '' --appendonly no`,
  },
  postgres: {
    programs: ['initdb', 'postgres'],
    portOption: '-p',
    port: 5432,
    stopSignal: 'SIGINT',
    refusesRoot: true,
    script: [
      'initdb -D data -U postgres -A trust --no-sync -E UTF8 --locale C >/dev/null',
      `echo 'host all all all trust' >> data/pg_hba.conf`,
      `exec postgres -D data "$@" -h "$(echo $HOSTS | tr ' ' ,)" -c unix_socket_directories= -c fsync=off -c shared_buffers=16MB`,
    ].join(' && '),
  },
};

/** Who is nobody, on every Linux. */
const NOBODY = 'nobody';

/**
 * How to run the server of an image here.
 * @param command of the container: as of the image, or options for the server
 * @param hosts addresses on which it listens
 */
export function serverFor(
  image: ServerImage,
  command: readonly string[],
  hosts: readonly string[],
): FoundServer {
  const { programs, portOption, port, stopSignal, refusesRoot, script } = SERVERS[image];
  const missing = programs.find((program) => onPath(program) === undefined);
  if (missing !== undefined) return { ok: false, because: `there is no ${missing} on PATH` };
  const [first = '-'] = command;
  const isOptions = first.startsWith('-');
  if (!isOptions && !programs.includes(first))
    return { ok: false, because: `it has a command of its own, ${first}` };
  const options = isOptions ? command : command.slice(1);
  const isRoot = process.getuid?.() === 0;
  const user = refusesRoot && isRoot ? idsOfNobody() : undefined;
  if (refusesRoot && isRoot && user === undefined)
    return {
      ok: false,
      because: `${image} refuses to run as root, and setpriv or the user "${NOBODY}" is missing`,
    };
  const asUser =
    user === undefined
      ? []
      : ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', '--'];
  const at = options.indexOf(portOption);
  return {
    ok: true,
    words: [...asUser, 'env', `HOSTS=${hosts.join(' ')}`, 'sh', '-c', script, image, ...options],
    port: at === -1 ? port : Number(options[at + 1]),
    stopSignal,
    ...(user && { user }),
  };
}

function idsOfNobody(): { readonly uid: number; readonly gid: number } | undefined {
  if (onPath('setpriv') === undefined) return undefined;
  try {
    const [uid, gid] = ['-u', '-g'].map((which) =>
      Number(execFileSync('id', [which, NOBODY], { encoding: 'utf8' })),
    );
    return uid === undefined || gid === undefined ? undefined : { uid, gid };
  } catch {
    return undefined;
  }
}
