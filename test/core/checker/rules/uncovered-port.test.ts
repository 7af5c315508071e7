import { dbCall, found, FULL, type WrittenYelb } from '../yelb';

test.each<[string, (file: WrittenYelb) => void, readonly string[]]>([
  ['all ports', (file) => dbCall(file, FULL), []],
  ['its port among others', (file) => dbCall(file, { ...FULL, ports: [443, 5432] }), []],
  [
    'only others',
    (file) => dbCall(file, { ...FULL, ports: [443] }),
    ['workloads yelb-appserver calls 0 policy ports'],
  ],
])('a policy that leaves out the port it calls: %s', (_, change, places) => {
  expect(found('tls/uncovered-port', change).map(({ at }) => at.path.join(' '))).toEqual(places);
});

test('it names the ports', () => {
  expect(found('tls/uncovered-port', (file) => dbCall(file, { ...FULL, ports: [443, 8443] }))).toEqual([
    {
      rule: 'tls/uncovered-port',
      severity: 'warning',
      at: { path: ['workloads', 'yelb-appserver', 'calls', 0, 'policy', 'ports'] },
      summary:
        '"yelb-appserver" -> "yelb-db" port 5432: the policy covers only 443, 8443, so the server alone decides about TLS and the trust is not applied',
      fix: 'add 5432 to the ports of the policy, or leave ports out to cover all',
    },
  ]);
});
