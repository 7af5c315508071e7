import type { KeyObject } from 'node:crypto';
import { createPrivateKey } from 'node:crypto';
import { certificateOf, spkiOf, type Issuer } from '../../x509/certificate';
import { basicConstraints, extendedKeyUsage, keyUsage, subjectAlternativeName } from '../../x509/extensions';
import { newKey, type KeyAlgorithm } from '../../x509/keys';
import { nameOf } from '../../x509/name';
import type { Part, World } from '../world';
import type { Content } from './certificate';

const DAY = 86_400_000;
const YEAR = 365 * DAY;
/** Public certificates of ACM are valid for 13 months (ACM user guide, "Certificate characteristics"). */
const DAYS_OF_VALIDITY = 395;

/** The public authority of the local AWS: nobody else trusts it. */
interface PublicAuthority {
  /** In PEM (PKCS #8). */
  readonly key: string;
  readonly pem: string;
}

/** A part of the local AWS's state. */
export const publicAuthorityPart: Part<{ authority?: PublicAuthority }> = {
  name: 'acm-public',
  empty: () => ({}),
};

const NAME = nameOf({ CommonName: 'Public authority of the local AWS', Organization: 'Local AWS' });

/** A certificate of the public authority. */
export async function publicContent(
  world: World,
  names: readonly string[],
  keyAlgorithm: KeyAlgorithm,
): Promise<Content> {
  const authority = await authorityOf(world);
  const key = await newKey(keyAlgorithm);
  const now = world.now() * 1000;
  const { pem } = certificateOf(
    {
      subject: nameOf({ CommonName: names[0] ?? '' }),
      spki: spkiOf(key),
      notBefore: new Date(now - DAY),
      notAfter: new Date(now + DAYS_OF_VALIDITY * DAY),
      extensions: [
        basicConstraints(false),
        keyUsage(['digitalSignature', 'keyEncipherment']),
        extendedKeyUsage(['serverAuth']),
        subjectAlternativeName(names),
      ],
    },
    issuerOf(createPrivateKey(authority.key)),
  );
  return { kind: 'issued', pem, chain: authority.pem, key: pkcs8(key), issuedAt: world.now() };
}

async function authorityOf(world: World): Promise<PublicAuthority> {
  const known = world.part(publicAuthorityPart).authority;
  if (known !== undefined) return known;
  const key = await newKey('RSA_2048');
  const now = world.now() * 1000;
  const { pem } = certificateOf(
    {
      subject: NAME,
      spki: spkiOf(key),
      notBefore: new Date(now - YEAR),
      notAfter: new Date(now + 10 * YEAR),
      extensions: [basicConstraints(true), keyUsage(['keyCertSign', 'cRLSign', 'digitalSignature'])],
    },
    issuerOf(key),
  );
  const part = world.part(publicAuthorityPart);
  part.authority ??= { key: pkcs8(key), pem };
  return part.authority;
}

const issuerOf = (key: KeyObject): Issuer => ({ name: NAME, key, algorithm: 'SHA256WITHRSA' });

const pkcs8 = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
