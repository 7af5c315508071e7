import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { encryptedPem } from '../../../local/x509/encrypted-key';
import { newKey } from '../../../local/x509/keys';

const textOf = (pem: string): string =>
  execFileSync('openssl', ['asn1parse', '-inform', 'PEM'], { input: pem, encoding: 'utf8' });

test.each(['RSA_2048', 'EC_prime256v1'] as const)(
  'a key of %s opens with its passphrase alone',
  async (algorithm) => {
    const key = await newKey(algorithm);
    const pem = encryptedPem(key, 'correct horse');
    expect(createPrivateKey({ key: pem, passphrase: 'correct horse' }).equals(key)).toBe(true);
    expect(() => createPrivateKey({ key: pem, passphrase: 'wrong horse' })).toThrow();
  },
);

test('it is encrypted as the keys in the documents of AWS are', async () => {
  const pem = encryptedPem(await newKey('RSA_2048'), 'correct horse');
  const parsed = textOf(pem);
  // The object identifiers in order, without a pseudorandom function: the default of PBKDF2.
  expect([...parsed.matchAll(/OBJECT +:(\S+)/g)].map(([, name]) => name)).toEqual([
    'PBES2',
    'PBKDF2',
    'aes-256-cbc',
  ]);
  // The example of "Export a private certificate" in the ACM user guide begins like this, but for the salt.
  expect(pem).toMatch(
    /^-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIF[A-Za-z0-9+/]{2}BVBgkqhkiG9w0BBQ0wSDAnBgkqhkiG9w0BBQwwGgQU/,
  );
});
