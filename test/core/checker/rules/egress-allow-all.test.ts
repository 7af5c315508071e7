import { found, type WrittenYelb } from '../yelb';

test.each<[string, (file: WrittenYelb) => void, readonly string[]]>([
  ['DROP_ALL by default', () => {}, []],
  [
    'ALLOW_ALL',
    (file) => {
      file.mesh = { name: 'yelb', egress: 'ALLOW_ALL' };
    },
    ['mesh egress'],
  ],
])('egress: %s', (_, change, places) => {
  expect(found('mesh/egress-allow-all', change).map(({ at }) => at.path.join(' '))).toEqual(places);
});

test('it says what is open and how to model what is outside', () => {
  const change = (file: WrittenYelb): void => {
    file.mesh = { name: 'yelb', egress: 'ALLOW_ALL' };
  };
  expect(found('mesh/egress-allow-all', change)).toMatchObject([
    {
      severity: 'warning',
      summary:
        'with egress ALLOW_ALL every workload may send anything to any host outside the mesh, unverified',
      fix: expect.stringMatching(/DROP_ALL.*kind: 'dns'/),
    },
  ]);
});
