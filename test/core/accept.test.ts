import { refusedAcceptances } from '../../core/accept';
import { coreRules, renamedRules } from '../../core/rules';
import { allFindingsOf, judge } from '../../core/judge';
import { noPositions } from '../../core/source';
import { findingsSummary, findingsText } from '../../core/report';
import { write } from '../../core/topology';
import { yelb } from './topology/written';

const { loadBalancer } = write;

const shop = { ...yelb, acceptEnded: true };
const judged = (accept: unknown, more: object = {}) =>
  judge({
    ok: true,
    value: { file: 't.ts', written: { ...shop, ...more, accept }, positions: noPositions },
    findings: [],
  });

/** Each finding as `rule path`, and why it is accepted. */
function findingsOf(accept: unknown, more: object = {}): readonly string[] {
  const result = judged(accept, more);
  const findings = result.kind === 'judged' ? allFindingsOf(result) : result.findings;
  return findings.map(({ rule, at, accepted }) =>
    [rule, at.path.join('.'), ...(accepted === undefined ? [] : [`(${accepted.because})`])].join(' '),
  );
}

const because = 'a demo';
const entry = { finding: 'entry/plaintext', at: 'workloads.yelb-ui.entry', because };

test('a warning is accepted at its place, or wherever its rule finds something', () => {
  const accepted = ['entry/plaintext workloads.yelb-ui.entry (a demo)'];
  expect(findingsOf([])).toEqual(['entry/plaintext workloads.yelb-ui.entry']);
  expect(findingsOf([entry])).toEqual(accepted);
  expect(findingsOf([{ finding: entry.finding, because }])).toEqual(accepted);
});

test('of two findings of a rule, one is accepted, with brackets or without', () => {
  const entries = [loadBalancer(80), loadBalancer(81)];
  const workloads = { ...yelb.workloads, 'yelb-ui': { ...yelb.workloads['yelb-ui'], entry: entries } };
  const paths = ['workloads.yelb-ui.entry.0', 'workloads.yelb-ui.entry.1'];
  expect(findingsOf([], { workloads })).toEqual(paths.map((path) => `entry/plaintext ${path}`));
  for (const at of ['workloads.yelb-ui.entry[1]', 'workloads.yelb-ui.entry.1'])
    expect(findingsOf([{ ...entry, at }], { workloads })).toEqual([
      `entry/plaintext ${paths[0]}`,
      `entry/plaintext ${paths[1]} (a demo)`,
    ]);
});

test.each<[string, object, string]>([
  ['a rule that does not exist', { finding: 'entry/plaintxt', because }, 'did you mean "entry/plaintext"?'],
  ['a word', { finding: 'nonsense', because }, 'write the id that "meshspan check" shows in brackets'],
  ['an error', { finding: 'tls/broken', because }, 'drop this entry, and fix what it reports'],
  ['a warning by a former id', { finding: 'app-mesh/same-match', because }, 'finding: route/same-match'],
  [
    'an error by a former id',
    { finding: 'app-mesh/path-start', because },
    'drop this entry, and fix what it reports',
  ],
  ['an error of a file', { finding: 'topology/value', because }, 'drop this entry, and fix what it reports'],
])('%s cannot be accepted', (_, accepted, fix) => {
  expect(judged([entry, accepted])).toMatchObject({
    kind: 'not-a-topology',
    findings: [{ at: { path: ['accept', 1, 'finding'] }, fix }],
  });
});

test('the message about a former id names the one of this version', () => {
  const summaryOf = (finding: string): string | undefined =>
    refusedAcceptances([{ finding, because, place: ['accept', 0] }])[0]?.summary;
  expect(summaryOf('app-mesh/same-match')).toBe(
    'the finding "app-mesh/same-match" has another id in this version: "route/same-match"',
  );
  expect(summaryOf('app-mesh/path-start')).toBe(
    '"app-mesh/path-start", now "route/path", is an error, and only warnings can be accepted',
  );
});

test('a former id is not the id of a rule, and leads to one that is', () => {
  const ids = coreRules.map(({ id }) => id);
  for (const [former, current] of renamedRules) {
    expect(ids).not.toContain(former);
    expect(ids).toContain(current);
  }
  expect(renamedRules.size).toBeGreaterThan(0);
});

test('what is not found any more is a warning, which can be accepted as well', () => {
  const stale = { finding: 'tls/permissive', because };
  expect(findingsOf([entry, stale])).toContain('accept/stale accept.1');
  expect(findingsOf([entry, { ...entry, at: 'workloads.yelb-ui' }])).toContain('accept/stale accept.1');
  const ofStale = { finding: 'accept/stale', at: 'accept[1]', because: 'only in production' };
  expect(findingsOf([entry, stale, ofStale]).filter((line) => line.startsWith('accept/'))).toEqual([
    'accept/stale accept.1 (only in production)',
  ]);
  expect(findingsOf([entry, { ...ofStale, at: 'accept[0]' }])).toContain('accept/stale accept.1');
});

test('nothing is called stale while an error hides the rest', () => {
  const workloads = {
    ...yelb.workloads,
    'yelb-ui': { ...yelb.workloads['yelb-ui'], calls: ['yelb-appserver'], callDefaults: { names: ['x.y'] } },
  };
  expect(findingsOf([{ finding: 'tls/permissive', because }], { workloads })).not.toContain(
    'accept/stale accept.0',
  );
});

test('a reason is asked for', () => {
  expect(judged([{ finding: 'entry/plaintext' }]).findings).toMatchObject([{ rule: 'topology/missing' }]);
  expect(judged([{ ...entry, because: ' ' }]).findings).toMatchObject([
    { rule: 'topology/value', fix: 'say why it is accepted' },
  ]);
});

test('the text shows it apart, with the reason, and counts it apart', () => {
  const result = judged([entry, { finding: 'tls/permissive', because }]);
  const text = findingsText(result.findings);
  expect(text).toMatch(
    /^warning\[accept\/stale\][^]*\n\naccepted by the topology\n\naccepted\[entry\/plaintext\]/,
  );
  expect(text).toContain('\n  because: a demo\n');
  expect(findingsSummary(result.findings)).toBe('1 warning, 1 accepted');
});
