import { createCipheriv, pbkdf2Sync, randomBytes, type KeyObject } from 'node:crypto';
import { integer, octetString, oid, sequence } from './der';
import { pemOf } from './pem';

const ITERATIONS = 2048;

/**
 * A private key with a passphrase, as AWS Certificate Manager exports it: PKCS #8 with PBES2 (RFC 8018, 6.2), AES-256 in CBC
 * mode, and a key that PBKDF2 derives with its default of HMAC-SHA-1 from 20 bytes of salt. Node's own export uses another.
 */
export function encryptedPem(key: KeyObject, passphrase: string): string {
  const salt = randomBytes(20);
  const vector = randomBytes(16);
  const derived = pbkdf2Sync(passphrase, salt, ITERATIONS, 32, 'sha1');
  const cipher = createCipheriv('aes-256-cbc', derived, vector);
  const plain = key.export({ type: 'pkcs8', format: 'der' });
  return pemOf(
    'ENCRYPTED PRIVATE KEY',
    sequence(
      sequence(
        oid('1.2.840.113549.1.5.13'),
        sequence(
          sequence(oid('1.2.840.113549.1.5.12'), sequence(octetString(salt), integer(ITERATIONS))),
          sequence(oid('2.16.840.1.101.3.4.1.42'), octetString(vector)),
        ),
      ),
      octetString(Buffer.concat([cipher.update(plain), cipher.final()])),
    ),
  );
}
