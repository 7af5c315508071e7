import { groupedBy, unique } from '../base/collections';
import { firstOf, quotedList } from '../base/text';
import type { Change, Resource } from '../planner/change';
import { openParametersOf, type RotationStep, type Topology } from '../topology';
import { authoritiesIn, certificatesIn, trustsIn, type DeployedCertificate } from './deployed-trust';
import type { Lowered } from './lowered';
import { meetingsOf, type Meeting } from './meetings';

/** What a deploy would do, and what there is of it. */
interface Wanted {
  readonly topology: Topology;
  readonly lowered: Pick<Lowered, 'parties' | 'connections' | 'certificates'>;
}

/** A deployed certificate that another authority is to issue. */
interface Move extends DeployedCertificate {
  /** Key of the authority that issued it, or its ARN where no key is known. */
  readonly from: string;
  /** Key of the one that is to issue it. */
  readonly to: string;
}

/** How the authorities of a topology, and those that are deployed, are called. */
interface Names {
  /** ARNs of an authority and of those above it, which the trust in any of them covers. */
  readonly arnsAbove: (key: string) => ReadonlySet<string>;
  readonly keyOf: (arn: string) => string;
  /** Keys of an authority and of those above it. */
  readonly keysAbove: (key: string) => ReadonlySet<string>;
  readonly arnOf: (key: string) => string | undefined;
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
  const meetings = groupedBy(meetingsOf(wanted.lowered), ({ certificate }) => certificate);
  return ({ stack, before, after }) => {
    const names = namesIn(wanted.topology, before);
    const moves = movesIn(wanted, names, before);
    const here = new Set(after.filter(({ type }) => type === 'aws_acm_certificate').map(({ name }) => name));
    const unsafe = unsafeMoves(names, moves, meetings, before).filter(({ name }) => here.has(name));
    const alike = groupedBy(unsafe, ({ from, to, step }) => `${step} ${from} ${to}`);
    return [
      ...[...alike.values()].map((group) => sentenceOf(wanted.topology, stack, group)),
      ...(stack === holder ? goneTooEarly(wanted, names, moves, before) : []),
    ];
  };
};

function namesIn({ authorities }: Topology, before: readonly Resource[]): Names {
  const arns = new Map(authoritiesIn(before));
  for (const authority of Object.values(authorities))
    if (authority.kind === 'existing-ca' && openParametersOf(authority.arn).length === 0)
      arns.set(authority.key, authority.arn);
  const keys = new Map([...arns].map(([key, arn]) => [arn, key]));
  const keysAbove = (key: string): ReadonlySet<string> => {
    const above = new Set<string>();
    for (let each: string | undefined = key; each !== undefined && !above.has(each);) {
      above.add(each);
      each = Object.hasOwn(authorities, each) ? authorities[each]?.parent : undefined;
    }
    return above;
  };
  return {
    keyOf: (arn) => keys.get(arn) ?? arn,
    arnOf: (key) => arns.get(key),
    keysAbove,
    arnsAbove: (key) => new Set([...keysAbove(key)].flatMap((each) => arns.get(each) ?? [])),
  };
}

/** The certificates that another authority is to issue; none where the states do not say which authority has which ARN. */
function movesIn({ lowered }: Wanted, { keyOf, arnOf }: Names, before: readonly Resource[]): readonly Move[] {
  const issuers = new Map(
    lowered.certificates.flatMap(({ key, source }) =>
      source.kind === 'issue' ? [[key, source.authority] as const] : [],
    ),
  );
  return certificatesIn(before).flatMap((certificate): readonly Move[] => {
    const to = issuers.get(certificate.key);
    const from = keyOf(certificate.authority);
    const isKnown = to !== undefined && (from !== certificate.authority || arnOf(to) !== undefined);
    return isKnown && from !== to ? [{ ...certificate, from, to }] : [];
  });
}

interface UnsafeMove extends Move {
  /** What has to come before it. */
  readonly step: 'trust' | 'issue';
  /** Keys of those that would not verify the certificate. */
  readonly parties: readonly string[];
}

function unsafeMoves(
  names: Names,
  moves: readonly Move[],
  meetings: ReadonlyMap<string, readonly Meeting[]>,
  before: readonly Resource[],
): readonly UnsafeMove[] {
  if (moves.length === 0) return [];
  const trusts = trustsIn(before);
  return moves.flatMap((move): readonly UnsafeMove[] => {
    const arns = names.arnsAbove(move.to);
    const keys = names.keysAbove(move.from);
    // What is not deployed yet has no calls that could fail.
    const verifying = (meetings.get(move.key) ?? []).filter(({ verifier }) => trusts(verifier).length > 0);
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

/** One sentence about certificates of a stack that have the same way to go. */
function sentenceOf({ rotation }: Topology, stack: string, group: readonly UnsafeMove[]): string {
  const [{ from, to, step } = { from: '', to: '', step: 'trust' as const }] = group;
  const keys = unique(group.map(({ key }) => key));
  const parties = unique(group.flatMap((move) => move.parties));
  const what = `${keys.length === 1 ? 'certificate' : 'certificates'} ${firstOf(keys)} of stack "${stack}"`;
  const who = firstOf(parties);
  const problem =
    step === 'trust'
      ? `${what} would come from authority "${to}", which is not trusted yet by ${who}`
      : `${what} would change from authority "${from}" in the same deploy in which ${who} would stop trusting it`;
  // On the way back to the authority that was replaced, both are trusted again first.
  const isBack = rotation?.from === to && rotation.to === from;
  const first = isBack ? stepText(to, from, 'issue') : stepText(from, to, step);
  const over =
    rotation === undefined && step === 'trust'
      ? `; or, where "${from}" has taken the place of "${to}", write ${from} where certificates and trusts name ${to}, and drop authority "${to}"`
      : '';
  return `${problem}: calls would fail until all of them are changed; deploy first with ${first}${over}`;
}

const stepText = (from: string, to: string, step: RotationStep): string =>
  `rotation: { from: ${from}, to: ${to}, step: ${step} }`;

/** Authorities that the deploy would delete although something deployed trusts them. */
function goneTooEarly(
  { topology, lowered }: Wanted,
  { arnOf }: Names,
  moves: readonly Move[],
  before: readonly Resource[],
): readonly string[] {
  const { authorities } = topology;
  const gone = [...authoritiesIn(before).keys()].filter(
    (key) => !Object.hasOwn(authorities, key) && moves.every(({ from }) => from !== key),
  );
  if (gone.length === 0) return [];
  const trusts = trustsIn(before);
  return gone.flatMap((key) => {
    const arn = arnOf(key) ?? '';
    const trusting = lowered.parties.filter(({ id }) => trusts(id).some((trusted) => trusted.includes(arn)));
    if (trusting.length === 0) return [];
    const issuers = unique(
      lowered.certificates.flatMap(({ source }) => (source.kind === 'issue' ? [source.authority] : [])),
    );
    const who = firstOf(trusting.map((party) => party.key));
    return [
      `authority ${quotedList([key])} would be deleted, and ${who} ${trusting.length === 1 ? 'fetches' : 'fetch'} its certificate: a task that starts meanwhile would not come up; keep it, and deploy first with ${stepText(key, issuers[0] ?? 'KEY', 'finish')}`,
    ];
  });
}
