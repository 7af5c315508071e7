import type { MeasuredEdge } from './results';

/** What the verdict of an edge follows from, in few words: `handshake, caller ui.shop.internal, 5 of 5 impostors refused`. */
export function evidenceText({
  counters,
  peer,
  trials,
}: Pick<MeasuredEdge, 'counters' | 'peer' | 'trials'>): string {
  const name = callerIn(peer ?? '');
  return [
    ...handshakeText(counters),
    ...(name === undefined ? [] : [`caller ${name}`]),
    ...trialsText(trials),
  ].join(', ');
}

/** How many impostors were refused, and which were not. */
function trialsText(trials: MeasuredEdge['trials']): readonly string[] {
  const met = trials.filter(({ outcome }) => outcome !== 'unmeasured');
  const accepted = met.filter(({ outcome }) => outcome === 'accepted').map(({ trial }) => trial);
  if (met.length === 0) return [];
  const refused = `${met.length - accepted.length} of ${met.length} impostors refused`;
  return accepted.length === 0 ? [refused] : [refused, `accepted: ${accepted.join(', ')}`];
}

function handshakeText(counters: MeasuredEdge['counters']): readonly string[] {
  if (Object.keys(counters).length === 0) return [];
  return [hasHandshake(counters) ? 'handshake' : 'no handshake'];
}

const hasHandshake = (counters: MeasuredEdge['counters']): boolean =>
  Object.entries(counters).some(([name, count]) => name.endsWith('ssl.handshake') && count > 0);

/** The caller's name in `x-forwarded-client-cert`: its first DNS name, else its first URI. */
const callerIn = (peer: string): string | undefined =>
  ['DNS', 'URI']
    .map((key) => new RegExp(`(?:^|;)${key}="?([^;,"]+)`).exec(peer)?.[1])
    .find((name) => name !== undefined);
