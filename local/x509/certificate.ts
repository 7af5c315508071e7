import { createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto';
import { bitString, explicit, integer, sequence, time, type Der } from './der';
import { authorityKeyIdentifier, subjectKeyIdentifier } from './extensions';
import { algorithmIdentifier, keyIdOf, signingAlgorithms, type SigningAlgorithm } from './keys';
import { pemOf } from './pem';

/** The issuer: a name and its private key. */
export interface Issuer {
  /** The distinguished name, encoded. */
  readonly name: Der;
  readonly key: KeyObject;
  readonly algorithm: SigningAlgorithm;
}

/** The contents of a certificate to be signed. */
export interface ToCertify {
  /** The distinguished name, encoded. */
  readonly subject: Der;
  /** The public key, as SubjectPublicKeyInfo. */
  readonly spki: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Extensions in addition to the identifiers of both keys, which every certificate gets. */
  readonly extensions: readonly Der[];
}

/** A signed certificate. */
export interface Certificate {
  readonly pem: string;
  /** The serial number in hexadecimal, with colons, as ACM writes it. */
  readonly serial: string;
}

/** Signs an X.509 certificate, version 3 (RFC 5280). */
export function certificateOf(asked: ToCertify, issuer: Issuer): Certificate {
  const serial = serialNumber();
  const issuerKeyId = keyIdOf(spkiOf(issuer.key));
  const algorithm = algorithmIdentifier(issuer.algorithm);
  const content = sequence(
    explicit(0, integer(2)),
    integer(serial),
    algorithm,
    issuer.name,
    sequence(time(asked.notBefore), time(asked.notAfter)),
    asked.subject,
    asked.spki,
    explicit(
      3,
      sequence(
        ...asked.extensions,
        subjectKeyIdentifier(keyIdOf(asked.spki)),
        authorityKeyIdentifier(issuerKeyId),
      ),
    ),
  );
  const signature = sign(signingAlgorithms[issuer.algorithm].digest, content, issuer.key);
  const hex = serial.toString('hex').match(/../g) ?? [];
  return {
    pem: pemOf('CERTIFICATE', sequence(content, algorithm, bitString(signature))),
    serial: hex.join(':'),
  };
}

/** The public key of a private key, as in certificates. */
export function spkiOf(key: KeyObject): Buffer {
  return createPublicKey(key).export({ type: 'spki', format: 'der' });
}

/** 128 random bits, positive and never shorter: ACM's serial numbers have 16 bytes. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}
