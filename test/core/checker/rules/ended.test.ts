import { found, type WrittenYelb } from '../yelb';

test.each<[string, (file: WrittenYelb) => void, readonly string[]]>([
  ['App Mesh', () => {}, ['dataPlane']],
  [
    'App Mesh, known to have ended',
    (file) => {
      file.acceptEnded = true;
    },
    [],
  ],
])('a data plane that AWS ended: %s', (_, change, places) => {
  expect(found('data-plane/ended', change).map(({ at }) => at.path.join(' '))).toEqual(places);
});

test('it says when and what to do', () => {
  expect(found('data-plane/ended', undefined)).toEqual([
    {
      rule: 'data-plane/ended',
      severity: 'warning',
      at: { path: ['dataPlane'] },
      summary: 'AWS ended App Mesh on 2026-09-30: nothing can be deployed to it any more',
      fix: 'choose another dataPlane, or write acceptEnded: true where an App Mesh of your own answers',
    },
  ]);
});
