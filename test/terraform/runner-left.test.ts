import { deployStacks, destroyStacks, type RunnerOptions } from '../../terraform/runner';
import { stageOf, type Stage } from './runner-stage';

// The real Terraform, with the one resource that is built into it.
jest.setTimeout(120_000);

let stage: Stage;
afterEach(() => stage.close());

const told = (name: string, mend: string): string =>
  `stack "${name}" left the topology with 1 resource, and needs "shared"; ${mend}`;
/** The plan of a topology that only the first is still in. */
const withoutThem = (vacant: RunnerOptions['plan']['vacant'] = []): RunnerOptions => {
  const { plan } = stage.options;
  const left = { stacks: plan.stacks.slice(0, 1), waves: [['shared']], removal: [['shared']], vacant };
  return { ...stage.options, plan: left };
};
beforeEach(async () => {
  stage = stageOf({ shared: {}, member: { reads: ['shared'] }, owner: { reads: ['shared', 'member'] } }, [
    ['shared'],
    ['member'],
    ['owner'],
  ]);
  await deployStacks(stage.options);
});

test.each([
  ['deploy', deployStacks],
  ['destroy', destroyStacks],
])(
  'stacks that left the topology and read what stays are told by %s, which touches nothing',
  async (_, run) => {
    const { touched, problems } = await run(withoutThem());
    expect(touched).toBe(false);
    const retire = 'put its account back with retired: true, deploy it, and then go on';
    expect(problems.map(({ sentence }) => sentence)).toEqual([told('member', retire), told('owner', retire)]);
  },
);

test('one of an account that stays is destroyed with the topology as it was', async () => {
  const { problems } = await deployStacks(withoutThem([{ name: 'links', stateName: 'owner' }]));
  const back = 'with the topology as it was before, destroy it: --stack links; then go on';
  expect(problems.map(({ sentence }) => sentence)).toContain(told('links', back));
  await destroyStacks({ ...stage.options, stacks: ['owner'] });
  await destroyStacks({ ...stage.options, stacks: ['member'] });
  expect(await deployStacks(withoutThem())).toMatchObject({ ok: true });
});
