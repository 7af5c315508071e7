import { instantOf } from '../../../core/base/instant';
import type { LabAuthority, Leaf, Pki } from '../pki';
import type { AttackName, Outcome } from '../report';
import type { CallWalk } from './calls';
import { presentedBy, type Expected } from './impostors';
import type { ClosedCertificate, ClosedParty, Lookups, MeshTls } from './lookups';
import { carriesOne, exactOf } from './names';
import type { Door } from './walk';

/** Attacks by a caller on a listener. */
export type AtDoor = Extract<
  AttackName,
  | 'plaintext'
  | 'no-certificate'
  | 'foreign-authority'
  | 'undeclared-caller'
  | 'similar-caller'
  | 'expired-caller'
>;

/** Attacks by a server on a caller. */
export type AtCaller = Extract<
  AttackName,
  'foreign-server' | 'wrong-name' | 'another-workload' | 'expired-server'
>;

/** How a caller judges a server, as the topology says it. */
type Manner = 'enforcing' | 'lenient' | 'silent-acm' | 'silent';

/** Which servers a caller refuses; one that it accepts anyway is no attack. */
const AT_CALLER: Readonly<Record<Manner, readonly AtCaller[]>> = {
  enforcing: ['foreign-server', 'wrong-name', 'another-workload', 'expired-server'],
  lenient: [],
  // Without a policy the chain of a certificate of ACM is verified, and no name.
  'silent-acm': ['foreign-server', 'expired-server'],
  silent: [],
};

/** Which callers a listener refuses that asks for a certificate. */
const AT_ASKING_DOOR: readonly AtDoor[] = [
  'no-certificate',
  'foreign-authority',
  'undeclared-caller',
  'similar-caller',
  'expired-caller',
];

interface KnownCaller {
  readonly party: string;
  readonly issuer: LabAuthority;
  readonly names: readonly string[];
}

/** Somebody with a valid certificate whom the topology does not name as a caller. */
interface Stranger {
  readonly issuer: LabAuthority;
  readonly names: readonly string[];
  /** Certificates that are sent with its own. */
  readonly chain: readonly string[];
}

/** The name of a workload that is invented where the topology has none that may not call. */
export const UNDECLARED = 'undeclared.invalid';

/** What a listener should do with each caller, and who the callers are. */
export interface DoorExpectations {
  readonly expected: Readonly<Partial<Record<AtDoor, Outcome>>>;
  /** One that may call. */
  readonly caller?: KnownCaller;
  /** One that may not, with a certificate of its own; absent: everybody may. */
  readonly undeclared?: { readonly party: string; readonly leaf: Leaf };
}

export function expectationsAtDoor(lookups: Lookups, pki: Pki, door: Door): DoorExpectations {
  const tls = lookups.listenerOf(door.party, door.listener)?.tls;
  if (tls?.kind !== 'mesh' || tls.mode === 'DISABLED') return { expected: {} };
  const plaintext = tls.mode === 'STRICT' ? ({ plaintext: 'refused' } as const) : {};
  const { validation } = tls;
  if (validation === undefined) return { expected: plaintext };
  const caller = callerOf(lookups, pki, door, tls);
  const undeclared = undeclaredOf(lookups, pki, door);
  const asked = AT_ASKING_DOOR.filter(
    (attack) =>
      (attack !== 'expired-caller' || caller !== undefined) &&
      (attack !== 'similar-caller' || (caller !== undefined && exactOf(validation.names).length > 0)),
  );
  const stranger = undeclared ?? (caller && { ...caller, names: [UNDECLARED], chain: caller.issuer.chain });
  return {
    expected: {
      ...plaintext,
      ...all(asked),
      ...(stranger && { 'undeclared-caller': isAccepted(pki, stranger, tls) ? 'accepted' : 'refused' }),
    },
    ...(caller && { caller }),
    ...(undeclared && { undeclared }),
  };
}

const all = <A extends string>(attacks: readonly A[]): Readonly<Partial<Record<A, Outcome>>> =>
  Object.fromEntries(attacks.map((attack) => [attack, 'refused'])) as Partial<Record<A, Outcome>>;

/** A permitted caller, with the names by which the listener knows it. */
function callerOf(lookups: Lookups, pki: Pki, door: Door, tls: MeshTls): KnownCaller | undefined {
  const wanted = tls.validation?.names ?? [];
  for (const party of lookups.callersOf(door.party, door.listener)) {
    const found = lookups.partyOf(party);
    for (const certificate of found === undefined ? [] : lookups.shownBy(found)) {
      const leaf = pki.leafOf(certificate.key, certificate.account);
      const issuer = pki.issuerOf(certificate.key, certificate.account);
      if (leaf && issuer && carriesOne(leaf.names, wanted))
        return { party, issuer, names: wanted.length > 0 ? wanted : leaf.names };
    }
  }
  return undefined;
}

