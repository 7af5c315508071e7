import { inParallel } from '../../../terraform/pool';
import type { ProxySpec } from '../../../core/dataplane/envoy';
import { ask } from '../admin';
import { call } from '../net/call';
import { newMarker } from '../net/marker';
import { newLeaf, type Leaf } from '../pki';
import type { AttackName, LabAttack, Outcome } from '../report';
import type { CallWalk } from './calls';
import {
  UNDECLARED,
  expectationsAtCaller,
  expectationsAtDoor,
  type AtCaller,
  type AtDoor,
} from './expectations';
import { forgeriesOf } from './forgeries';
import { expired, otherName, presentedBy } from './impostors';
import type { Ground } from './measure';
import { admitted, deceived, repeated } from './trials';
import { isAnswer, type Door, type Walk } from './walk';

const WIDTH = 6;

/**
 * Tries every attack that something should refuse, and those that a certificate of the topology lets succeed.
 * @param open walks that have answered; a header can be forged only there
 */
export async function tryAttacks(ground: Ground, open: ReadonlySet<Walk>): Promise<readonly LabAttack[]> {
  const atDoors = await inParallel(ground.doors, WIDTH, (door) => atDoor(ground, door));
  // One walk of each line: a service that is dialled on two ports has one line to its server.
  const lines = [...new Map(ground.calls.map((walk) => [walk.wire, walk])).values()];
  const forged = await inParallel(
    [...ground.calls, ...ground.outside].filter((walk) => open.has(walk)),
    WIDTH,
    forgeriesOf,
  );
  const direct = await inParallel(ground.doors, WIDTH, (door) => forgedDirectly(ground, door));
  const others = await inParallel(ground.proxies, WIDTH, (proxy) => atProxy(proxy, ground.calls));
  const atCallers = await inParallel(lines, WIDTH, (walk) => atCaller(ground, walk, open.has(walk)));
  return [...atDoors, ...forged, ...direct, ...atCallers, ...others].flat();
}

/** Callers that connect to a server's listener directly. */
async function atDoor(ground: Ground, door: Door): Promise<readonly LabAttack[]> {
  const { expected, caller, undeclared } = expectationsAtDoor(ground.lookups, ground.pki, door);
  const { plaintextCaller, callerWithoutCertificate, foreignCaller } = ground.doorTrials(door);
  const show = async (leaf: Promise<Leaf | undefined> | Leaf | undefined): Promise<Outcome> => {
    const certificate = await leaf;
    return certificate === undefined ? 'unmeasured' : admitted(door, { certificate });
  };
  const tries: Readonly<Record<AtDoor, () => Promise<Outcome>>> = {
    plaintext: plaintextCaller,
    'no-certificate': callerWithoutCertificate,
    'foreign-authority': foreignCaller,
    'undeclared-caller': () => show(undeclared?.leaf ?? otherWorkload(caller)),
    'similar-caller': () => show(caller && otherName(caller.issuer, caller.names)),
    'expired-caller': () => show(caller && expired(caller.issuer, caller.names)),
  };
  const names: Readonly<Partial<Record<AtDoor, string>>> = {
    'undeclared-caller': undeclared?.party ?? 'outside',
    'expired-caller': caller?.party ?? 'outside',
  };
  return results(tries, expected, (attack) => ({
    client: names[attack] ?? 'outside',
    server: door.party,
    port: door.listener,
  }));
}

/** Where every workload may call, one that does not is invented. */
const otherWorkload = (
  caller: { readonly issuer: Parameters<typeof newLeaf>[0]['issuer'] } | undefined,
): Promise<Leaf> | undefined => caller && newLeaf({ issuer: caller.issuer, names: [UNDECLARED] });

/** A permitted caller without a proxy of its own, which would remove what it forges. */
async function forgedDirectly({ lookups, pki }: Ground, door: Door): Promise<readonly LabAttack[]> {
  const { party: server, listener, protocol, socket: to } = door;
  const tls = lookups.listenerOf(server, listener)?.tls;
  if (server.startsWith('gateway/') || tls === undefined || tls.kind === 'application') return [];
  const { caller } = expectationsAtDoor(lookups, pki, door);
  const isEncrypted = tls.kind === 'mesh' && tls.mode !== 'DISABLED';
  const certificate = isEncrypted && caller !== undefined ? await newLeaf(caller) : undefined;
  const dial = isEncrypted ? (certificate === undefined ? {} : { certificate }) : undefined;
  // One that the listener does not admit forges nothing.
  if ((await admitted(door, dial)) !== 'accepted') return [];
  return forgeriesOf({
    client: caller?.party ?? 'outside',
    server,
    listener,
    protocol,
    isApplicationTls: false,
    door,
    call: (request) =>
      call({
        to,
        protocol,
        ...request,
        ...(dial && { tls: dial }),
      }),
  });
}

