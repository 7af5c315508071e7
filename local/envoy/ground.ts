import type { Lowered } from '../../core/dataplane';
import type { Closed } from '../../core/topology';
import { callerTrialsOf } from './measure/callers';
import { callWalks, type WiredLine } from './measure/calls';
import { doorsOf, doorTrialsOf } from './measure/doors';
import { keptBy } from './measure/kept';
import { lookupsOf } from './measure/lookups';
import type { Ground } from './measure/measure';
import { outsideWalks } from './measure/outside';
import { startEcho, type Listening } from './net/echo';
import { startWire } from './net/wire';
import type { Pki } from './pki';
import type { Relocated } from './relocate';

/** Starts the applications behind the proxies. */
export async function startApplications(
  { applications }: Relocated,
  pki: Pki,
  opened: Listening[],
): Promise<void> {
  for (const { party, listener, protocol, tls, socket } of applications)
    opened.push(
      await startEcho(socket, { party, listener, protocol, ...(tls && { tls: await pki.anyLeaf() }) }),
    );
}

/** Starts the lines between the proxies. */
export async function startLines({ lines }: Relocated, opened: Listening[]): Promise<readonly WiredLine[]> {
  const wired: WiredLine[] = [];
  for (const line of lines) {
    const wire = await startWire(line.listen, line.to);
    opened.push(wire);
    wired.push({ ...line, wire });
  }
  return wired;
}

/** Addresses that no proxy has: for load balancers, and for servers that take another one's place. */
function ownAddresses(network: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `${network}.254.${count % 250}`;
  };
}

/** All that can be walked, with callers from outside and their load balancers. */
export async function groundOf(
  lowered: Closed<Lowered>,
  { proxies, ways }: Relocated,
  lines: readonly WiredLine[],
  pki: Pki,
  network: string,
  opened: Listening[],
): Promise<Ground> {
  const lookups = lookupsOf(lowered);
  const doors = doorsOf(lookups, proxies);
  const address = ownAddresses(network);
  const impostors = address();
  const byId = new Map(proxies.map((proxy) => [proxy.id, proxy]));
  return {
    lookups,
    pki,
    proxies,
    doors: [...doors.values()],
    calls: callWalks(lookups, byId, lines, ways, doors),
    outside: await outsideWalks(proxies, { lookups, pki, doors, address, opened }),
    doorTrials: keptBy(
      (door) => doorTrialsOf(lookups, pki, door),
      (door) => door,
    ),
    // Several services may be reached over one line, on which one thing is tried at a time.
    callerTrials: keptBy(
      (walk) => callerTrialsOf(lookups, pki, impostors, walk),
      ({ wire }) => wire,
    ),
    address: impostors,
  };
}
