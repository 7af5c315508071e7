import { createPrivateKey, X509Certificate } from 'node:crypto';
import { certificateOf, spkiOf } from '../../../local/x509/certificate';
import { integer, namedBits, oid, time } from '../../../local/x509/der';
import { basicConstraints, keyUsage, subjectAlternativeName } from '../../../local/x509/extensions';
import { keyAlgorithms, newKey, type SigningAlgorithm } from '../../../local/x509/keys';
import { nameOf } from '../../../local/x509/name';
import { requestFrom, requestOf } from '../../../local/x509/request';

const name = nameOf({ Country: 'DE', Organization: 'Yelb & Söhne', CommonName: 'yelb root' });

test.each(keyAlgorithms)('a key of %s signs a certificate that OpenSSL believes', async (algorithm) => {
  const [key, own] = [await newKey('EC_prime256v1'), await newKey(algorithm)];
  const signing: SigningAlgorithm = algorithm.startsWith('RSA') ? 'SHA384WITHRSA' : 'SHA512WITHECDSA';
  const issuer = { name, key: own, algorithm: signing };
  const dates = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2051-02-03T04:05:06Z') };
  const root = new X509Certificate(
    certificateOf(
      {
        ...dates,
        subject: name,
        spki: spkiOf(own),
        extensions: [basicConstraints(true), keyUsage(['keyCertSign'])],
      },
      issuer,
    ).pem,
  );
  const leaf = new X509Certificate(
    certificateOf(
      {
        ...dates,
        subject: nameOf({ CommonName: 'ui' }),
        spki: spkiOf(key),
        extensions: [
          subjectAlternativeName(['ui.frontend.yelb.internal', '10.0.0.1', 'spiffe://yelb/ui']),
          basicConstraints(false),
        ],
      },
      issuer,
    ).pem,
  );
  expect(root.verify(root.publicKey)).toBe(true);
  expect([leaf.verify(root.publicKey), leaf.checkIssued(root), leaf.checkPrivateKey(key)]).toEqual([
    true,
    true,
    true,
  ]);
  expect(leaf.verify(leaf.publicKey)).toBe(false);
  expect([root.ca, leaf.ca]).toEqual([true, false]);
  expect(leaf.checkHost('ui.frontend.yelb.internal')).toBe('ui.frontend.yelb.internal');
  expect(leaf.subjectAltName).toBe(
    'DNS:ui.frontend.yelb.internal, IP Address:10.0.0.1, URI:spiffe://yelb/ui',
  );
  expect([root.subject, leaf.issuer]).toEqual(Array(2).fill('C=DE\nO=Yelb & Söhne\nCN=yelb root'));
  expect([leaf.validFrom, leaf.validTo]).toEqual(['Jan  1 00:00:00 2026 GMT', 'Feb  3 04:05:06 2051 GMT']);
});

test('a request contains its subject, key and names', async () => {
  const key = await newKey('RSA_2048');
  const pem = requestOf(name, key, 'SHA256WITHRSA', [subjectAlternativeName(['a.example'])]);
  const read = requestFrom(pem);
  expect(read?.subject).toEqual(name);
  expect(read?.spki).toEqual(spkiOf(key));
  expect([...(read?.extensions.keys() ?? [])]).toEqual(['2.5.29.17']);
  expect(requestFrom(requestOf(name, key, 'SHA256WITHRSA'))?.extensions.size).toBe(0);
});

test('refuses a request that is signed by another key or unsigned', async () => {
  const [one, other] = [await newKey('EC_prime256v1'), await newKey('EC_prime256v1')];
  const base64 = (pem: string): Buffer => Buffer.from(pem.replaceAll(/-----.*-----|\s/g, ''), 'base64');
  const bytes = base64(requestOf(name, one, 'SHA256WITHECDSA'));
  const spki = spkiOf(one);
  const swapped = Buffer.from(bytes);
  spkiOf(other).copy(swapped, swapped.indexOf(spki));
  const wrong = `-----BEGIN CERTIFICATE REQUEST-----\n${swapped.toString('base64')}\n-----END CERTIFICATE REQUEST-----`;
  expect(requestFrom(wrong)).toBeUndefined();
  for (const text of ['', 'nonsense', requestOf(name, one, 'SHA256WITHECDSA').slice(0, 200)])
    expect(requestFrom(text)).toBeUndefined();
});

test('a damaged request is refused, or the damage is not in what was signed', async () => {
  const key = createPrivateKey((await newKey('EC_prime256v1')).export({ type: 'pkcs8', format: 'pem' }));
  const der = Buffer.from(
    requestOf(name, key, 'SHA256WITHECDSA').replaceAll(/-----.*-----|\s/g, ''),
    'base64',
  );
  // The request, then what is signed in it, both with a length of one or two bytes.
  const signed = der.indexOf(Buffer.from('06082a8648ce3d040302', 'hex')) - 2;
  expect(signed).toBeGreaterThan(100);
  for (let at = 0; at < der.length; at += 1) {
    const damaged = Buffer.from(der);
    damaged[at] = (damaged[at] ?? 0) ^ 0xff;
    const pem = `-----BEGIN CERTIFICATE REQUEST-----\n${damaged.toString('base64')}\n-----END CERTIFICATE REQUEST-----`;
    const read = requestFrom(pem);
    const allowed = at >= 4 && at < signed ? [undefined] : [undefined, spkiOf(key).toString('hex')];
    expect(allowed).toContain(read?.spki.toString('hex'));
  }
});

describe('the distinguished encoding', () => {
  test.each([
    ['a small number', integer(127), '02017f'],
    ['a number with its highest bit set', integer(128), '02020080'],
    ['leading zeros', integer(Buffer.from('00000001', 'hex')), '020101'],
    ['an identifier of long parts', oid('1.2.840.113549.1.1.11'), '06092a864886f70d01010b'],
    ['named bits', namedBits([0, 2]), '030205a0'],
    ['named bits to the sixth', namedBits([5, 6]), '03020106'],
    [
      'the last second of short years',
      time(new Date('2049-12-31T23:59:59Z')),
      '170d3439313233313233353935395a',
    ],
    ['the first of long years', time(new Date('2050-01-01T00:00:00Z')), '180f32303530303130313030303030305a'],
  ])('%s', (_, encoded, hex) => expect(encoded.toString('hex')).toBe(hex));
});
