import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProxySpec } from '../../core/dataplane/envoy';
import { inParallel } from '../../terraform/pool';
import { ask } from './admin';
import { homeOf, nameOf } from './files';
import type { Guard } from './guard';
import { connected } from './net/connect';

/** Proxies that start at the same time. */
const WIDTH = 8;
/** How long a proxy may take to be ready, in milliseconds. */
const PATIENCE = 30_000;
/** How long a listener of a ready proxy may take to show its certificate, in milliseconds. */
const HANDSHAKE = 3000;

/**
 * Starts the proxies and waits until each is ready and shows its certificates: an Envoy says that it is ready while it still
 * lacks them.
 * @returns process ids, by party id
 */
export async function startAll(
  guard: Guard,
  folder: string,
  proxies: readonly ProxySpec[],
): Promise<ReadonlyMap<string, number>> {
  return new Map(
    await inParallel(proxies, WIDTH, async (proxy) => {
      const pid = await guard.start(nameOf(proxy));
      await ready(guard, folder, proxy);
      await handshakes(proxy);
      return [proxy.id, pid] as const;
    }),
  );
}

async function ready(guard: Guard, folder: string, proxy: ProxySpec): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (performance.now() < end) {
    if (guard.hasEnded(nameOf(proxy))) break;
    if ((await ask(proxy.admin, '/ready'))?.status === 200) return;
    await pause(20);
  }
  throw new Error(`the proxy of "${proxy.id}" is not ready: ${reasonOf(homeOf(folder, proxy))}`);
}

/** A listener whose certificate cannot be used does not answer; the edges that lead to it are measured all the same. */
async function handshakes({ bind, inbound }: ProxySpec): Promise<void> {
  for (const { port, protocol, tls } of inbound) {
    if (tls.kind !== 'mesh' || tls.mode === 'DISABLED') continue;
    const end = performance.now() + HANDSHAKE;
    while (performance.now() < end && !(await shakesHands({ address: bind, port }, protocol)))
      await pause(50);
  }
}

async function shakesHands(
  socket: Parameters<typeof connected>[0],
  protocol: Parameters<typeof connected>[1],
): Promise<boolean> {
  try {
    (await connected(socket, protocol, {}, 1000)).destroy();
    return true;
  } catch {
    return false;
  }
}

/** The last thing that an Envoy said, or what is known to be behind it. */
function reasonOf(home: string): string {
  const said = ['errors.log', 'envoy.log'].flatMap((name) => linesOf(join(home, name)));
  if (said.some((line) => line.includes('inotify')))
    return 'the system has no more inotify instances; raise them with "sysctl fs.inotify.max_user_instances=1024"';
  const line = said.findLast((each) => /\[(critical|error)\]/.test(each)) ?? said.at(-1);
  return line === undefined ? 'it does not answer' : line.replace(/^(\[[^\]]*\]\s*)+/, '');
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
  } catch {
    return [];
  }
}
