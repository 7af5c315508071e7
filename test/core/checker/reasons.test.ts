import { REASONS, RULES, type Reason, type Verdict } from '../../../core/checker';
import { FIXTURES } from './fixtures';
import { nameOf, yelb } from './yelb';

const rows = Object.entries(FIXTURES).flatMap(([reason, fixtures]) =>
  fixtures.map((fixture, index) => ({ reason, number: index + 1, ...fixture })),
);

test.each(rows)('$reason ($number) is reached from a written topology, as $verdict', (row) => {
  const { edges } = yelb(row.change);
  const edge = edges.find((one) => nameOf(one) === (row.edge ?? 'yelb-appserver -> yelb-db'));
  expect(edge).toMatchObject({ verdict: row.verdict, reason: row.reason });
  expect(edge?.missing).toBe(row.missing);
  expect(row.at ?? edge?.at.join(' ')).toBe(edge?.at.join(' '));
});

test('the fixtures cover every reason and every verdict', () => {
  expect(Object.keys(FIXTURES).toSorted()).toEqual(Object.keys(REASONS).toSorted());
  expect(rows.filter(({ verdict, reason }) => REASONS[reason as Reason].verdict !== verdict)).toEqual([]);
  const verdicts: Record<Verdict, true> = {
    mutual: true,
    verified: true,
    encrypted: true,
    application: true,
    plaintext: true,
    broken: true,
    undecided: true,
  };
  expect([...new Set(rows.map(({ verdict }) => verdict))].toSorted()).toEqual(
    Object.keys(verdicts).toSorted(),
  );
});

test('every deciding rule decides something, and says by whose word', () => {
  const used = new Set<string>(Object.values(REASONS).map(({ by }) => by));
  expect(Object.keys(RULES).filter((id) => !used.has(id))).toEqual([]);
  for (const { source } of Object.values(RULES))
    expect(source).toMatch(/^(assumed|https:\/\/docs\.aws\.amazon\.com\/\S+)$/);
});
