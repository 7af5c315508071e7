import { quotedList } from '../base/text';
import {
  inLowerCase,
  isParameterRef,
  openParametersOf,
  type Authority,
  type Text,
  type Trust,
  type Value,
} from '../topology';
import type { CertificateSpec } from '../dataplane/lowered';

/** A value that the topology does not settle: what it could be, the most favourable first, and what would settle it. */
export interface Unknown<T> {
  readonly possible: readonly T[];
  readonly facts: readonly string[];
  readonly parameters: readonly string[];
}

export type Maybe<T> = T | Unknown<T>;

export function isUnknown<T>(value: Maybe<T>): value is Unknown<T> {
  return typeof value === 'object' && value !== null && 'possible' in value;
}

export const factUnknown = (...facts: readonly string[]): Unknown<boolean> => ({
  possible: [true, false],
  facts,
  parameters: [],
});

const parametersOpen = (parameters: readonly string[]): Unknown<boolean> => ({
  possible: [true, false],
  facts: [],
  parameters,
});

/** True as soon as one answer is; otherwise unknown as soon as one is. */
export function anyOf(answers: readonly Maybe<boolean>[]): Maybe<boolean> {
  if (answers.includes(true)) return true;
  const unknown = answers.filter((answer) => isUnknown(answer));
  if (unknown.length === 0) return false;
  return {
    possible: [true, false],
    facts: [...new Set(unknown.flatMap(({ facts }) => facts))],
    parameters: [...new Set(unknown.flatMap(({ parameters }) => parameters))],
  };
}

/** Two references to the same parameter are equal whatever its value. */
export function sameValue(one: Value<number>, other: Value<number>): Maybe<boolean> {
  const open = [
    ...new Set([one, other].flatMap((value) => (isParameterRef(value) ? [value.parameter] : []))),
  ];
  if (isParameterRef(one) && isParameterRef(other) && open.length === 1) return true;
  return open.length > 0 ? parametersOpen(open) : one === other;
}

/** Equal texts are equal whatever their parameters hold; different ones may still turn out equal while one is open. */
export function sameText(one: Text, other: Text): Maybe<boolean> {
  if (one === other) return true;
  const open = [...new Set([...openParametersOf(one), ...openParametersOf(other)])];
  return open.length > 0 && parametersOpen(open);
}

/** Whether a certificate's DNS name covers a host name, as RFC 6125 and Envoy do it: `*.` stands for one whole label. */
export function nameMatches(inCertificate: Text, expected: Text): Maybe<boolean> {
  const [pattern, host] = [inLowerCase(inCertificate), inLowerCase(expected)];
  const suffix = pattern.slice(1);
  if (!pattern.startsWith('*.') || !host.endsWith(suffix)) return sameText(pattern, host);
  const label = host.slice(0, -suffix.length);
  const open = openParametersOf(label);
  return open.length > 0 ? parametersOpen(open) : label !== '' && !label.includes('.');
}

/** Whether the certificate carries one of the expected names. These are exact: a wildcard among them equals no name. */
export function carriesName({ key, facts }: CertificateSpec, expected: readonly Text[]): Maybe<boolean> {
  const { names } = facts;
  if (names === undefined) return factUnknown(`names of certificate "${key}"`);
  const exact = expected.filter((host) => !host.includes('*'));
  // Nearly every certificate carries the name as it is expected, which takes no comparison of each with each.
  if (exact.some((host) => names.includes(host))) return true;
  return anyOf(names.flatMap((name) => exact.map((host) => nameMatches(name, host))));
}

/** Whether the certificate may stand on that side; nothing stated means on both. */
export const usableAs = ({ facts }: CertificateSpec, side: 'server' | 'client'): boolean =>
  facts.usages === undefined || facts.usages.includes(side);

/** The authorities of a topology, by their keys. */
export type Authorities = ReadonlyMap<string, Authority>;

/** Whether the certificate's chain reaches an authority of the trust; any authority of the chain will do. */
export function chainsTo(
  { key, facts }: CertificateSpec,
  trust: Trust,
  authorities: Authorities,
): Maybe<boolean> {
  const missing = [
    ...(facts.issuer === undefined ? [`issuer of certificate "${key}"`] : []),
    ...(trust.authorities === undefined ? [`authorities in ${trustText(trust)}`] : []),
  ];
  if (trust.authorities?.length === 0) return false;
  if (facts.issuer === undefined || trust.authorities === undefined) return factUnknown(...missing);

  const { chain, unknownParent } = chainOf(facts.issuer, authorities);
  const trusted = [...new Set(trust.authorities)].toSorted().flatMap((each) => authorities.get(each) ?? []);
  return anyOf([
    ...chain.flatMap((link) => trusted.map((authority) => sameAuthority(link, authority))),
    ...(unknownParent === undefined ? [] : [factUnknown(`parent of authority "${unknownParent}"`)]),
  ]);
}

/** How a trust is shown to people: its file or secret, or the authorities themselves. */
export function trustText(trust: Trust): string {
  switch (trust.kind) {
    case 'private-ca':
      return quotedList(trust.authorities);
    case 'file':
      return `trust file "${trust.chain}"`;
    case 'sds':
      return `trust secret "${trust.secret}"`;
  }
}

interface Chain {
  readonly chain: readonly Authority[];
  /** The last known authority, where it is a subordinate that nobody gave a parent. */
  readonly unknownParent?: string;
}

function chainOf(issuer: string, authorities: Authorities): Chain {
  const chain: Authority[] = [];
  for (let key: string | undefined = issuer; key !== undefined;) {
    const link: Authority | undefined = authorities.get(key);
    // A circle of parents is the topology's error, told there.
    if (link === undefined || chain.includes(link)) break;
    chain.push(link);
    key = link.kind === 'private-ca' ? link.parent : undefined;
  }
  const top = chain.at(-1);
  const open = top !== undefined && top.kind !== 'file' && top.level === 'subordinate';
  return open ? { chain, unknownParent: top.key } : { chain };
}

/** An existing authority is its ARN, under however many keys it is given. */
function sameAuthority(one: Authority, other: Authority): Maybe<boolean> {
  if (one.key === other.key) return true;
  return one.kind === 'existing-ca' && other.kind === 'existing-ca' && sameText(one.arn, other.arn);
}
