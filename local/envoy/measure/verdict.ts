import { setTimeout as pause } from 'node:timers/promises';
import { countersOf, risenOf } from '../admin';
import type { Reply } from '../net/call';
import { newMarker } from '../net/marker';
import type { LabEdge, Measured, Outcome, Trial } from '../report';
import { isAnswer, type Walk } from './walk';

/** One request over a walk, and what could be seen of it. */
export interface Passage {
  readonly isAnswered: boolean;
  /** What was on the line. */
  readonly bytes: 'plaintext' | 'tls' | 'nothing';
  readonly reply: Reply;
  readonly counters: LabEdge['counters'];
}

const ATTEMPTS = 3;
const BETWEEN_MS = 150;

/** Sends a request over a walk. One that fails is repeated: an Envoy may only just have found its upstreams. */
export async function passageOf(walk: Walk): Promise<Passage> {
  let passage = await once(walk);
  for (let attempt = 1; attempt < ATTEMPTS && !passage.isAnswered; attempt += 1) {
    await pause(BETWEEN_MS);
    passage = await once(walk);
  }
  return passage;
}

async function once(walk: Walk): Promise<Passage> {
  const { wire, proxy, door } = walk;
  const countAll = (): Promise<readonly (ReadonlyMap<string, number> | undefined)[]> =>
    Promise.all([proxy && countersOf(proxy), door && countersOf(door.proxy)]);
  // A connection that is open already would show no handshake.
  wire.lead(walk.home);
  wire.forget();
  const before = await countAll();
  const marker = newMarker();
  const reply = await walk.call({ marker });
  const after = await countAll();
  const counters = ['client', 'server'].flatMap((side, index) => {
    const [one, other] = [before[index], after[index]];
    return one === undefined || other === undefined ? [] : Object.entries(risenOf(side, one, other));
  });
  return {
    isAnswered: isAnswer(reply, walk, marker),
    bytes: wire.seen.has(marker) ? 'plaintext' : wire.seen.tls > 0 ? 'tls' : 'nothing',
    reply,
    counters: Object.fromEntries(counters),
  };
}

/** What can be tried on a walk, each when it is needed. */
export interface Trials {
  /** A server of a foreign authority, with the names that the caller expects. */
  readonly foreignServer: () => Promise<Outcome>;
  /** A server of the right authority with another name. */
  readonly wrongName: () => Promise<Outcome>;
  /** Callers of the same listener without TLS, without a certificate, and with one of a foreign authority. */
  readonly plaintextCaller: () => Promise<Outcome>;
  readonly callerWithoutCertificate: () => Promise<Outcome>;
  readonly foreignCaller: () => Promise<Outcome>;
}

/** Of each trial, the verdict that follows where it is accepted; in this order. */
const LADDER: readonly (readonly [trial: keyof Trials, name: string, verdict: Measured])[] = [
  ['foreignServer', 'server of a foreign authority', 'encrypted'],
  ['wrongName', 'server with another name', 'encrypted'],
  ['plaintextCaller', 'caller without TLS', 'verified'],
  ['callerWithoutCertificate', 'caller without a certificate', 'verified'],
  ['foreignCaller', 'caller of a foreign authority', 'verified'],
];

/** The verdict of a passage. Nothing is concluded from a trial that met no one. */
export async function verdictOf(
  { isAnswered, bytes }: Passage,
  isApplicationTls: boolean,
  trials: Trials,
): Promise<{ readonly measured: Measured; readonly trials: readonly Trial[] }> {
  if (!isAnswered) return { measured: 'broken', trials: [] };
  if (bytes === 'plaintext') return { measured: 'plaintext', trials: [] };
  if (bytes === 'nothing') return { measured: 'unmeasured', trials: [] };
  if (isApplicationTls) return { measured: 'application', trials: [] };
  const done: Trial[] = [];
  for (const [trial, name, verdict] of LADDER) {
    const outcome = await trials[trial]();
    done.push({ trial: name, outcome });
    if (outcome === 'accepted') return { measured: verdict, trials: done };
    if (outcome === 'unmeasured') return { measured: 'unmeasured', trials: done };
  }
  return { measured: 'mutual', trials: done };
}
