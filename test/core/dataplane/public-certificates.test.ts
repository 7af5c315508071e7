import { lower } from '../../../core/dataplane';
import { publicCertificatesOf } from '../../../core/dataplane/public-certificates';
import { parsed } from './yelb';

const shop = (certificate: object, entries: readonly object[] = [{}], more: object = {}) =>
  parsed({
    mesh: 'shop',
    region: 'eu-west-2',
    owner: 'main',
    accounts: { main: { id: '111111111111', network: { cidr: '10.1.0.0/16' } } },
    authority: { kind: 'private-ca', commonName: 'shop root' },
    certificates: { front: { kind: 'public', ...certificate } },
    workloads: {
      web: {
        account: 'main',
        listens: { protocol: 'http', port: 8080 },
        entry: entries.map((entry, index) => ({
          port: 443 + index,
          tls: { certificate: 'front' },
          ...entry,
        })),
      },
    },
    ...more,
  });
const record = (name: string, more: object = {}) => ({ record: { name, ...more } });
const ZONE = 'Z0123456789ABCDEFGHIJ';
const existing = { kind: 'existing', id: ZONE };

const zonesOf = (...args: Parameters<typeof shop>) =>
  publicCertificatesOf(shop(...args)).flatMap(({ validations }) =>
    validations.map(({ name, zone }) => [name, zone]),
  );
const found = (...args: Parameters<typeof shop>) =>
  lower(shop(...args))
    .findings.filter(({ rule }) => rule.startsWith('certificate/'))
    .map(({ rule, at }) => `${rule} at ${at.path.join('.')}`);

test('a name is validated in the zone that the certificate names', () => {
  expect(zonesOf({ names: ['Shop.example.com', 'b.example.org'], zone: ZONE })).toEqual([
    ['shop.example.com', existing],
    ['b.example.org', existing],
  ]);
});

test('without one it is in the zone of its own record', () => {
  expect(
    zonesOf({ names: ['shop.example.com', 'b.example.org'] }, [
      record('shop.example.com', { zone: ZONE }),
      record('b.example.org', { private: false }),
    ]),
  ).toEqual([
    ['shop.example.com', existing],
    ['b.example.org', { kind: 'create', name: 'example.org', private: false }],
  ]);
});

test('or in the only zone of the records of what presents it, where it can be there', () => {
  const created = { kind: 'create', name: 'example.com', private: false };
  expect(
    zonesOf({ names: ['shop.example.com', '*.shop.example.com', 'www.example.com', 'www.example.org'] }, [
      record('shop.example.com', { private: false }),
    ]),
  ).toEqual([
    ['shop.example.com', created],
    ['www.example.com', created],
    ['www.example.org', undefined],
  ]);
});

test.each([
  ['no record and no zone', { names: ['shop.example.com'] }, [{}], ['validation-zone at certificates.front']],
  [
    'a private zone',
    { names: ['shop.example.com'] },
    [record('shop.example.com')],
    ['validation-zone at certificates.front'],
  ],
  [
    'a zone that is created',
    { names: ['shop.example.com'] },
    [record('shop.example.com', { private: false })],
    ['new-zone at certificates.front'],
  ],
  ['a zone that exists', { names: ['shop.example.com'], zone: ZONE }, [{}], []],
  [
    'a name that nobody owns',
    { names: ['shop.example.com', 'web.main.shop.internal'], zone: ZONE },
    [{}],
    ['public-name at certificates.front.names.1'],
  ],
  [
    'a name that is no DNS name',
    { names: ['shop_1.example.com'], zone: ZONE },
    [{}],
    ['public-name at certificates.front.names.0'],
  ],
  [
    'a common name that is too long',
    { names: [`${'a'.repeat(60)}.example.com`], zone: ZONE },
    [{}],
    ['public-name at certificates.front.names.0'],
  ],
  [
    'a long name after it',
    { names: ['a.example.com', `${'a'.repeat(60)}.example.com`], zone: ZONE },
    [{}],
    [],
  ],
  [
    'more names than ACM accepts',
    { names: Array.from({ length: 11 }, (_, index) => `n${index}.example.com`), zone: ZONE },
    [{}],
    ['public-name at certificates.front.names'],
  ],
] as const)('%s', (_, certificate, entries, rules) => {
  expect(found(certificate, entries)).toEqual(rules.map((rule) => `certificate/${rule}`));
});

test('a public certificate that nothing presents is no certificate of a stack', () => {
  expect(publicCertificatesOf(shop({ names: ['shop.example.com'] }, []))).toEqual([]);
});

test('a proxy cannot present it', () => {
  const topology = shop({ names: ['shop.example.com'], zone: ZONE }, [], {
    workloads: {
      web: {
        account: 'main',
        listens: { protocol: 'http', port: 8080, tls: { certificate: 'front' } },
        calls: [],
      },
    },
  });
  const rules = lower(topology).findings.map(({ rule, at }) => `${rule} at ${at.path.join('.')}`);
  expect(rules).toContain('tls/public-certificate at certificates.front');
});
