import { deployStacks, destroyStacks, type RunnerOptions } from '../../terraform/runner';
import { stageOf, type SmallStack, type Stage } from './runner-stage';

const three = {
  shared: {},
  member: { reads: ['shared'] },
  owner: { reads: ['shared', 'member'] },
} satisfies Readonly<Record<string, SmallStack>>;

let stage: Stage;
beforeEach(async () => {
  stage = stageOf(three, [['shared'], ['member'], ['owner']]);
  await deployStacks(stage.options);
});
afterEach(() => stage.close());

/** The options of a topology that only the first is still in. */
function alone(vacant: RunnerOptions['plan']['vacant'] = []): RunnerOptions {
  const stacks = stage.options.plan.stacks.slice(0, 1);
  stage.write('shared', { ...three.shared, lists: ['shared'] });
  return { ...stage.options, plan: { stacks, waves: [['shared']], removal: [['shared']], vacant } };
}

const sentenceFor = (name: string, fix: string): string =>
  `stack "${name}" is no longer in the topology, but still has 1 resource; ${fix}`;
const retire =
  'put its account back as it was, with retired: true and with no calls to its workloads, deploy, then continue';

test.each([
  ['deploy', deployStacks],
  ['destroy', destroyStacks],
])(
  'stacks that left the topology and have resources are reported by %s, which touches nothing',
  async (_, run) => {
    const { touched, problems } = await run(alone());
    expect(touched).toBe(false);
    expect(problems.map(({ sentence }) => sentence)).toEqual([
      sentenceFor('member', retire),
      sentenceFor('owner', retire),
    ]);
  },
);

test('the list is found without remote states: values may have come as variables', async () => {
  const { owner } = { owner: { resources: { a: 'true', b: 'true' } } };
  stage.write('owner', owner);
  await deployStacks({ ...stage.options, stacks: ['owner'] });
  const { problems } = await deployStacks(alone());
  expect(problems.map(({ stack }) => stack)).toEqual(['member', 'owner']);
});

test('one of an account that stays is destroyed with the topology as it was', async () => {
  const { problems } = await deployStacks(alone([{ name: 'owner', stateName: 'owner' }]));
  const back = 'destroy it with the topology as it was before (--stack owner), then continue';
  expect(problems.map(({ sentence }) => sentence)).toContain(sentenceFor('owner', back));
  await destroyStacks({ ...stage.options, stacks: ['owner'] });
  await destroyStacks({ ...stage.options, stacks: ['member'] });
  expect(await deployStacks(alone())).toMatchObject({ ok: true });
});

test('a run that does not change the list continues', async () => {
  const { plan } = stage.options;
  const stacks = plan.stacks.slice(0, 2);
  const without = { ...plan, stacks, waves: [['shared'], ['member']], removal: [['member'], ['shared']] };
  expect(await deployStacks({ ...stage.options, plan: without, stacks: ['member'] })).toMatchObject({
    ok: true,
  });
});

test('a state that cannot be read is reported, and nothing is touched', async () => {
  stage.damage('owner');
  const { touched, problems } = await deployStacks(alone());
  expect(touched).toBe(false);
  expect(problems.map(({ sentence }) => sentence)).toContain(
    'the state of stack "owner", which is no longer in the topology, cannot be read',
  );
});
