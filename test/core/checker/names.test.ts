import type { CertificateSpec } from '../../../core/dataplane/lowered';
import { carriesName, nameMatches } from '../../../core/checker/names';
import { openText } from '../../../core/topology';
import { named, open } from './unknown';

const X = openText('X');

test.each([
  ['db.yelb.internal', 'db.yelb.internal', true],
  ['DB.Yelb.internal', 'db.yelb.INTERNAL', true],
  ['db.yelb.internal', 'cache.yelb.internal', false],
  // An address, or a host with a port, equals nothing (measured with Envoy 1.40).
  ['10.0.0.1', '10.0.0.1', false],
  ['::1', '::1', false],
  ['db.yelb.internal:80', 'db.yelb.internal:80', false],
  ['urn:db', 'urn:db', true],
  ['*.yelb.internal', 'db.yelb.internal', true],
  ['*.yelb.internal', 'yelb.internal', false],
  ['*.yelb.internal', 'a.db.yelb.internal', false],
  ['*.yelb.internal', 'dbyelb.internal', false],
  ['*.internal', 'db.yelb.internal', false],
  // In the first label alone, as a whole or as a part of it (measured with Envoy 1.40).
  ['d*.yelb.internal', 'db.yelb.internal', true],
  ['*b.yelb.internal', 'db.yelb.internal', true],
  ['d*b.yelb.internal', 'db.yelb.internal', true],
  ['d*d.yelb.internal', 'd.yelb.internal', false],
  ['d*.yelb.internal', 'd.yelb.internal', true],
  ['xn--d*.yelb.internal', 'xn--db.yelb.internal', false],
  ['d**.yelb.internal', 'dab.yelb.internal', false],
  ['d*.yelb.internal', 'eb.yelb.internal', false],
  ['db.*.internal', 'db.yelb.internal', false],
  ['db.yelb.internal', '*.yelb.internal', false],
  // A URI is compared byte by byte, and with URIs alone.
  ['spiffe://yelb/db', 'spiffe://yelb/db', true],
  ['spiffe://yelb/Db', 'spiffe://yelb/db', false],
  ['spiffe://Yelb/db', 'spiffe://yelb/db', false],
  ['SPIFFE://yelb/db', 'spiffe://yelb/db', false],
  ['spiffe://yelb/db/', 'spiffe://yelb/db', false],
  ['urn:yelb:db', 'urn:yelb:db', true],
  ['*.yelb.internal', 'spiffe://td/db.yelb.internal', false],
  ['*.yelb.internal', 'https://db.yelb.internal', false],
  ['spiffe://*.yelb.internal', 'spiffe://db.yelb.internal', false],
  ['db.yelb.internal', 'spiffe://db.yelb.internal', false],
  ['spiffe://db.yelb.internal', 'db.yelb.internal', false],
  [`spiffe://${X}/db`, 'spiffe://yelb/db', open('X')],
  [X, 'spiffe://yelb/db', open('X')],
  [`db.${X}`, `db.${X}`, true],
  [`*.${X}`, `db.${X}`, true],
  [`*.${X}`, `a.b.${X}`, false],
  [`db.${X}`, 'db.yelb.internal', open('X')],
  ['*.yelb.internal', `${X}.yelb.internal`, open('X')],
  [`db.${openText('x')}`, `db.${X}`, open('x', 'X')],
])('a certificate for %s, where %s is expected', (inCertificate, expected, answer) => {
  expect(nameMatches(inCertificate, expected)).toEqual(answer);
});

const certificate = (facts: CertificateSpec['facts']): CertificateSpec => ({
  key: 'partner',
  at: [],
  account: 'backend',
  facts,
  source: { kind: 'sds', secret: 'spire' },
});

test('a certificate carries any of its names for any that is expected, and no name where it has none', () => {
  expect(carriesName(certificate({ names: ['a', 'b'] }), ['c', 'b'])).toBe(true);
  expect(carriesName(certificate({ names: [] }), ['b'])).toBe(false);
  expect(named(carriesName(certificate({}), ['b']))).toEqual(['names of certificate "partner" (spire)']);
  expect(carriesName(certificate({ names: ['*.yelb.internal'] }), ['*.yelb.internal'])).toBe(false);
  expect(carriesName(certificate({ names: ['*.yelb.internal'] }), ['*.internal', 'db.yelb.internal'])).toBe(
    true,
  );
});
