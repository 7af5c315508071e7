import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { deployStacks, planStacks, readStates, receivedIn } from '../../terraform/runner';
import { stageOf, type Stage } from './runner-stage';

let stage: Stage;
beforeEach(() => {
  stage = stageOf({ a: {}, b: { reads: ['a'] } }, [['a'], ['b']]);
  // As synth writes it where values are passed: nothing is the default, and what was given is an output.
  stage.write('b', {
    resource: { terraform_data: { it: { input: '${var.a_id}' } } },
    more: {
      variable: { a_id: { type: 'string', default: '', nullable: false } },
      output: {
        id: { value: '${terraform_data.it.output}' },
        inputs: {
          value: { a_id: '${var.a_id}' },
          precondition: [
            { condition: '${length(var.a_id) > 0}', error_message: 'stack "b" has no value for a_id' },
          ],
        },
      },
    },
  });
});
afterEach(() => stage.close());

const given = { from: 'a', output: 'id', kind: 'assigned' } as const;

async function idOfB(): Promise<unknown> {
  const states = await readStates(stage.options);
  return states.ok ? states.value.get('b')?.outputs['id'] : states.problems;
}

test('an output of one stack is passed to the next as a variable', async () => {
  expect((await deployStacks(stage.options)).ok).toBe(true);
  expect(await idOfB()).toBe('of a');
  const states = await readStates(stage.options);
  expect(states.ok && receivedIn(states.value.get('b'), given)).toBe('of a');
  expect(await planStacks(stage.options)).toMatchObject({ value: [{ changes: false }, { changes: false }] });
});

test('a value that changed is passed on in the same run', async () => {
  await deployStacks(stage.options);
  stage.write('a', { more: { output: { id: { value: 'another' } } } });
  expect((await deployStacks(stage.options)).ok).toBe(true);
  expect(await idOfB()).toBe('another');
});

test('what a pipeline passes takes precedence, and needs no state of the other stack', async () => {
  const environment = () => ({ from: { ...process.env, TF_VAR_a_id: 'handed over' } });
  const result = await deployStacks({ ...stage.options, environment, stacks: ['b'] });
  expect(result.ok).toBe(true);
  expect(await idOfB()).toBe('handed over');
});

test('a state that was there and is gone is noticed by what was given', async () => {
  await deployStacks(stage.options);
  rmSync(join(stage.folder, 'state/a.tfstate'));
  expect((await deployStacks(stage.options)).problems).toMatchObject([
    { sentence: expect.stringMatching(/^the state of stack "a" is gone: "b" read it before/) },
  ]);
});
