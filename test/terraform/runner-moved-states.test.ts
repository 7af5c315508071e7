import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { deployStacks } from '../../terraform/runner';
import { stageOf, type Stage } from './runner-stage';

let stage: Stage;
afterEach(() => stage.close());

/** The stack's file says that its state is somewhere else. */
const moveTo = (folder: string): void =>
  stage.write('it', {
    lists: ['it'],
    more: { terraform: { backend: { local: { path: `../../../${folder}/it.tfstate` } } } },
  });

test('a local state that was moved is used where it is now, without a word', async () => {
  stage = stageOf({ it: {} }, [['it']]);
  await deployStacks(stage.options);
  mkdirSync(join(stage.folder, 'now'));
  renameSync(join(stage.folder, 'state/it.tfstate'), join(stage.folder, 'now/it.tfstate'));
  moveTo('now');
  expect(await deployStacks(stage.options)).toMatchObject({ ok: true, outcomes: [{ kind: 'unchanged' }] });
  expect(existsSync(join(stage.folder, 'state/it.tfstate'))).toBe(false);
});

test('one that was left behind is reported, with how to migrate it', async () => {
  stage = stageOf({ it: {} }, [['it']]);
  await deployStacks(stage.options);
  moveTo('now');
  const { touched, problems } = await deployStacks(stage.options);
  expect(touched).toBe(false);
  expect(problems).toMatchObject([
    { sentence: expect.stringContaining('the topology names another place for the state of stack "it"') },
  ]);
  expect(existsSync(join(stage.folder, 'now/it.tfstate'))).toBe(false);
});
