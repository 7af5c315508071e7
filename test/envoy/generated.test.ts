import { differencesOf } from '../../local/envoy';
import { compare, measure } from './generated/compared';
import { keptCases } from './kept-cases';

test.each(keptCases)('$what', async ({ pair, setting }) => {
  expect(differencesOf(await measure([pair], setting))).toEqual([]);
});

test('what the check says of generated calls is what real Envoys do', async () => {
  const { cases, measured, unmeasured } = await compare(60, Math.floor(Math.random() * 2 ** 31));
  expect(cases).toBeGreaterThanOrEqual(60);
  expect(unmeasured).toEqual([]);
  expect(Object.keys(measured)).toEqual(
    expect.arrayContaining(['broken', 'encrypted', 'mutual', 'verified']),
  );
}, 900_000);
