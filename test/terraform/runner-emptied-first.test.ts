import { deployStacks } from '../../terraform/runner';
import { stageOf, type SmallStack, type Stage } from './runner-stage';

let stage: Stage;
afterEach(() => stage.close());

/** A mesh of the first stack, in which the others have a node each. */
const shared = (resources: NonNullable<SmallStack['resources']>): SmallStack => ({
  resources,
  lists: ['shared', 'member', 'owner'],
});
const member = (node: object): SmallStack => ({ reads: ['shared'], resources: { group: 'true', ...node } });
const owner = (node: object): SmallStack => ({
  reads: ['shared', 'member'],
  resources: { group: 'true', ...node },
});

async function deployed(): Promise<Stage> {
  stage = stageOf(
    {
      shared: shared({ vpc: 'true', mesh: 'true' }),
      member: member({ node: 'true' }),
      owner: owner({ node: 'true' }),
    },
    [['shared'], ['member'], ['owner']],
  );
  expect(await deployStacks(stage.options)).toMatchObject({ ok: true });
  stage.events.length = 0;
  return stage;
}

const containers = [
  {
    is: ({ name }: { readonly name: string }) => name === 'mesh',
    holds: ({ name }: { readonly name: string }) => name === 'node',
  },
];

const outcomes = () =>
  stage.events.flatMap((event) =>
    event.event === 'outcome' ? [`${event.outcome.stack} ${event.outcome.kind}`] : [],
  );

test('what a stack deletes is emptied first, in the order of a removal', async () => {
  const { options } = await deployed();
  stage.write('shared', shared({ vpc: 'true' }));
  stage.write('member', member({ more: 'true' }));
  stage.write('owner', owner({}));
  const result = await deployStacks({ ...options, containers });
  expect(result).toMatchObject({ ok: true, problems: [] });
  expect(result.outcomes).toMatchObject([
    { kind: 'applied', stack: 'owner', counts: { add: 0, change: 0, destroy: 1 } },
    { kind: 'applied', stack: 'member', counts: { add: 1, change: 0, destroy: 1 } },
    { kind: 'applied', stack: 'shared', counts: { add: 0, change: 0, destroy: 1 } },
  ]);
  expect((await deployStacks({ ...options, containers })).outcomes).toMatchObject([
    { kind: 'unchanged' },
    { kind: 'unchanged' },
    { kind: 'unchanged' },
  ]);
});

test('nothing is deleted where emptying it failed', async () => {
  const { options } = await deployed();
  stage.write('shared', shared({ vpc: 'true' }));
  stage.write('member', member({ more: 'false' }));
  stage.write('owner', owner({}));
  const result = await deployStacks({ ...options, containers });
  expect(result.outcomes).toMatchObject([
    { kind: 'applied', stack: 'owner' },
    { kind: 'failed', stack: 'member' },
    { kind: 'skipped', stack: 'shared', because: 'needs "member" (failed)' },
  ]);
  expect(stage.state('shared').resources.map(({ name }) => name)).toEqual(['mesh', 'vpc']);
});

test('a deploy that deletes nothing of the kind keeps the order of its waves', async () => {
  const { options } = await deployed();
  stage.write('shared', shared({ mesh: 'true' }));
  stage.write('member', member({}));
  await deployStacks({ ...options, containers });
  expect(outcomes()).toEqual(['shared applied', 'member applied', 'owner unchanged']);
});

test('a stack that is left out of the run keeps what would have to be emptied', async () => {
  const { options } = await deployed();
  stage.write('shared', shared({ vpc: 'true' }));
  stage.write('member', member({}));
  stage.write('owner', owner({}));
  const result = await deployStacks({ ...options, containers, stacks: ['shared', 'owner'] });
  expect(result).toMatchObject({
    touched: false,
    problems: [
      {
        stack: 'member',
        sentence:
          'stack "member" still has things inside of what this run would delete; deploy it too: --stack member',
      },
    ],
  });
});

test('what needs new outputs of others cannot be emptied first', async () => {
  const { options } = await deployed();
  stage.write('shared', {
    ...shared({ vpc: 'true' }),
    more: { output: { id: { value: 'x' }, zone: { value: 'y' } } },
  });
  stage.write('member', member({}));
  const stacks = options.plan.stacks.map((stack) =>
    stack.name === 'member'
      ? { ...stack, inputs: [...stack.inputs, { from: 'shared', output: 'zone', kind: 'assigned' as const }] }
      : stack,
  );
  const result = await deployStacks({ ...options, containers, plan: { ...options.plan, stacks } });
  expect(result).toMatchObject({
    touched: false,
    problems: [
      {
        stack: 'member',
        sentence: expect.stringContaining(
          'because it also needs new outputs of "shared"; deploy the other changes',
        ),
      },
    ],
  });
});
