import { differencesOf } from '../../../local/envoy';
import { kinds } from './kinds';
import { measured } from './measured';

const seen = new Set<string>();

describe.each(Object.entries(kinds))('every kind of %s', (_name, topology) => {
  it.each(['envoy', 'app-mesh'] as const)('is on %s what the check says', async (plane) => {
    const report = await measured(topology, plane);
    expect(differencesOf(report)).toEqual([]);
    expect(report.edges.filter((edge) => edge.measured === 'unmeasured')).toEqual([]);
    for (const edge of report.edges) seen.add(edge.measured);
  });
});

test('between them they have every verdict', () => {
  expect([...seen].toSorted()).toEqual([
    'application',
    'broken',
    'encrypted',
    'mutual',
    'plaintext',
    'verified',
  ]);
});
