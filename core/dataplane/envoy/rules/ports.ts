import { groupedBy } from '../../../base/collections';
import type { Path, Topology } from '../../../topology';
import { runtimeOf } from '../../runtimes';
import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';
import type { ListenerSpec } from '../../lowered';
import type { EnvoyLowered, EnvoyParty } from '../lowered';
import { ADMIN_PORT, frontPortOf, PROBE_PORT, proxyPortOf } from '../ports';

/** Ports of the proxy itself: its administration interface, and where the kernel redirects connections to. */
const ADMIN = { port: ADMIN_PORT, what: 'the administration of the proxy' };
const PROBE = { port: PROBE_PORT, what: 'the health check of the proxy' };
const REDIRECTED = [
  { port: 15_000, what: 'the proxy for connections that come in' },
  { port: 15_001, what: 'the proxy for connections that go out' },
];

interface Claim {
  readonly port: number;
  readonly what: string;
  /** Of a listener of the topology. */
  readonly at?: Path;
}

/** An application and its proxy share the addresses of a container, where a port is one's alone (RFC 9293, 3.3.1). */
export const portTaken: PlaneRule<EnvoyLowered> = {
  id: 'envoy/port-taken',
  severity: 'error',
  sentence: 'an application and its proxy, or two listeners of a proxy, would listen on the same port',
  source: 'RFC 9293',
  hitsOf: (topology, { parties }) =>
    parties.filter(({ existing }) => existing !== true).flatMap((party) => hitsIn(topology, party)),
};

function hitsIn(topology: Topology, party: EnvoyParty) {
  const claims = claimsOf(topology, party);
  const taken = new Set(claims.map(({ port }) => port));
  return [...groupedBy(claims, ({ port }) => String(port)).values()].flatMap((sharing) => {
    const [first, second] = sharing;
    const place = sharing.findLast(({ at }) => at !== undefined)?.at;
    if (first === undefined || second === undefined || place === undefined) return [];
    return [
      hit(
        place,
        `port ${first.port} of "${party.key}" is used by ${first.what} and by ${second.what}`,
        `write another port at this listener, such as ${freePort(first.port, taken)}`,
      ),
    ];
  });
}

const claimsOf = (topology: Topology, party: EnvoyParty): readonly Claim[] => [
  ADMIN,
  ...(runtimeOf(topology, party) === undefined ? [] : [PROBE]),
  ...(party.interception === 'iptables' ? REDIRECTED : []),
  ...party.listeners.flatMap((listener) => ofListener(party, listener)),
];

function ofListener(
  { kind, interception }: EnvoyParty,
  { at, port, frontOf }: ListenerSpec,
): readonly Claim[] {
  if (typeof port !== 'number') return [];
  if (frontOf !== undefined)
    return [{ port, at, what: `load balancers in front of its listener ${textOf(frontOf)}` }];
  const own: Claim = { port, at, what: `its own listener` };
  const proxy = kind === 'gateway' ? port : proxyPortOf(port, interception);
  return typeof proxy !== 'number' || proxy === port
    ? [own]
    : [own, { port: proxy, at, what: `the proxy of its listener ${port} (${distanceText(port, proxy)})` }];
}

/** `8080 + 20000`, or `65000 - 20000` where there is none above. */
const distanceText = (from: number, to: number): string =>
  `${from} ${to < from ? '-' : '+'} ${Math.abs(to - from)}`;

const textOf = (port: ListenerSpec['port']): string => (typeof port === 'number' ? String(port) : '');

const HIGHEST = 65_535;
const FIRST_FREE = 1_024;

/** The next port from which no other follows that is taken. */
function freePort(from: number, taken: ReadonlySet<number>): number {
  let port = from;
  do port = port === HIGHEST ? FIRST_FREE : port + 1;
  while ([port, proxyPortOf(port, 'none'), frontPortOf(port)].some((each) => taken.has(Number(each))));
  return port;
}
