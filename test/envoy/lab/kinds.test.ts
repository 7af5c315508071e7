import { differencesOf } from '../../../local/envoy';
import { kinds } from './kinds';
import { measured } from './measured';

test.each(['envoy', 'app-mesh'] as const)('every kind of edge is on %s what the check says', async (plane) => {
  const report = await measured(kinds, plane);
  expect(differencesOf(report)).toEqual([]);
  expect(report.edges.filter((edge) => edge.measured === 'unmeasured')).toEqual([]);
  const verdicts = new Set(report.edges.map((edge) => edge.measured));
  expect([...verdicts].toSorted()).toEqual([
    'application',
    'broken',
    'encrypted',
    'mutual',
    'plaintext',
    'verified',
  ]);
});
