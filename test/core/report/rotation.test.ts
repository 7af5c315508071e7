import Ajv2020 from 'ajv/dist/2020';
import { checkJson, checkText, planJson, planText, type RotationJson } from '../../../core/report';
import { ROTATION_STEPS, type RotationStep } from '../../../core/topology';
import checkSchema from '../../../schema/check.schema.json';
import planSchema from '../../../schema/plan.schema.json';
import { yelbPlan } from './yelb';

const rotationAt = (step: RotationStep) => ({ at: ['rotation'], from: 'root', to: 'next', step });

test('check and plan say which step it is, and what comes next', async () => {
  const { plan } = await yelbPlan();
  const said = (step: RotationStep) => {
    const text = checkText([], [], undefined, rotationAt(step));
    const lines = text.split('\n').slice(2, 5);
    expect(planText(plan, undefined, { rotation: rotationAt(step) })).toContain(lines.join('\n'));
    return lines;
  };
  expect(ROTATION_STEPS.map(said)).toEqual([
    [
      'rotation of authority "root" to "next", step 1 of 3, trust',
      'trust: both are trusted, and certificates come from "root"',
      'next, once every proxy runs with this step: rotation: { from: root, to: next, step: issue }',
    ],
    [
      'rotation of authority "root" to "next", step 2 of 3, issue',
      'issue: both are trusted, and certificates come from "next"',
      'next, once every proxy runs with this step: rotation: { from: root, to: next, step: finish }',
    ],
    [
      'rotation of authority "root" to "next", step 3 of 3, finish',
      'finish: only "next" is trusted',
      'next, once every proxy runs with this step: drop rotation and authority "root", and write next where certificates and trusts name root',
    ],
  ]);
});

test('a program reads the same, as the schemas have it', async () => {
  const { plan, placeOf } = await yelbPlan();
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
  const [isCheck, isPlan] = [ajv.compile(checkSchema), ajv.compile(planSchema)];
  const found = ROTATION_STEPS.map((step): RotationJson | undefined => {
    const rotation = rotationAt(step);
    const checked = checkJson([], [], [], rotation);
    const planned = planJson(plan, { kind: 'local' }, placeOf, { rotation });
    isCheck(JSON.parse(JSON.stringify(checked)));
    isPlan(JSON.parse(JSON.stringify(planned)));
    expect([isCheck.errors, isPlan.errors]).toEqual([null, null]);
    expect(planned.rotation).toEqual(checked.rotation);
    return checked.rotation;
  });
  expect(found).toEqual([
    { from: 'root', to: 'next', step: 'trust', next: 'issue' },
    { from: 'root', to: 'next', step: 'issue', next: 'finish' },
    { from: 'root', to: 'next', step: 'finish' },
  ]);
});
