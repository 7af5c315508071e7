import { createPrivateKey } from 'node:crypto';
import { encryptedPem } from '../../../local/x509/encrypted-key';
import { newKey } from '../../../local/x509/keys';

test.each(['RSA_2048', 'EC_prime256v1'] as const)(
  'a key of %s opens with its passphrase alone',
  async (algorithm) => {
    const key = await newKey(algorithm);
    const pem = encryptedPem(key, 'correct horse');
    expect(createPrivateKey({ key: pem, passphrase: 'correct horse' }).equals(key)).toBe(true);
    expect(() => createPrivateKey({ key: pem, passphrase: 'wrong horse' })).toThrow(/bad decrypt/);
  },
);

test('it is encrypted as the keys in the documents of AWS are', async () => {
  // The example of "Export a private certificate" in the ACM user guide begins like this, but for lengths: PBES2, and PBKDF2
  // with 20 bytes of salt.
  const pem = encryptedPem(await newKey('RSA_2048'), 'correct horse');
  expect(pem).toMatch(
    /^-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIF[A-Za-z0-9+/]{2}BVBgkqhkiG9w0BBQ0wSDAnBgkqhkiG9w0BBQwwGgQU/,
  );
  // 2048 iterations, no pseudorandom function but the default, AES-256 in CBC mode with 16 bytes.
  const der = Buffer.from(pem.replaceAll(/-----[^-]+-----/g, ''), 'base64').toString('hex');
  expect(der).toContain('02020800301d060960864801650304012a0410');
});
