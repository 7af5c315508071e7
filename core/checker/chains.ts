import { quotedList } from '../base/text';
import { pathText, type Authority, type Trust } from '../topology';
import type { CertificateSpec } from '../dataplane/lowered';
import { factOf } from './certificate-facts';
import { anyOf, factUnknown, isUnknown, sameText, type Fact, type Maybe } from './facts';

/** The authorities of a topology, by their keys. */
export type Authorities = ReadonlyMap<string, Authority>;

/** Whether the certificate's chain reaches an authority of the trust; any authority of the chain will do. */
export function chainsTo(
  certificate: CertificateSpec,
  trust: Trust,
  authorities: Authorities,
): Maybe<boolean> {
  const { issuer } = certificate.facts;
  const missing = [
    ...(issuer === undefined ? [factOf(certificate, 'issuer')] : []),
    ...(trust.authorities === undefined ? [contentOf(trust)] : []),
  ];
  if (trust.authorities?.length === 0) return false;
  if (issuer === undefined || trust.authorities === undefined) return factUnknown(...missing);
  return anyOf(linksOf(issuer, trust, authorities).map(({ trusted }) => trusted));
}

/**
 * Whether the authorities between the certificate and the nearest trusted one are sent with it: the verifying side
 * knows what it trusts, and nothing below that. True where nothing of the chain is trusted.
 */
export function isChainShown(
  certificate: CertificateSpec,
  trust: Trust,
  authorities: Authorities,
): Maybe<boolean> {
  const { issuer } = certificate.facts;
  if (issuer === undefined || trust.authorities === undefined) return true;
  const links = linksOf(issuer, trust, authorities);
  const ways: { readonly trusted: Maybe<boolean>; readonly shown: Maybe<boolean> }[] = [];
  for (const [index, { trusted }] of links.entries()) {
    if (trusted === false) continue;
    const between = links.slice(0, index).flatMap(({ authority }) => authority ?? []);
    ways.push({ trusted, shown: areShown(certificate, between, authorities) });
    if (trusted === true) break;
  }
  if (ways.every(({ shown }) => shown === true)) return true;
  if (ways.every(({ shown }) => shown === false)) return false;
  return anyOf(ways.flatMap(({ trusted, shown }) => [trusted, shown]).filter((each) => isUnknown(each)));
}

/** The authorities below the nearest trusted one that the certificate does not bring along, from the bottom up. */
export function missingLinks(
  certificate: CertificateSpec,
  trust: Trust,
  authorities: Authorities,
): readonly Authority[] {
  const links = linksOf(certificate.facts.issuer ?? '', trust, authorities);
  const nearest = links.findIndex(({ trusted }) => trusted !== false);
  return links
    .slice(0, Math.max(nearest, 0))
    .flatMap(({ authority }) => authority ?? [])
    .filter((authority) => areShown(certificate, [authority], authorities) === false);
}

/** ACM delivers the chain of what it has issued or was given; for a file or a secret it must be stated. */
function areShown(
  certificate: CertificateSpec,
  between: readonly Authority[],
  authorities: Authorities,
): Maybe<boolean> {
  const { facts, source } = certificate;
  if (between.length === 0) return true;
  if (facts.chain === undefined)
    return source.kind === 'issue' || source.kind === 'acm' || factUnknown(factOf(certificate, 'chain'));
  const shown = facts.chain.flatMap((key) => authorities.get(key) ?? []);
  return between.every((authority) => shown.some((each) => sameAuthority(each, authority) === true));
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

const contentOf = (trust: Trust): Fact => ({
  what: `authorities in ${trustText(trust)}`,
  how: `add authorities to the ${trustText(trust).replace('trust ', 'trust in ')}, the keys of those that it contains`,
});

/** One authority of a chain, and whether it is trusted; the last may stand for everything above, which is unknown. */
interface Link {
  readonly authority?: Authority;
  readonly trusted: Maybe<boolean>;
}

/** The chain of an issuer from the bottom up. */
function linksOf(issuer: string, trust: Trust, authorities: Authorities): readonly Link[] {
  const trusted = [...new Set(trust.authorities)].toSorted().flatMap((key) => authorities.get(key) ?? []);
  const links: Link[] = [];
  const seen = new Set<string>();
  for (let key: string | undefined = issuer; key !== undefined && !seen.has(key);) {
    seen.add(key);
    const authority = authorities.get(key);
    if (authority === undefined) break;
    links.push({ authority, trusted: anyOf(trusted.map((each) => sameAuthority(authority, each))) });
    key = authority.parent;
    if (key === undefined && authority.level === 'subordinate')
      links.push({ trusted: factUnknown(parentOf(authority)) });
  }
  return links;
}

const parentOf = (authority: Authority): Fact => ({
  what: `parent of authority "${authority.key}"${originOf(authority)}`,
  how: `state ${pathText(authority.at)}.parent, the key of the authority that signs it`,
});

function originOf(authority: Authority): string {
  switch (authority.kind) {
    case 'private-ca':
      return '';
    case 'existing-ca':
      return ` (${authority.arn})`;
    case 'file':
      return ` (${authority.chain})`;
  }
}

/** An existing authority is identified by its ARN, whatever its key. */
function sameAuthority(one: Authority, other: Authority): Maybe<boolean> {
  if (one.key === other.key) return true;
  return one.kind === 'existing-ca' && other.kind === 'existing-ca' && sameText(one.arn, other.arn);
}
