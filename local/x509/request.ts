import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { bitString, element, integer, sequence, type Der } from './der';
import { extensionRequest } from './extensions';
import { spkiOf } from './certificate';
import { algorithmIdentifier, signingAlgorithms, type SigningAlgorithm } from './keys';
import { derOf, pemOf } from './pem';
import { childrenOf, dottedOf, elementsOf } from './read-der';

/** A certificate request (PKCS #10), the parts that an authority reads. */
export interface CertificateRequest {
  /** The distinguished name, encoded. */
  readonly subject: Buffer;
  /** The public key, as SubjectPublicKeyInfo. */
  readonly spki: Buffer;
  /** The requested extensions, each encoded, by object identifier. */
  readonly extensions: ReadonlyMap<string, Buffer>;
}

/** A request for this key, signed with it, in PEM. */
export function requestOf(
  subject: Der,
  key: KeyObject,
  algorithm: SigningAlgorithm,
  extensions: readonly Der[] = [],
): string {
  const attributes = extensions.length === 0 ? element(0xa0) : extensionRequest(extensions);
  const content = sequence(integer(0), subject, spkiOf(key), attributes);
  const signature = sign(signingAlgorithms[algorithm].digest, content, key);
  return pemOf(
    'CERTIFICATE REQUEST',
    sequence(content, algorithmIdentifier(algorithm), bitString(signature)),
  );
}

/** Reads a request and checks that it was signed with the key it names; nothing where either fails. */
export function requestFrom(pem: string): CertificateRequest | undefined {
  const der = derOf('CERTIFICATE REQUEST', pem);
  const [content, algorithm, signature] = childrenOf(der && elementsOf(der)?.[0]);
  const [, subject, spki, attributes] = childrenOf(content);
  if (content === undefined || subject === undefined || spki === undefined || signature === undefined)
    return undefined;
  const id = dottedOf(childrenOf(algorithm)[0]);
  const digest = Object.values(signingAlgorithms).find((known) => known.oid === id)?.digest;
  if (digest === undefined || !holds(digest, content.whole, spki.whole, signature.content)) return undefined;
  const asked = childrenOf(attributes).find(
    (attribute) => dottedOf(childrenOf(attribute)[0]) === '1.2.840.113549.1.9.14',
  );
  const listed = childrenOf(childrenOf(childrenOf(asked)[1])[0]);
  return {
    subject: subject.whole,
    spki: spki.whole,
    extensions: new Map(listed.map((one) => [dottedOf(childrenOf(one)[0]), one.whole])),
  };
}

function holds(digest: string, content: Buffer, spki: Buffer, signature: Buffer): boolean {
  try {
    const key = createPublicKey({ key: spki, type: 'spki', format: 'der' });
    return verify(digest, content, key, signature.subarray(1));
  } catch {
    // Not a key at all.
    return false;
  }
}
