import { openParametersOf, type Text } from '../topology';

/** Octets that fit into a certificate's common name (RFC 5280, ub-common-name), ACM's `domain_name`. */
export const COMMON_NAME_OCTETS = 64;

/**
 * The name that is the certificate's common name: the name itself where it fits, else a short one that
 * begins like it and ends in a hash of the whole, the same for ever. The long name is in the list of names anyway.
 */
export function commonNameOf(name: Text): Text {
  if (name.length <= COMMON_NAME_OCTETS || openParametersOf(name).length > 0) return name;
  const label = (name.split('.')[0] ?? '')
    .replaceAll(/[^A-Za-z0-9-]/g, '')
    .slice(0, 36)
    .replace(/-+$/, '');
  return `${label === '' ? 'any' : label}-${hashOf(name)}.internal`;
}

const FNV_OFFSET = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;

/** FNV-1a, 64 bits as 16 hexadecimal digits: not for secrets, but a billion names won't meet by chance. */
function hashOf(text: string): string {
  let hash = FNV_OFFSET;
  for (const character of text) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * FNV_PRIME);
  }
  return hash.toString(16).padStart(16, '0');
}
