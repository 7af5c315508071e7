import { hashOf } from '../base/hash';
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
  return `${label === '' ? 'any' : label}-${digitsOf(name)}.internal`;
}

/** 16 hexadecimal digits. */
const digitsOf = (text: string): string => hashOf(text).toString(16).padStart(16, '0');
