import type { KeyObject } from 'node:crypto';
import { certificateOf, spkiOf } from '../../local/x509/certificate';
import {
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  subjectAlternativeName,
} from '../../local/x509/extensions';
import { newKey } from '../../local/x509/keys';
import { nameOf } from '../../local/x509/name';

/** A certificate and its key, as PEM. */
export interface Identity {
  readonly chain: string;
  readonly key: string;
  /** In hexadecimal. */
  readonly serial: string;
}

/** A root that issues certificates of ECDSA P-256, as the mesh's authority does. */
export interface Authority {
  /** Its own certificate, as PEM. */
  readonly pem: string;
  readonly serial: string;
  /** @param from, to milliseconds from now */
  issue(names: readonly string[], from?: number, to?: number): Promise<Identity>;
}

const day = 86_400_000;
const algorithm = 'SHA256WITHECDSA';

export async function newAuthority(common = 'root'): Promise<Authority> {
  const key = await newKey('EC_prime256v1');
  const name = nameOf({ CommonName: common });
  const issuer = { name, key, algorithm } as const;
  const own = certificateOf(
    {
      subject: name,
      spki: spkiOf(key),
      ...validity(-day, 365 * day),
      extensions: [basicConstraints(true), keyUsage(['digitalSignature', 'keyCertSign', 'cRLSign'])],
    },
    issuer,
  );
  return {
    pem: own.pem,
    serial: plainSerial(own.serial),
    async issue(names, from = -day, to = 90 * day) {
      const leafKey = await newKey('EC_prime256v1');
      const leaf = certificateOf(
        {
          subject: nameOf({ CommonName: names[0] ?? 'nobody' }),
          spki: spkiOf(leafKey),
          ...validity(from, to),
          extensions: [
            basicConstraints(false),
            keyUsage(['digitalSignature', 'keyEncipherment']),
            extendedKeyUsage(['serverAuth', 'clientAuth']),
            subjectAlternativeName(names),
          ],
        },
        issuer,
      );
      return { chain: leaf.pem, key: pemOf(leafKey), serial: plainSerial(leaf.serial) };
    },
  };
}

const validity = (from: number, to: number): { readonly notBefore: Date; readonly notAfter: Date } => ({
  notBefore: new Date(Date.now() + from),
  notAfter: new Date(Date.now() + to),
});

const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

const plainSerial = (serial: string): string => serial.replaceAll(':', '').toLowerCase();
