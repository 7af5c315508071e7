import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** User of Envoy, whose connections are not redirected, as on App Mesh. */
const ENVOY_USER = 1337;
const [INBOUND, OUTBOUND] = [15_000, 15_001];

/** What is missing for network namespaces with interception; undefined: nothing. */
export function missing(): string | undefined {
  if (process.platform !== 'linux') return 'Linux';
  if (process.getuid?.() !== 0) return 'root';
  const absent = ['ip', 'iptables', 'unshare', 'setpriv', 'python3'].find(
    (name) => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0,
  );
  if (absent !== undefined) return absent;
  const name = `mstry${process.pid}`;
  if (spawnSync('ip', ['netns', 'add', name]).status !== 0) return 'network namespaces';
  const rule = ['-t', 'nat', '-A', 'OUTPUT', '-p', 'tcp', '-j', 'REDIRECT', '--to-ports', '1'];
  const { status } = spawnSync('ip', ['netns', 'exec', name, 'iptables', ...rule]);
  spawnSync('ip', ['netns', 'del', name]);
  return status === 0 ? undefined : 'REDIRECT of iptables in the kernel';
}

/** A container: a network namespace behind a router. */
export interface Place {
  readonly name: string;
  readonly network: 'a' | 'b';
  readonly address: string;
  /** Ports of the application; with them, what enters and leaves is intercepted. */
  readonly ports?: readonly number[];
}

const GATEWAYS = { a: '10.71.0.1', b: '10.72.0.1' } as const;
export const ROUTER = 'rt';

/** Network namespaces of a test, and what can be done in them. */
export interface Network {
  readonly folder: string;
  /** Starts a program in a container. What it prints is in the file `<folder>/<log>`. */
  start(place: string, command: readonly string[], log: string, asEnvoy?: boolean): void;
  /** Runs a program in a container to its end, and returns what it printed. */
  run(place: string, command: readonly string[]): string;
  /** Writes a file as programs in a container see it, below `/etc`. */
  write(place: string, path: string, text: string): void;
  /** Ends all, and removes namespaces and files. */
  close(): Promise<void>;
}

/** @param hosts addresses by name, as every container resolves them */
export function newNetwork(places: readonly Place[], hosts: Readonly<Record<string, string>>): Network {
  const folder = mkdtempSync(join(tmpdir(), 'meshspan-namespaces-'));
  const prefix = `ms${process.pid}`;
  const made: string[] = [];
  const children: ChildProcess[] = [];
  const inside = (place: string, ...words: readonly string[]): string =>
    execFileSync('ip', ['netns', 'exec', `${prefix}${place}`, ...words], { encoding: 'utf8', stdio: 'pipe' });
  const add = (place: string): void => {
    execFileSync('ip', ['netns', 'add', `${prefix}${place}`]);
    made.push(`${prefix}${place}`);
    inside(place, 'ip', 'link', 'set', 'lo', 'up');
    writeEtc(place);
  };
  const etcOf = (place: string): string => join(folder, place, 'etc');
  const writeEtc = (place: string): void => {
    mkdirSync(etcOf(place), { recursive: true });
    for (const name of [
      'passwd',
      'group',
      'nsswitch.conf',
      'ld.so.cache',
      'localtime',
      'protocols',
      'alternatives',
    ])
      if (existsSync(`/etc/${name}`)) cpSync(`/etc/${name}`, join(etcOf(place), name), { recursive: true });
    const lines = Object.entries(hosts).map(([name, address]) => `${address} ${name}\n`);
    writeFileSync(join(etcOf(place), 'hosts'), `127.0.0.1 localhost\n${lines.join('')}`);
    writeFileSync(join(etcOf(place), 'resolv.conf'), 'nameserver 127.0.0.1\n');
  };
  const wordsFor = (place: string, command: readonly string[], asEnvoy: boolean): readonly string[] => {
    const caps = '+dac_override,+dac_read_search';
    const user = ['--reuid', `${ENVOY_USER}`, '--regid', `${ENVOY_USER}`, '--clear-groups'];
    const as = asEnvoy ? ['setpriv', ...user, '--inh-caps', caps, '--ambient-caps', caps] : [];
    const mounting = 'mount --bind "$0" /etc && exec "$@"';
    const shell = ['unshare', '-m', 'sh', '-c', mounting, etcOf(place)];
    return ['netns', 'exec', `${prefix}${place}`, ...shell, ...as, ...command];
  };
  add(ROUTER);
  inside(ROUTER, 'sysctl', '-qw', 'net.ipv4.ip_forward=1');
  for (const [network, address] of Object.entries(GATEWAYS)) {
    inside(ROUTER, 'ip', 'link', 'add', `br${network}`, 'type', 'bridge');
    inside(ROUTER, 'ip', 'addr', 'add', `${address}/24`, 'dev', `br${network}`);
    inside(ROUTER, 'ip', 'link', 'set', `br${network}`, 'up');
  }
  for (const { name, network, address, ports } of places) {
    add(name);
    const peer = ['type', 'veth', 'peer', 'name', `v${name}`, 'netns', `${prefix}${ROUTER}`];
    execFileSync('ip', ['link', 'add', 'eth0', 'netns', `${prefix}${name}`, ...peer]);
    inside(ROUTER, 'ip', 'link', 'set', `v${name}`, 'master', `br${network}`);
    inside(ROUTER, 'ip', 'link', 'set', `v${name}`, 'up');
    inside(name, 'ip', 'addr', 'add', `${address}/24`, 'dev', 'eth0');
    inside(name, 'ip', 'link', 'set', 'eth0', 'up');
    inside(name, 'ip', 'route', 'add', 'default', 'via', GATEWAYS[network]);
    if (ports !== undefined)
      for (const rule of rulesFor(ports)) inside(name, 'iptables', '-t', 'nat', ...rule.split(' '));
  }
  return {
    folder,
    start: (place, command, log, asEnvoy = false) => {
      const file = openSync(join(folder, log), 'a');
      children.push(
        spawn('ip', [...wordsFor(place, command, asEnvoy)], {
          stdio: ['ignore', file, file],
          detached: true,
        }),
      );
      closeSync(file);
    },
    run: (place, command) =>
      spawnSync('ip', [...wordsFor(place, command, false)], { encoding: 'utf8', timeout: 20_000 }).stdout,
    write: (place, path, text) => {
      const file = join(folder, place, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    },
    close: async () => {
      for (const child of children) {
        const ended = new Promise<void>((done) => {
          child.once('close', () => done());
        });
        if (child.exitCode !== null || child.pid === undefined) continue;
        process.kill(-child.pid, 'SIGKILL');
        await ended;
      }
      for (const name of made) spawnSync('ip', ['netns', 'del', name]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The rules of App Mesh's container: all that is not Envoy's own goes through Envoy, in both directions. */
const rulesFor = (ports: readonly number[]): readonly string[] => [
  `-A OUTPUT -p tcp -m owner --uid-owner ${ENVOY_USER} -j RETURN`,
  `-A OUTPUT -p tcp -m addrtype ! --dst-type LOCAL -j REDIRECT --to-ports ${OUTBOUND}`,
  `-A PREROUTING -p tcp -m multiport --dports ${ports.join(',')} -m addrtype ! --src-type LOCAL -j REDIRECT --to-ports ${INBOUND}`,
];