/** What nobody on the network may use of a proxy: what it has for its own application and for whoever operates it. */
async function atProxy(proxy: ProxySpec, calls: readonly CallWalk[]): Promise<readonly LabAttack[]> {
  const { id, bind, admin } = proxy;
  const asked = await ask({ address: bind, port: admin.port }, '/server_info');
  const found: LabAttack[] = [
    {
      attack: 'open-administration',
      client: 'outside',
      server: id,
      port: admin.port,
      expected: 'refused',
      measured: asked?.text.includes('command_line_options') ? 'accepted' : 'refused',
    },
  ];
  for (const walk of calls.filter(({ client, isProbe }) => client === id && !isProbe)) {
    const { protocol, outbound, server, service, listener, socket, isApplicationTls } = walk;
    const marker = newMarker();
    const reply = await call({
      to: { address: bind, port: socket.port },
      protocol,
      host: outbound.host,
      marker,
      ...(isApplicationTls && { tls: {} }),
    });
    found.push({
      attack: 'borrowed-proxy',
      client: 'outside',
      server,
      service,
      port: listener,
      expected: 'refused',
      measured: isAnswer(reply, walk, marker) ? 'accepted' : 'refused',
    });
  }
  return found;
}

/** Servers in the place of the one that a caller wants. */
async function atCaller(ground: Ground, walk: CallWalk, isOpen: boolean): Promise<readonly LabAttack[]> {
  const { lookups, pki, address } = ground;
  const { expected: target, foreignServer, wrongName, expiredServer } = ground.callerTrials(walk);
  const { expected, another } = expectationsAtCaller(lookups, pki, walk, target);
  const tries: Readonly<Record<AtCaller, () => Promise<Outcome>>> = {
    'foreign-server': foreignServer,
    'wrong-name': wrongName,
    'another-workload': async () => (another === undefined ? 'unmeasured' : deceived(walk, address, another)),
    'expired-server': expiredServer,
  };
  const repeats = repeatsOf(walk);
  const own = presentedBy(lookups, walk.server, walk.listener);
  const leaf = own && pki.leafOf(own.key, own.account);
  return results(
    {
      ...tries,
      'repeated-request': async () => (leaf === undefined ? 'unmeasured' : repeated(walk, address, leaf)),
    },
    { ...expected, ...(isOpen && leaf !== undefined && repeats && { 'repeated-request': repeats }) },
    () => ({
      client: walk.client,
      server: walk.server,
      service: walk.service,
      port: walk.listener,
    }),
  );
}

/** Conditions of Envoy's `retry_on` under which a request is sent again to which there was no answer. */
const UNANSWERED = ['reset', '5xx', 'gateway-error'];

/** Whether a request may be sent twice, as its routes say; absent: nothing is known about its only line. */
function repeatsOf({ outbound, isProbe, protocol }: CallWalk): Outcome | undefined {
  if (isProbe || protocol === 'tcp') return undefined;
  const retries = outbound.routes.flatMap(({ retry }) =>
    retry !== undefined && retry.times > 0 ? retry.on : [],
  );
  return retries.some((each) => UNANSWERED.includes(each)) ? 'accepted' : 'refused';
}

/** Tries, one after the other, what there is an expectation of. */
async function results<A extends AttackName>(
  tries: Readonly<Record<A, () => Promise<Outcome>>>,
  expected: Readonly<Partial<Record<A, Outcome>>>,
  ends: (attack: A) => Pick<LabAttack, 'client' | 'server' | 'service' | 'port'>,
): Promise<readonly LabAttack[]> {
  const found: LabAttack[] = [];
  for (const attack of Object.keys(tries) as A[]) {
    const outcome = expected[attack];
    if (outcome === undefined) continue;
    found.push({ attack, ...ends(attack), expected: outcome, measured: await tries[attack]() });
  }
  return found;
}
