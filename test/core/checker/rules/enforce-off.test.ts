import { dbCall, found, FULL, type WrittenYelb } from '../yelb';

test.each<[string, (file: WrittenYelb) => void, readonly string[]]>([
  ['enforced by default', (file) => dbCall(file, FULL), []],
  ['no policy at all', (file) => dbCall(file, 'none'), []],
  [
    'at one call',
    (file) => dbCall(file, { ...FULL, enforce: false }),
    ['workloads yelb-appserver calls 0 policy'],
  ],
  [
    'as the default of a caller',
    (file) => {
      file.workloads['yelb-ui'].callDefaults = { ...FULL, enforce: false };
    },
    ['workloads yelb-ui callDefaults'],
  ],
])('a policy that does not enforce TLS: %s', (_, change, places) => {
  expect(found('tls/enforce-off', change).map(({ at }) => at.path.join(' '))).toEqual(places);
});

test('it names the caller and the service', () => {
  expect(found('tls/enforce-off', (file) => dbCall(file, { ...FULL, enforce: false }))).toEqual([
    {
      rule: 'tls/enforce-off',
      severity: 'warning',
      at: { path: ['workloads', 'yelb-appserver', 'calls', 0, 'policy'] },
      summary:
        'the policy of "yelb-appserver" towards "yelb-db" does not enforce TLS, so it does not verify the server and accepts plaintext',
      fix: 'write enforce: true',
    },
  ]);
});
