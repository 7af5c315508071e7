import { oid, printable, sequence, set, utf8, type Der } from './der';

/** The parts of a subject in ACM Private CA's words (its ASN1Subject), in the order in which they are written. */
const parts = [
  ['Country', '2.5.4.6'],
  ['Organization', '2.5.4.10'],
  ['OrganizationalUnit', '2.5.4.11'],
  ['DistinguishedNameQualifier', '2.5.4.46'],
  ['State', '2.5.4.8'],
  ['CommonName', '2.5.4.3'],
  ['SerialNumber', '2.5.4.5'],
  ['Locality', '2.5.4.7'],
  ['Title', '2.5.4.12'],
  ['Surname', '2.5.4.4'],
  ['GivenName', '2.5.4.42'],
  ['Initials', '2.5.4.43'],
  ['Pseudonym', '2.5.4.65'],
  ['GenerationQualifier', '2.5.4.44'],
] as const;

/** A subject; what is absent or empty is left out. */
export type Subject = Readonly<Partial<Record<(typeof parts)[number][0], string>>>;

/** RFC 5280 requires PrintableString for these. */
const plain: ReadonlySet<string> = new Set(['Country', 'SerialNumber', 'DistinguishedNameQualifier']);

/** A distinguished name, encoded. */
export function nameOf(subject: Subject): Der {
  const written = parts.flatMap(([part, type]) => {
    const value = subject[part] ?? '';
    if (value === '') return [];
    return [set(sequence(oid(type), plain.has(part) ? printable(value) : utf8(value)))];
  });
  return sequence(...written);
}
