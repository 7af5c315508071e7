import Ajv2020 from 'ajv/dist/2020';
import { ansi, differencesOf, labReports, plain, type PlacedEdge } from '../../../../core/report';
import labSchema from '../../../../schema/lab.schema.json';
import { differing, fine } from './results';

const run = { results: fine, differences: [], envoy: '1.40.0', seconds: 11.6 };

it('the text has a table of edges, one of attacks and a line that sums them up', () => {
  expect(labReports.text(run, plain)).toBe(
    `client               server               service  port  expected   measured    evidence
outside              load-balancer/ui:80  -        80    plaintext  unmeasured
load-balancer/ui:80  ui                   -        80    encrypted  encrypted   handshake
ui                   db                   db       5432  mutual     mutual      handshake, caller ui.shop.internal, 1 of 2 impostors refused, accepted: foreign-caller

attack       client  server  service  port  expected  measured
plaintext    ui      db      db       5432  refused   refused
forged-xfcc  ui      db      db       5432  refused   refused

2 edges and 2 attacks measured with Envoy 1.40.0, all as expected, 1 not measurable here, in 12 s
`,
  );
});

it('what differs is counted and listed, and looks bad', () => {
  const text = labReports.text(
    { results: differing, differences: ['the first', 'the second'], envoy: '1.40.0', seconds: 3 },
    ansi,
  );
  expect(text).toContain(ansi.bad('the first'));
  expect(text).toContain(ansi.bad('accepted'));
  expect(text).toContain(ansi.bad('plaintext'));
  expect(text).toContain('1 edge and 1 attack not as expected, 1 not measurable here, in 3 s');
  expect(text).not.toContain('all as expected');
});

it('a mesh without anything to measure says so', () => {
  const nothing = { ...run, results: { edges: [], attacks: [] } };
  expect(labReports.text(nothing, plain)).toBe(
    'nothing was measured with Envoy 1.40.0: the topology has no calls and no entries\n',
  );
});

const places = {
  edges: [
    {
      client: 'workload/ui',
      server: 'workload/db',
      service: 'db',
      port: 5432,
      dialled: 5432,
      verdict: 'mutual',
      reason: 'both-verified',
      by: 'R1',
      at: { path: ['workloads', 'ui', 'calls', 0], file: 'shop.yaml', line: 12, column: 5 },
    } satisfies PlacedEdge,
  ],
  placeOf: (party: string, port?: number) => ({
    path: ['workloads', party.replace('workload/', ''), port ?? 0],
    file: 'shop.yaml',
    line: 20,
  }),
};

it('each difference is a sentence with what was expected, what was measured and the line', () => {
  expect(differencesOf(differing, places)).toEqual([
    'ui -> db (service db, port 5432): expected mutual, measured plaintext; decided at shop.yaml:12:5 workloads.ui.calls[0]',
    'attack "plaintext" by ui on db (service db, port 5432): expected refused, measured accepted; decided at shop.yaml:20 workloads.db[5432]',
  ]);
});

it('neither what was measured as expected nor what cannot be measured is a difference', () => {
  expect(differencesOf(fine, places)).toEqual([]);
});

it('the JSON is the report with its version, as its schema describes it', () => {
  const json: unknown = JSON.parse(labReports.json({ ...run, results: differing }, plain));
  expect(json).toEqual({ version: 1, ...differing });
  const isLab = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(labSchema);
  isLab(json);
  expect(isLab.errors).toBeNull();
  expect(isLab({ version: 1, edges: [{}], attacks: [] })).toBe(false);
});
