import { groupedBy } from '../base/collections';
import type { CertificateSpec } from '../dataplane/lowered';
import { inLowerCase, nameKindOf, openParametersOf, type Text } from '../topology';
import { anyOf, factUnknown, parametersOpen, sameText, type Maybe } from './facts';
import { factOf } from './certificate-facts';

/**
 * Whether a name in a certificate is what a list expects. Envoy compares a URI byte by byte and with URIs alone, though
 * RFC 3986 lets the case of a scheme vary, and a DNS name without regard to case; `*` stands for one label of a DNS name, the
 * first, or for a part of it, which may be empty, but not of an internationalized one (measured with Envoy 1.40; RFC 6125), and for nothing of a URI (`StringSanMatcher` in Envoy's source/common/tls/cert_validator).
 */
export function nameMatches(inCertificate: Text, expected: Text): Maybe<boolean> {
  const [carried, wanted] = [nameKindOf(inCertificate), nameKindOf(expected)];
  if (carried === 'other' || wanted === 'other') return false;
  if (carried === 'uri' || wanted === 'uri') return sameText(inCertificate, expected);
  const [pattern, host] = [inLowerCase(inCertificate), inLowerCase(expected)];
  const [, before = '', after = '', suffix] = /^(?!xn--)([^.*]*)\*([^.*]*)(\..+)$/s.exec(pattern) ?? [];
  if (suffix === undefined || !host.endsWith(suffix)) return sameText(pattern, host);
  const label = host.slice(0, -suffix.length);
  const open = openParametersOf(label);
  if (open.length > 0) return parametersOpen(open);
  const isLabel = label !== '' && !label.includes('.') && label.length >= before.length + after.length;
  return isLabel && label.startsWith(before) && label.endsWith(after);
}

/** Whether the certificate carries one of the expected names. These are exact: a wildcard among them equals no name. */
export function carriesName(certificate: CertificateSpec, expected: readonly Text[]): Maybe<boolean> {
  const { names } = certificate.facts;
  if (names === undefined) return factUnknown(factOf(certificate, 'names'));
  const exact = expected.filter((host) => !host.includes('*') && nameKindOf(host) !== 'other');
  // Nearly every certificate carries the name as it is expected, which takes no comparison of each with each.
  const carried = new Set(names);
  if (exact.some((host) => carried.has(host))) return true;
  const isOpen = (name: Text): boolean => openParametersOf(name).length > 0;
  const keys = new Set(names.map(keyOf));
  if (exact.some((host) => keys.has(keyOf(host)))) return true;
  const byEnd = groupedBy(
    names.filter((name) => name.includes('*') && !isOpen(name)),
    endOf,
  );
  const open = names.filter(isOpen);
  return anyOf(
    exact.flatMap((host) =>
      [...open, ...(isOpen(host) ? names : (byEnd.get(endOf(host)) ?? []))].map((name) =>
        nameMatches(name, host),
      ),
    ),
  );
}

/** The same for names that are equal, of whatever kind. */
const keyOf = (name: Text): string =>
  nameKindOf(name) === 'dns' ? inLowerCase(name) : `${nameKindOf(name)} ${name}`;

/** What two names have in common where one covers the other: all after the first label, whatever that is. */
const endOf = (name: Text): string =>
  nameKindOf(name) === 'uri' ? name : inLowerCase(name).replace(/^[^.]*/, '');
