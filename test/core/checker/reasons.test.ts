import { REASONS, RULES, type DecidingRule, type Reason, type Verdict } from '../../../core/checker';
import { FIXTURES } from './fixtures';
import { DECIDED } from './validated';
import { dbCall, FULL, nameOf, yelb, type WrittenYelb } from './yelb';

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

test.each(DECIDED.map(([what, ...decided]) => ({ what, decided })))(
  'the database is called where there is $what',
  ({ decided: [change, verdict, missing] }) => {
    const edge = yelb(change).edges.find((one) => nameOf(one) === 'yelb-appserver -> yelb-db');
    expect([edge?.verdict, edge?.missing]).toEqual([verdict, missing]);
  },
);

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

test('every deciding rule decides something, or says that it does not, and says by whose word', () => {
  // The level of a policy decides beside a reason of the policy or listener itself.
  const used = new Set<string>(['R10', ...Object.values(REASONS).map(({ by }) => by)]);
  const idle = Object.entries<DecidingRule>(RULES).filter(([, { judged }]) => judged === false);
  expect(Object.keys(RULES).filter((id) => !used.has(id))).toEqual(idle.map(([id]) => id));
  for (const { source } of Object.values(RULES))
    expect(source).toMatch(
      /^(assumed|meshspan|RFC \d+, [\d.]+|https:\/\/(docs\.aws\.amazon\.com|docs\.amazonaws\.cn|github\.com\/aws)\/\S+)$/,
    );
});

const decidedBy = (change: (file: WrittenYelb) => void) => {
  const edge = yelb(change).edges.find((one) => nameOf(one) === 'yelb-appserver -> yelb-db');
  return [edge?.verdict, edge?.reason, edge?.by, edge?.at.join(' ')];
};
const withDefaults =
  (defaults: unknown, own: unknown) =>
  (file: WrittenYelb): void => {
    file.workloads['yelb-appserver'].callDefaults = defaults;
    dbCall(file, own);
  };

test.each<readonly [string, unknown, unknown, readonly string[]]>([
  [
    'none instead of a default that verifies',
    FULL,
    'none',
    ['encrypted', 'acm-chain-only', 'R10', 'workloads yelb-appserver calls 0 policy'],
  ],
  [
    'another name than that of the default',
    FULL,
    { ...FULL, names: ['elsewhere.internal'] },
    ['broken', 'name-mismatch', 'R10', 'workloads yelb-appserver calls 0 policy'],
  ],
  [
    'the same as the default',
    FULL,
    FULL,
    ['verified', 'chain-and-name', 'R1', 'workloads yelb-appserver calls 0 policy'],
  ],
  [
    'none where there is no default',
    undefined,
    'none',
    ['encrypted', 'acm-chain-only', 'R2', 'workloads yelb-db listens'],
  ],
])(
  'the level of a policy decides where the default would decide otherwise: %s',
  (_, defaults, own, decided) => {
    expect(decidedBy(withDefaults(defaults, own))).toEqual(decided);
  },
);
