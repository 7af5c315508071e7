import { ansi, findingsSummary, findingsText, placeText } from '../../../core/report';
import type { Finding } from '../../../core/topology';

const findings: readonly Finding[] = [
  {
    rule: 'tls/permissive',
    severity: 'warning',
    at: { path: ['workloads', 'yelb-db', 'listens', 0] },
    summary: 'yelb-db also accepts plaintext',
    fix: 'write mode: STRICT',
  },
  {
    rule: 'source/syntax',
    severity: 'error',
    at: { path: [], file: 'topology.yaml', line: 3, column: 9 },
    summary: 'this key stands twice in one mapping',
    fix: 'rename or remove one of the two',
  },
];

it('errors come first, each with its place and its fix', () => {
  expect(findingsText(findings)).toMatchInlineSnapshot(`
    "error[source/syntax] topology.yaml:3:9
      this key stands twice in one mapping
      fix: rename or remove one of the two

    warning[tls/permissive] workloads.yelb-db.listens[0]
      yelb-db also accepts plaintext
      fix: write mode: STRICT
    "
  `);
});

it('a place is as much as is known', () => {
  const path = ['workloads', 'yelb-ui', 'calls', 0];
  expect(placeText({ path, file: 't.yaml', line: 1, column: 2 })).toBe(
    't.yaml:1:2 workloads.yelb-ui.calls[0]',
  );
  expect(placeText({ path, file: 't.ts' })).toBe('t.ts workloads.yelb-ui.calls[0]');
  expect(placeText({ path })).toBe('workloads.yelb-ui.calls[0]');
  expect(placeText({ path: [] })).toBe('');
});

it('findings are counted by severity', () => {
  expect(findingsSummary(findings)).toBe('1 error, 1 warning');
  expect(findingsSummary([...findings, ...findings])).toBe('2 errors, 2 warnings');
  expect(findingsSummary([])).toBe('no findings');
  expect(findingsText([])).toBe('');
});

it('colours are added where they are asked for, and change nothing else', () => {
  const dressed = findingsText(findings, ansi);
  expect(dressed).toContain('\u001B[31merror[source/syntax]\u001B[0m');
  // oxlint-disable-next-line no-control-regex
  expect(dressed.replaceAll(/\u001B\[\d+m/g, '')).toBe(findingsText(findings));
});
