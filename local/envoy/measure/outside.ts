import type { ProxySpec, SocketSpec } from '../../../core/dataplane/envoy';
import { loadBalancerIdOf } from '../../../core/dataplane/placed-entries';
import type { ClientPolicy, Closed, Entry } from '../../../core/topology';
import { startBalancer, type Balancer } from '../net/balancer';
import { call } from '../net/call';
import type { Listening } from '../net/echo';
import { newMarker } from '../net/marker';
import { startWire, type Wire } from '../net/wire';
import type { Pki } from '../pki';
import type { Measured } from '../report';
import { doorId, type Doors } from './doors';
import type { ClosedListener, ClosedParty, Lookups, TlsPolicy } from './lookups';
import { covers } from './lookups';
import type { Dial, Door, Walk } from './walk';

/** A walk from outside, through a load balancer or without one. */
export interface OutsideWalk extends Walk {
  /** What the callers require, where their own bytes reach the listener. */
  readonly policy?: TlsPolicy;
  /** `load-balancer/<key>:<port>`, and what the line to it shows; absent without one. */
  readonly balancer?: { readonly id: string; readonly port: number; measure(): Promise<Measured> };
}

/** What the walks need to be set up. */
export interface OutsideOptions {
  readonly lookups: Lookups;
  readonly pki: Pki;
  readonly doors: Doors;
  /** A new address of the lab. */
  readonly address: () => string;
  /** What has to be closed at the end. */
  readonly opened: Listening[];
}

/** Every way in from outside of which the topology says how callers come. */
export async function outsideWalks(
  proxies: readonly ProxySpec[],
  options: OutsideOptions,
): Promise<readonly OutsideWalk[]> {
  const walks: OutsideWalk[] = [];
  for (const { id } of proxies) {
    const party = options.lookups.partyOf(id);
    if (party === undefined) continue;
    for (const entry of party.entries) walks.push(...(await throughBalancer(party, entry, options)));
    if (party.kind !== 'gateway') continue;
    for (const { port } of party.listeners)
      if (!party.entries.some(({ listener }) => listener === port))
        walks.push(...(await directly(party, port, options)));
  }
  return walks;
}

/** Ports of the lab's own servers, each at an address of its own. */
const OWN_PORT = 18_000;

async function directly(
  party: ClosedParty,
  port: number,
  { lookups, pki, doors, address, opened }: OutsideOptions,
): Promise<readonly OutsideWalk[]> {
  const found = foundAt(party, port, lookups, doors);
  const dial = found && dialOf(found.listener, party.callers, port, party, pki);
  if (found === undefined || dial === undefined) return [];
  const listen = { address: address(), port: OWN_PORT };
  const wire = await startWire([listen], found.door.socket);
  opened.push(wire);
  return [walkOf('outside', found, wire, listen, dial, policyOf(party.callers))];
}

async function throughBalancer(
  party: ClosedParty,
  entry: Closed<Entry>,
  { lookups, pki, doors, address, opened }: OutsideOptions,
): Promise<readonly OutsideWalk[]> {
  const found = foundAt(party, entry.listener, lookups, doors);
  if (found === undefined) return [];
  const callers = entry.callers ?? party.callers;
  const isPassed = entry.inside === 'passed';
  const passes = entry.inside === 'plain' && found.listener.tls.kind === 'application';
  const dial = isPassed
    ? dialOf(found.listener, callers, entry.port, party, pki)
    : { tls: entry.outside.kind === 'tls' || passes ? {} : undefined };
  if (dial === undefined) return [];
  const sockets = Array.from({ length: 3 }, () => ({ address: address(), port: OWN_PORT }));
  const [front, middle, back] = sockets as [SocketSpec, SocketSpec, SocketSpec];
  const certificate =
    entry.outside.kind === 'tls' && !isPassed
      ? (pki.leafOf(entry.outside.certificate, party.account) ?? (await pki.anyLeaf()))
      : undefined;
  const outer = await startWire([front], middle);
  const inner = await startWire([back], found.door.socket);
  const balancer = await startBalancer({
    listen: middle,
    to: back,
    protocol: found.door.protocol,
    isEncrypting: entry.inside === 'encrypted',
    ...(certificate && { certificate }),
  });
  opened.push(outer, inner, balancer);
  const id = loadBalancerIdOf(party, entry);
  const walk = walkOf(id, found, inner, front, dial, isPassed ? policyOf(callers) : undefined);
  return [
    {
      ...walk,
      isApplicationTls: found.listener.tls.kind === 'application' && (isPassed || passes),
      balancer: { id, port: entry.port, measure: () => outerOf(walk, outer, balancer) },
    },
  ];
}

/** What the line to a load balancer shows; where it terminates TLS nobody verifies it here, as no policy says how. */
async function outerOf(walk: Walk, outer: Wire, balancer: Balancer): Promise<Measured> {
  outer.forget();
  const before = balancer.handshakes;
  const marker = newMarker();
  await walk.call({ marker });
  if (outer.seen.has(marker)) return 'plaintext';
  if (balancer.handshakes > before) return 'encrypted';
  return 'unmeasured';
}

interface Found {
  readonly party: ClosedParty;
  readonly listener: ClosedListener;
  readonly door: Door;
}

function foundAt(party: ClosedParty, port: number, lookups: Lookups, doors: Doors): Found | undefined {
  const listener = lookups.listenerOf(party.id, port);
  const door = doors.get(doorId(party.id, port));
  return listener && door && { party, listener, door };
}

const policyOf = (callers: Closed<ClientPolicy> | undefined): TlsPolicy | undefined =>
  callers?.kind === 'tls' && callers.enforce ? callers : undefined;

/**
 * How callers from outside connect with their own TLS. Where nothing is stated they do what the listener requires;
 * undefined: it is not stated, and the listener takes both.
 */
function dialOf(
  { tls }: ClosedListener,
  callers: Closed<ClientPolicy> | undefined,
  dialled: number,
  party: ClosedParty,
  pki: Pki,
): { readonly tls: Dial } | undefined {
  const mode = tls.kind === 'mesh' ? tls.mode : tls.kind;
  const isPlain = mode === 'none' || mode === 'DISABLED';
  if (callers?.kind === 'none') return { tls: undefined };
  if (callers === undefined || !covers(callers, dialled)) {
    const asks = tls.kind === 'mesh' && tls.validation !== undefined;
    return isPlain ? { tls: undefined } : mode === 'PERMISSIVE' || asks ? undefined : { tls: {} };
  }
  if (!callers.enforce && isPlain) return { tls: undefined };
  const names = callers.names.length > 0 ? callers.names : [party.outsideName ?? []].flat();
  const leaf = callers.certificate === undefined ? undefined : pki.leafOf(callers.certificate, party.account);
  return {
    tls: {
      ...(leaf && { certificate: leaf }),
      ...(callers.enforce && { verify: { bundle: pki.bundleOf(callers.trust.authorities), names } }),
    },
  };
}

function walkOf(
  client: string,
  { party, listener, door }: Found,
  wire: Wire,
  to: SocketSpec,
  dial: { readonly tls: Dial },
  policy: TlsPolicy | undefined,
): OutsideWalk {
  const { protocol } = door;
  return {
    client,
    server: party.id,
    listener: listener.port,
    protocol,
    socket: to,
    wire,
    home: door.socket,
    door,
    isApplicationTls: listener.tls.kind === 'application',
    ...(policy && { policy }),
    call: (request) => call({ to, protocol, ...request, ...(dial.tls && { tls: dial.tls }) }),
  };
}
