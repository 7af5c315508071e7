import { groupedBy, unique } from '../base/collections';
import { firstOf, quotedList } from '../base/text';
import type { Change, Resource } from '../planner/change';
import type { Topology } from '../topology';
import { authorityNamesIn, type AuthorityNames } from './authority-names';
import { addressOf, authoritiesIn, certificatesIn, trustsIn } from './deployed-trust';
import type { Lowered } from './lowered';
import { issuersOf, keysBySecret } from './issuers';
import { meetingsOf, type Meeting } from './meetings';
import { sentenceOf, stepText, type Move, type UnsafeMove } from './unsafe-moves';

/** What a deploy would do, and what there is of it. */
interface Wanted {
  readonly topology: Topology;
  readonly lowered: Pick<Lowered, 'parties' | 'connections' | 'certificates'>;
}

/**
 * Steps of a rotation that a deploy skips, and which comes first. A certificate may come from another authority once
 * all that verify it trust both, and an authority may go once nothing deployed trusts it. What is read is what is
 * deployed, not what was planned: a deploy that broke off has not taken its step.
 * @param holder name of the stack with the authorities; absent: they exist
 */
export const skippedSteps = (
  wanted: Wanted,
  holder: string | undefined,
): ((change: Change) => readonly string[]) => {
  // All stacks of a deploy are compared with the same states.
  const known = new WeakMap<readonly Resource[], Skipped>();
  return ({ stack, before, after }) => {
    const found = known.get(before) ?? skippedIn(wanted, before);
    known.set(before, found);
    const here = new Set(after.map(addressOf));
    const unsafe = found.unsafe.filter(({ address }) => here.has(address));
    const alike = groupedBy(unsafe, ({ from, to, step }) => `${step} ${from} ${to}`);
    return [
      ...[...alike.values()].map((group) => sentenceOf(wanted.topology, stack, group)),
      ...(stack === holder ? found.gone : []),
    ];
  };
};

/** What all of a deploy skips. */
interface Skipped {
  readonly unsafe: readonly UnsafeMove[];
  /** Sentences about authorities that would be deleted too early. */
  readonly gone: readonly string[];
}

function skippedIn(wanted: Wanted, before: readonly Resource[]): Skipped {
  const names = authorityNamesIn(wanted.topology, before);
  const moves = movesIn(wanted, names, before);
  return {
    unsafe: moves.length === 0 ? [] : unsafeMoves(names, moves, meetingsOf(wanted.lowered), before),
    gone: goneTooEarly(wanted, names, moves, before),
  };
}

/** The certificates that another authority is to issue; none where the states do not say which authority has which ARN. */
function movesIn(
  wanted: Wanted,
  { keyOf, arnOf }: AuthorityNames,
  before: readonly Resource[],
): readonly Move[] {
  const issuers = issuersOf(wanted);
  return certificatesIn(before, keysBySecret(wanted.topology)).flatMap((certificate): readonly Move[] => {
    const to = issuers.get(certificate.key);
    const from = keyOf(certificate.authority);
    const isKnown = to !== undefined && (from !== certificate.authority || arnOf(to) !== undefined);
    return isKnown && from !== to ? [{ ...certificate, from, to }] : [];
  });
}

function unsafeMoves(
  names: AuthorityNames,
  moves: readonly Move[],
  meetings: readonly Meeting[],
  before: readonly Resource[],
): readonly UnsafeMove[] {
  const trusts = trustsIn(before);
  const ofCertificate = groupedBy(meetings, ({ certificate }) => certificate);
  return moves.flatMap((move): readonly UnsafeMove[] => {
    const arns = names.arnsAbove(move.to);
    const keys = names.keysAbove(move.from);
    // What is not deployed yet has no calls that could fail.
    const verifying = (ofCertificate.get(move.key) ?? []).filter(
      ({ verifier }) => trusts(verifier).length > 0,
    );
    const unready = verifying.filter(
      ({ verifier }) => !trusts(verifier).every((trusted) => trusted.some((arn) => arns.has(arn))),
    );
    if (unready.length > 0) return [{ ...move, step: 'trust', parties: partiesOf(unready) }];
    // It may be changed before the certificate is.
    const hasty = verifying.filter(
      ({ trust }) => trust?.kind === 'private-ca' && !trust.authorities.some((key) => keys.has(key)),
    );
    return hasty.length > 0 ? [{ ...move, step: 'issue', parties: partiesOf(hasty) }] : [];
  });
}

const partiesOf = (meetings: readonly Meeting[]): readonly string[] =>
  unique(meetings.map(({ verifier }) => verifier.slice(verifier.indexOf('/') + 1)));

/** Authorities that the deploy would delete although something deployed trusts them. */
function goneTooEarly(
  wanted: Wanted,
  { arnOf }: AuthorityNames,
  moves: readonly Move[],
  before: readonly Resource[],
): readonly string[] {
  const { topology, lowered } = wanted;
  const { authorities } = topology;
  const moving = new Set(moves.map(({ from }) => from));
  const gone = [...authoritiesIn(before).keys()].filter(
    (key) => !Object.hasOwn(authorities, key) && !moving.has(key),
  );
  if (gone.length === 0) return [];
  const trusts = trustsIn(before);
  const [issuer = 'KEY'] = issuersOf(wanted).values();
  return gone.flatMap((key) => {
    const arn = arnOf(key) ?? '';
    const trusting = lowered.parties.filter(({ id }) => trusts(id).some((trusted) => trusted.includes(arn)));
    if (trusting.length === 0) return [];
    const who = firstOf(trusting.map((party) => party.key));
    return [
      `authority ${quotedList([key])} would be deleted, and ${who} ${trusting.length === 1 ? 'fetches' : 'fetch'} its certificate: a task that starts meanwhile would fail; keep it, and deploy first with ${stepText(key, issuer, 'finish')}`,
    ];
  });
}
