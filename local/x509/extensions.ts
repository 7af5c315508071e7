import {
  element,
  explicit,
  implicit,
  integer,
  namedBits,
  octetString,
  oid,
  sequence,
  yes,
  type Der,
} from './der';
import { isIP } from 'node:net';

/** An extension of a certificate, encoded. */
export function extension(id: string, content: Der, critical = false): Der {
  return critical ? sequence(oid(id), yes(), octetString(content)) : sequence(oid(id), octetString(content));
}

/** The numbers of KeyUsage's bits (RFC 5280, 4.2.1.3). */
const usageBits = {
  digitalSignature: 0,
  keyEncipherment: 2,
  keyCertSign: 5,
  cRLSign: 6,
} as const;
export type KeyUsage = keyof typeof usageBits;

const purposes = { serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2' } as const;
export type Purpose = keyof typeof purposes;

/** That the subject is an authority, and how many authorities may follow below it; or that it is not an authority. */
export function basicConstraints(authority: boolean, pathLength?: number): Der {
  const content = authority ? [yes(), ...(pathLength === undefined ? [] : [integer(pathLength)])] : [];
  return extension('2.5.29.19', sequence(...content), authority);
}

export function keyUsage(usages: readonly KeyUsage[]): Der {
  return extension('2.5.29.15', namedBits(usages.map((usage) => usageBits[usage])), true);
}

export function extendedKeyUsage(wanted: readonly Purpose[]): Der {
  return extension('2.5.29.37', sequence(...wanted.map((purpose) => oid(purposes[purpose]))));
}

export function subjectKeyIdentifier(keyId: Buffer): Der {
  return extension('2.5.29.14', octetString(keyId));
}

export function authorityKeyIdentifier(keyId: Buffer): Der {
  return extension('2.5.29.35', sequence(implicit(0, keyId)));
}

/** Other names of the subject: host names, IPv4 addresses and URIs, distinguished by their form. */
export function subjectAlternativeName(names: readonly string[]): Der {
  return extension('2.5.29.17', sequence(...names.map(generalName)));
}

/** The attribute of a certificate request that asks for extensions (PKCS #9). */
export function extensionRequest(extensions: readonly Der[]): Der {
  const asked = element(0x31, sequence(...extensions));
  return explicit(0, sequence(oid('1.2.840.113549.1.9.14'), asked));
}

function generalName(name: string): Der {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(name)) return implicit(6, Buffer.from(name, 'latin1'));
  if (isIP(name) === 4) return implicit(7, Buffer.from(name.split('.').map(Number)));
  return implicit(2, Buffer.from(name, 'latin1'));
}
