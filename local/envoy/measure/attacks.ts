import { inParallel } from '../../../terraform/pool';
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
import { expired } from './impostors';
import type { Ground } from './measure';
import { admitted, deceived } from './trials';
import type { Door, Walk } from './walk';

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
  const atCallers = await inParallel(lines, WIDTH, (walk) => atCaller(ground, walk));
  return [...atDoors, ...forged, ...atCallers].flat();
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

/** Servers in the place of the one that a caller wants. */
async function atCaller(ground: Ground, walk: CallWalk): Promise<readonly LabAttack[]> {
  const { lookups, pki, address } = ground;
  const { expected: target, foreignServer, wrongName, expiredServer } = ground.callerTrials(walk);
  const { expected, another } = expectationsAtCaller(lookups, pki, walk, target);
  const tries: Readonly<Record<AtCaller, () => Promise<Outcome>>> = {
    'foreign-server': foreignServer,
    'wrong-name': wrongName,
    'another-workload': async () => (another === undefined ? 'unmeasured' : deceived(walk, address, another)),
    'expired-server': expiredServer,
  };
  return results(tries, expected, () => ({
    client: walk.client,
    server: walk.server,
    service: walk.service,
    port: walk.listener,
  }));
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
