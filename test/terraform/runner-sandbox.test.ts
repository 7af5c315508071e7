import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployStacks, destroyStacks, planStacks, type RunnerOptions } from '../../terraform/runner';
import { cliConfigOf } from '../../terraform/cli-config';
import { note, stageOf, type Stage } from './runner-stage';

let stage: Stage;
afterEach(() => stage.close());

const steps = (): readonly string[] =>
  stage.events.flatMap((event) => (event.event === 'step' ? [`${event.stack} ${event.step}`] : []));

/** Two stacks for a local AWS of our own; there must be no question. */
function sandboxed(broken = 'true'): RunnerOptions {
  stage = stageOf(
    {
      a: { resources: { one: note('one') } },
      b: { reads: ['a'], resources: { two: note('two'), three: broken } },
    },
    [['a'], ['b']],
  );
  const confirm = (): never => {
    throw new Error('asked');
  };
  return { ...stage.options, sandbox: true, confirm };
}

test('in a sandbox each stack is planned and applied in one go', async () => {
  const options = sandboxed();
  expect((await deployStacks(options)).outcomes).toMatchObject([
    { kind: 'applied', stack: 'a', counts: { add: 1, change: 0, destroy: 0 } },
    { kind: 'applied', stack: 'b', counts: { add: 2, change: 0, destroy: 0 } },
  ]);
  expect(steps()).toEqual(['a init', 'b init', 'a apply', 'b apply']);
  expect(stage.events).toContainEqual({
    event: 'preview',
    preview: { kind: 'planned', stack: 'b', counts: { add: 2, change: 0, destroy: 0 }, changes: true },
  });
  expect(stage.events.filter(({ event }) => event === 'progress').at(-1)).toMatchObject({
    done: 2,
    total: 2,
  });
  expect(await planStacks(options)).toMatchObject({
    ok: true,
    value: [{ changes: false }, { changes: false }],
  });

  stage.events.length = 0;
  expect((await destroyStacks(options)).outcomes).toMatchObject([
    { kind: 'destroyed', stack: 'b', counts: { add: 0, change: 0, destroy: 2 } },
    { kind: 'destroyed', stack: 'a', counts: { add: 0, change: 0, destroy: 1 } },
  ]);
  expect(steps()).toEqual(['a init', 'b init', 'b destroy', 'a destroy']);
});

test('a stack that fails reports what was created', async () => {
  const { ok, outcomes } = await deployStacks(sandboxed('sleep 1; exit 1'));
  expect(ok).toBe(false);
  expect(outcomes).toMatchObject([
    { kind: 'applied', stack: 'a' },
    { kind: 'failed', stack: 'b', counts: { add: 1, change: 0, destroy: 0 } },
  ]);
});

test('where providers run in place, only the backend of a stack is initialized', async () => {
  stage = stageOf({ a: {} }, [['a']]);
  const cliConfig = join(stage.folder, 'in-place.rc');
  // A provider that does not exist: installing it fails.
  const inPlace = new Map([['registry.terraform.io/orchard/fruit', stage.folder]]);
  writeFileSync(cliConfig, cliConfigOf([], { needed: [], inPlace }).replace('direct {}', ''));
  stage.write('a', {
    more: {
      terraform: {
        backend: { local: { path: '../../../state/a.tfstate' } },
        required_providers: { fruit: { source: 'orchard/fruit', version: '1.0.0' } },
      },
    },
  });
  const planned = await planStacks({ ...stage.options, cliConfig });
  // The plan starts the provider, which is an empty folder; the backend was there.
  expect(planned).toMatchObject({
    ok: false,
    problems: [{ sentence: 'stack "a": Failed to load plugin schemas' }],
  });
  const home = join(stage.folder, 'out/stacks/a');
  expect(existsSync(join(home, '.terraform/terraform.tfstate'))).toBe(true);
  expect(existsSync(join(home, '.terraform/providers'))).toBe(false);
});