/** Somebody else of the mesh, with a certificate that callers can show. */
function undeclaredOf(
  lookups: Lookups,
  pki: Pki,
  door: Door,
): (Stranger & { readonly party: string; readonly leaf: Leaf }) | undefined {
  const callers = lookups.callersOf(door.party, door.listener);
  const others = lookups.parties.filter(({ id }) => id !== door.party && !callers.has(id));
  for (const party of others)
    for (const certificate of usable(lookups, party, 'client')) {
      const leaf = pki.leafOf(certificate.key, certificate.account);
      const issuer = pki.issuerOf(certificate.key, certificate.account);
      if (leaf !== undefined && issuer !== undefined)
        return { party: party.id, leaf, issuer, names: leaf.names, chain: [leaf.chain] };
    }
  return undefined;
}

/** What a caller should do with each server in the place of its own. */
export function expectationsAtCaller(
  lookups: Lookups,
  pki: Pki,
  walk: Pick<CallWalk, 'client' | 'server' | 'service' | 'listener'>,
  target: Expected,
): { readonly expected: Readonly<Partial<Record<AtCaller, Outcome>>>; readonly another?: Leaf } {
  const manner = mannerOf(lookups, walk);
  if (manner === undefined) return { expected: {} };
  const another = anotherOf(lookups, pki, walk, target);
  const attacks = AT_CALLER[manner]
    .filter((attack) => attack !== 'another-workload' || another !== undefined)
    .filter((attack) => target.issuer !== undefined || attack === 'foreign-server');
  return { expected: all(attacks), ...(another && { another }) };
}

function mannerOf(
  lookups: Lookups,
  { client, server, service, listener }: Pick<CallWalk, 'client' | 'server' | 'service' | 'listener'>,
): Manner | undefined {
  const policy = lookups.policyOf(client, service, listener);
  if (policy !== undefined) return policy.enforce ? 'enforcing' : 'lenient';
  const tls = lookups.listenerOf(server, listener)?.tls;
  // What nobody encrypts, anybody may answer.
  if (tls?.kind === 'mesh' && tls.mode === 'DISABLED') return undefined;
  const source = presentedBy(lookups, server, listener)?.source.kind;
  return source === undefined ? undefined : source === 'issue' || source === 'acm' ? 'silent-acm' : 'silent';
}

/** The certificate of another workload that carries no name which the caller expects. */
function anotherOf(
  lookups: Lookups,
  pki: Pki,
  { server }: Pick<CallWalk, 'server'>,
  { names }: Expected,
): Leaf | undefined {
  if (names.length === 0) return undefined;
  for (const party of lookups.parties.filter(({ id }) => id !== server))
    for (const certificate of usable(lookups, party, 'server')) {
      const leaf = pki.leafOf(certificate.key, certificate.account);
      if (leaf !== undefined && !carriesOne(leaf.names, names)) return leaf;
    }
  return undefined;
}

/** Certificates of a party that are good for a side, and valid today. */
const usable = (
  lookups: Lookups,
  party: ClosedParty,
  side: 'server' | 'client',
): readonly ClosedCertificate[] =>
  lookups.shownBy(party).filter(({ facts: { usages, validity, issuer } }) => {
    const [from, until] = [
      validity?.from === undefined ? undefined : instantOf(validity.from),
      validity?.until === undefined ? undefined : instantOf(validity.until, true),
    ];
    const now = Date.now();
    const isValid = (from ?? now) <= now && now < (until ?? now + 1);
    return issuer !== undefined && isValid && (usages?.includes(side) ?? true);
  });

/** Whether a listener accepts a caller of a certificate that is valid. */
function isAccepted(pki: Pki, { names, issuer, chain }: Stranger, { validation }: MeshTls): boolean {
  if (validation === undefined) return true;
  return carriesOne(names, validation.names) && isTrusted(pki, issuer, chain, validation.trust.authorities);
}

/** Whether a chain reaches an authority that is trusted: each below it has to come with the certificate. */
function isTrusted(
  pki: Pki,
  issuer: LabAuthority,
  chain: readonly string[],
  trusted: readonly string[] | undefined,
): boolean {
  if (trusted === undefined) return true;
  const anchors = new Set(trusted.flatMap((key) => pki.authorities.get(key)?.pem ?? []));
  const path = [issuer.pem, ...issuer.signers];
  const reached = path.findIndex((pem) => anchors.has(pem));
  const sent = chain.join('\n');
  return reached !== -1 && path.slice(0, reached).every((pem) => sent.includes(pem));
}
