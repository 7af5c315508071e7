import type { MeasuredEdge } from './results';

/** What the verdict of an edge follows from, in few words: `handshake, caller ui.shop.internal, 4 of 4 impostors refused`. */
export function evidenceText({
  counters,
  peer,
  trials,
}: Pick<MeasuredEdge, 'counters' | 'peer' | 'trials'>): string {
  const met = trials.filter(({ outcome }) => outcome !== 'unmeasured');
  const refused = met.filter(({ outcome }) => outcome === 'refused').length;
  const name = callerIn(peer ?? '');
  return [
    ...(hasHandshake(counters) ? ['handshake'] : []),
    ...(name === undefined ? [] : [`caller ${name}`]),
    ...(met.length === 0 ? [] : [`${refused} of ${met.length} trials refused`]),
  ].join(', ');
}

const hasHandshake = (counters: MeasuredEdge['counters']): boolean =>
  Object.entries(counters).some(([name, count]) => name.endsWith('ssl.handshake') && count > 0);

/** The caller's name in `x-forwarded-client-cert`: its first DNS name, else its first URI. */
const callerIn = (peer: string): string | undefined =>
  ['DNS', 'URI']
    .map((key) => new RegExp(`(?:^|;)${key}="?([^;,"]+)`).exec(peer)?.[1])
    .find((name) => name !== undefined);
