import {
  checkJson,
  checkReports,
  checkText,
  explanationOf,
  explanationReports,
  explanationsOf,
  formats,
  planJson,
  planReports,
  planText,
  ansi,
  synthReports,
  plain,
} from '../../../core/report';
import { yelb, yelbPlan } from './yelb';

it('the first format is for people, and is the default', () => {
  expect(formats[0]).toBe('text');
});

it('a check has the text for people, dressed, and the JSON of its schema', async () => {
  const checked = await yelb();
  const { edges, findings, resources } = checked;
  expect(checkReports.text(checked, ansi)).toBe(checkText(edges, findings, ansi));
  expect(checkReports.text(checked, ansi)).not.toBe(checkReports.text(checked, plain));
  const json = checkReports.json(checked, ansi);
  expect(json).toBe(`${JSON.stringify(checkJson(edges, findings, resources), null, 2)}\n`);
});

it('a plan has the text for people, dressed, and the JSON of its schema with the places in the file', async () => {
  const { plan: whole, placeOf, topology } = await yelbPlan();
  const { state } = topology;
  const left = { at: ['workloads', 'yelb-ui', 'entry'], what: 'the bell', why: 'nobody rings' };
  const plan = { ...whole, notDeployed: [left] };
  expect(planReports.text({ plan, state, placeOf }, ansi)).toBe(planText(plan, ansi));
  const json = planReports.json({ plan, state, placeOf }, ansi);
  expect(JSON.parse(json)).toEqual(planJson(plan, state, placeOf));
  expect(json).toContain('"file": "yelb/topology.ts"');
});

it('a synthesis names every file that it wrote, or all that became of the folder', () => {
  const files = ['proxies/workload-ui/bootstrap.json'];
  const synthesized = { out: 'deep/er', stacks: ['a', 'b'], files, removed: ['c'] };
  expect(synthReports.text(synthesized, plain)).toBe(
    'deep/er/stacks/a/cdk.tf.json\ndeep/er/stacks/b/cdk.tf.json\ndeep/er/proxies/workload-ui/bootstrap.json\n',
  );
  expect(JSON.parse(synthReports.json(synthesized, plain))).toEqual({ version: 1, ...synthesized });
});

it('an explanation as JSON has a version', () => {
  const found = explanationOf('R1', explanationsOf([]));
  if ('didYouMean' in found) throw new Error('R1 is a code');
  expect(JSON.parse(explanationReports.json(found, plain))).toEqual({ version: 1, ...found });
  expect(explanationReports.text(found, plain)).toMatch(/^R1 \(deciding rule\)\n/);
});
