import { CALLER, dbCall, DB_NAME, found, FULL, mutual, type WrittenYelb } from '../yelb';

const PUBLIC = { kind: 'file', authorities: 'mozilla' };
const withPublic = (file: WrittenYelb): void => {
  file.authorities.mozilla = { kind: 'file', chain: '/etc/ssl/certs/ca-bundle.crt', public: true };
};

test.each<[string, (file: WrittenYelb) => void, readonly string[]]>([
  ['a private authority', (file) => dbCall(file, FULL), []],
  [
    'with a name',
    (file) => {
      withPublic(file);
      dbCall(file, { trust: PUBLIC, names: [DB_NAME] });
    },
    [],
  ],
  [
    'without a name',
    (file) => {
      withPublic(file);
      dbCall(file, { trust: PUBLIC, names: [] });
    },
    ['workloads yelb-appserver calls 0 policy'],
  ],
  [
    'of a listener that asks for certificates',
    (file) => {
      withPublic(file);
      mutual(CALLER, { trust: PUBLIC })(file);
    },
    ['workloads yelb-db listens'],
  ],
])('trust in the public authorities: %s', (_, change, places) => {
  expect(found('tls/public-trust', change).map(({ at }) => at.path.join(' '))).toEqual(places);
});

test('it says what the bundle lets in', () => {
  const change = (file: WrittenYelb): void => {
    withPublic(file);
    dbCall(file, { trust: PUBLIC, names: [] });
  };
  expect(found('tls/public-trust', change)).toMatchObject([
    {
      severity: 'warning',
      summary:
        'the policy of "yelb-appserver" trusts "mozilla", a bundle of public authorities, and expects no name: anyone can get a certificate from one of them',
      fix: 'write names with the exact names that are expected, or trust a private authority',
    },
  ]);
});
