import { setTimeout as pause } from 'node:timers/promises';
import { call } from '../net/call';
import { startImpostor } from '../net/impostor';
import { newMarker } from '../net/marker';
import type { Leaf } from '../pki';
import type { Outcome } from '../report';
import { isAnswer, type Dial, type Door, type Walk } from './walk';

/** Times that a caller has to leave a server without a word: once may have another reason. */
const REFUSALS = 2;
const ATTEMPTS = 8;

/** Whether a caller entrusts its request to a server with another certificate in the place of its own. */
export async function deceived(walk: Walk, address: string, leaf: Leaf): Promise<Outcome> {
  const impostor = await startImpostor(address, leaf);
  walk.wire.forget();
  walk.wire.lead(impostor.socket);
  try {
    let refusals = 0;
    for (let attempt = 0; attempt < ATTEMPTS && refusals < REFUSALS; attempt += 1) {
      const before = impostor.met;
      const marker = newMarker();
      await walk.call({ marker });
      // What is read from the line itself needs no certificate.
      if (impostor.has(marker) || walk.wire.seen.has(marker)) return 'accepted';
      if (impostor.alerts > 0) return 'refused';
      if (impostor.met > before) refusals += 1;
      else await pause(50);
    }
    return refusals > 0 ? 'refused' : 'unmeasured';
  } finally {
    walk.wire.lead(walk.home);
    await impostor.close();
  }
}

/** What came of several attempts with certificates: accepted where one was. */
export async function firstAccepted(
  leaves: readonly Leaf[],
  attempt: (leaf: Leaf) => Promise<Outcome>,
): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const leaf of leaves) {
    outcomes.push(await attempt(leaf));
    if (outcomes.at(-1) === 'accepted') break;
  }
  return worstOf(outcomes);
}

/** The outcome that says most of several. */
export const worstOf = (outcomes: readonly Outcome[]): Outcome =>
  (['accepted', 'unmeasured'] as const).find((outcome) => outcomes.includes(outcome)) ?? 'refused';

/** Whether a server's caller sends a request again that the server took without an answer. */
export async function repeated(walk: Walk, address: string, leaf: Leaf): Promise<Outcome> {
  const impostor = await startImpostor(address, leaf);
  walk.wire.forget();
  walk.wire.lead(impostor.socket);
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const marker = newMarker();
      await walk.call({ marker });
      const times = impostor.times(marker);
      if (times > 0) return times > 1 ? 'accepted' : 'refused';
      await pause(50);
    }
    return 'unmeasured';
  } finally {
    walk.wire.lead(walk.home);
    await impostor.close();
  }
}

/** Whether a listener lets a caller in that connects to it directly. */
export async function admitted(door: Door, dial: Dial): Promise<Outcome> {
  const marker = newMarker();
  const reply = await call({
    to: door.socket,
    protocol: door.protocol,
    marker,
    ...(dial && { tls: dial }),
  });
  return isAnswer(reply, { server: door.party, door }, marker) ? 'accepted' : 'refused';
}
