import { createHash, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { nothing, oid, sequence, type Der } from './der';
import { childrenOf, elementsOf } from './read-der';

/** The key algorithms of ACM and ACM Private CA that a mesh can use. */
export const keyAlgorithms = [
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'EC_prime256v1',
  'EC_secp384r1',
  'EC_secp521r1',
] as const;
export type KeyAlgorithm = (typeof keyAlgorithms)[number];

const generate = promisify(generateKeyPair);

export async function newKey(algorithm: KeyAlgorithm): Promise<KeyObject> {
  const [family, size = ''] = algorithm.split('_');
  const pair =
    family === 'RSA'
      ? await generate('rsa', { modulusLength: Number(size) })
      : await generate('ec', { namedCurve: size });
  return pair.privateKey;
}

/** The signing algorithms of ACM Private CA. */
export const signingAlgorithms = {
  SHA256WITHRSA: { family: 'rsa', digest: 'sha256', oid: '1.2.840.113549.1.1.11' },
  SHA384WITHRSA: { family: 'rsa', digest: 'sha384', oid: '1.2.840.113549.1.1.12' },
  SHA512WITHRSA: { family: 'rsa', digest: 'sha512', oid: '1.2.840.113549.1.1.13' },
  SHA256WITHECDSA: { family: 'ec', digest: 'sha256', oid: '1.2.840.10045.4.3.2' },
  SHA384WITHECDSA: { family: 'ec', digest: 'sha384', oid: '1.2.840.10045.4.3.3' },
  SHA512WITHECDSA: { family: 'ec', digest: 'sha512', oid: '1.2.840.10045.4.3.4' },
} as const;
export type SigningAlgorithm = keyof typeof signingAlgorithms;

export function isKeyAlgorithm(text: unknown): text is KeyAlgorithm {
  return keyAlgorithms.some((name) => name === text);
}

export function isSigningAlgorithm(text: unknown): text is SigningAlgorithm {
  return typeof text === 'string' && Object.hasOwn(signingAlgorithms, text);
}

/** The identifier of a signing algorithm in X.509: RSA's have an explicit NULL. */
export function algorithmIdentifier(algorithm: SigningAlgorithm): Der {
  const { family, oid: id } = signingAlgorithms[algorithm];
  return family === 'rsa' ? sequence(oid(id), nothing()) : sequence(oid(id));
}

/** The identifier of a public key (RFC 5280, 4.2.1.2, method 1): the SHA-1 of its bits, from its SPKI. */
export function keyIdOf(spki: Buffer): Buffer {
  const [, bits] = childrenOf(elementsOf(spki)?.[0]);
  // The first byte of a bit string counts the unused bits.
  return createHash('sha1')
    .update(bits?.content.subarray(1) ?? Buffer.alloc(0))
    .digest();
}
