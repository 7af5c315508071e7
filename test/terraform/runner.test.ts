import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployStacks, destroyStacks, planStacks, readStates, type Preview } from '../../terraform/runner';
import { note, stageOf, type Stage } from './runner-stage';

let stage: Stage;
afterEach(() => stage.close());

const kinds = (outcomes: readonly { readonly stack: string; readonly kind: string }[]) =>
  Object.fromEntries(outcomes.map(({ stack, kind }) => [stack, kind]));

/** Three stacks, each of which reads the one before. */
const chain = (broken = 'true'): Stage =>
  stageOf(
    {
      shared: { resources: { a: note('shared'), b: 'true' } },
      member: { reads: ['shared'], resources: { a: `${note('member')}; ${broken}` } },
      owner: { reads: ['shared', 'member'], resources: { a: note('owner') } },
    },
    [['shared'], ['member'], ['owner']],
  );

test('stacks are applied in the order of the waves, and what could not be planned is reported before', async () => {
  stage = chain();
  const asked: (readonly Preview[])[] = [];
  const confirm = async (previews: readonly Preview[]): Promise<boolean> => {
    asked.push(previews);
    return true;
  };
  const result = await deployStacks({ ...stage.options, confirm });
  expect(result).toMatchObject({ ok: true, touched: true, problems: [] });
  expect(stage.lines()).toEqual(['shared', 'member', 'owner']);
  expect(asked).toEqual([
    [
      { kind: 'planned', stack: 'shared', counts: { add: 2, change: 0, destroy: 0 }, changes: true },
      { kind: 'deferred', stack: 'member', wave: 1, waitsFor: ['shared'] },
      { kind: 'deferred', stack: 'owner', wave: 2, waitsFor: ['shared', 'member'] },
    ],
  ]);
  expect(result.outcomes).toMatchObject([
    { kind: 'applied', stack: 'shared', counts: { add: 2, change: 0, destroy: 0 } },
    { kind: 'applied', stack: 'member', counts: { add: 1, change: 0, destroy: 0 } },
    { kind: 'applied', stack: 'owner', counts: { add: 1, change: 0, destroy: 0 } },
  ]);
});

test('a deploy of what is deployed asks nothing and touches nothing', async () => {
  stage = chain();
  await deployStacks(stage.options);
  const confirm = jest.fn(async () => false);
  const again = await deployStacks({ ...stage.options, confirm });
  expect(kinds(again.outcomes)).toEqual({ shared: 'unchanged', member: 'unchanged', owner: 'unchanged' });
  expect(confirm).not.toHaveBeenCalled();
  expect(stage.lines()).toHaveLength(3);
  expect(await planStacks(stage.options)).toMatchObject({
    ok: true,
    value: [{ changes: false }, { changes: false }, { changes: false }],
  });
});

test('progress counts what is created', async () => {
  stage = chain();
  await deployStacks({ ...stage.options, stacks: ['shared'] });
  const progress = stage.events.filter(({ event }) => event === 'progress');
  expect(progress).toMatchObject([
    { stack: 'shared', done: 1, total: 2, address: expect.stringMatching(/^terraform_data\.[ab]$/) },
    { stack: 'shared', done: 2, total: 2 },
  ]);
});

test('what was not confirmed is not touched', async () => {
  stage = chain();
  const result = await deployStacks({ ...stage.options, confirm: async () => false });
  expect(result).toEqual({
    ok: false,
    touched: false,
    problems: [{ sentence: 'not confirmed; nothing was touched' }],
    outcomes: [],
  });
  expect(stage.lines()).toEqual([]);
});

test('stacks of one wave are applied at the same time, two at most', async () => {
  const meet = `${note('in')}; sleep 1; ${note('out')}`;
  stage = stageOf(
    { a: { resources: { it: meet } }, b: { resources: { it: meet } }, c: { resources: { it: meet } } },
    [['a', 'b', 'c']],
  );
  expect((await deployStacks(stage.options)).ok).toBe(true);
  expect(stage.lines().slice(0, 2)).toEqual(['in', 'in']);
  const atOnce = stage
    .lines()
    .reduce<number[]>((counts, word) => [...counts, (counts.at(-1) ?? 0) + (word === 'in' ? 1 : -1)], []);
  expect(Math.max(...atOnce)).toBe(2);
});

test('one that fails stops no other of its wave; of later waves only what needs it is skipped', async () => {
  const files = {
    broken: { resources: { it: 'exit 3' } },
    slow: { resources: { it: `sleep 1; ${note('slow')}` } },
    needs: { reads: ['broken'] },
    other: { reads: ['slow'], resources: { it: note('other') } },
    last: { reads: ['needs'] },
  };
  stage = stageOf(files, [['broken', 'slow'], ['needs', 'other'], ['last']]);
  const result = await deployStacks(stage.options);
  expect(result).toMatchObject({
    ok: false,
    touched: true,
    outcomes: [
      { kind: 'failed', stack: 'broken', log: expect.stringMatching(/broken\.log$/) },
      { kind: 'applied', stack: 'slow' },
      { kind: 'skipped', stack: 'needs', because: 'needs "broken" (failed)' },
      { kind: 'applied', stack: 'other' },
      {
        kind: 'skipped',
        stack: 'last',
        because: 'needs "broken" (failed); needs "needs" (not started)',
      },
    ],
  });
  expect(result.problems[0]).toMatchObject({
    stack: 'broken',
    detail: expect.stringContaining('exit status 3'),
  });
  expect(stage.lines()).toEqual(['slow', 'other']);
});

test('a run that failed is resumed where it stood', async () => {
  stage = chain('test -e ../../../mended');
  expect(kinds((await deployStacks(stage.options)).outcomes)).toEqual({
    shared: 'applied',
    member: 'failed',
    owner: 'skipped',
  });
  writeFileSync(join(stage.folder, 'mended'), '');
  const again = await deployStacks(stage.options);
  expect(kinds(again.outcomes)).toEqual({ shared: 'unchanged', member: 'applied', owner: 'applied' });
  expect(stage.lines()).toEqual(['shared', 'member', 'member', 'owner']);
});

test('a plan that fails stops the run before anything is touched', async () => {
  stage = stageOf({ good: {}, bad: { resource: { terraform_data: { it: { input: '${var.nothing}' } } } } }, [
    ['good', 'bad'],
  ]);
  const result = await deployStacks(stage.options);
  expect(result).toMatchObject({
    ok: false,
    touched: false,
    problems: [{ stack: 'bad', sentence: expect.stringContaining('Reference to undeclared input variable') }],
  });
  expect(stage.events.filter((event) => event.event === 'step' && event.step === 'apply')).toEqual([]);
});

test('a later plan that destroys what was not shown is asked for again', async () => {
  stage = chain();
  const follows = { a: { triggers_replace: '${data.terraform_remote_state.shared.outputs.id}' } };
  stage.write('member', { reads: ['shared'], resource: { terraform_data: follows } });
  await deployStacks(stage.options);
  stage.write('shared', { more: { output: { id: { value: 'another' } } } });
  const confirm = jest.fn(async (previews: readonly Preview[]) => previews.length > 1);
  const result = await deployStacks({ ...stage.options, confirm });
  expect(confirm.mock.calls).toMatchObject([
    [[{ stack: 'shared' }, { stack: 'member', changes: false }, { stack: 'owner' }]],
    [
      [
        {
          kind: 'planned',
          stack: 'member',
          counts: { add: 1, change: 0, destroy: 1 },
          destroys: ['terraform_data.a'],
        },
      ],
    ],
  ]);
  expect(kinds(result.outcomes)).toEqual({ shared: 'applied', member: 'skipped', owner: 'skipped' });
});

describe('one stack alone', () => {
  test('is deployed where those that it reads are', async () => {
    stage = chain();
    expect((await deployStacks({ ...stage.options, stacks: ['shared'] })).ok).toBe(true);
    expect(kinds((await deployStacks({ ...stage.options, stacks: ['member'] })).outcomes)).toEqual({
      member: 'applied',
    });
  });

  test('is refused where they are not', async () => {
    stage = chain();
    const result = await deployStacks({ ...stage.options, stacks: ['member'] });
    expect(result).toMatchObject({
      touched: false,
      problems: [
        {
          sentence:
            'stack "member" reads id from stack "shared", which is not deployed; deploy "shared" first: --stack shared',
        },
      ],
    });
  });

  test('is refused where there is none of that name', async () => {
    stage = chain();
    expect((await deployStacks({ ...stage.options, stacks: ['membr'] })).problems).toEqual([
      { sentence: 'there is no stack "membr"; the stacks are "shared", "member", "owner"' },
    ]);
  });
});

describe('destroy', () => {
  test('follows the order of removal and leaves nothing', async () => {
    stage = chain();
    await deployStacks(stage.options);
    stage.events.length = 0;
    const result = await destroyStacks(stage.options);
    expect(result.ok).toBe(true);
    expect(result.outcomes).toMatchObject([
      { kind: 'destroyed', stack: 'owner', counts: { destroy: 1 } },
      { kind: 'destroyed', stack: 'member', counts: { destroy: 1 } },
      { kind: 'destroyed', stack: 'shared', counts: { destroy: 2 } },
    ]);
    const states = await readStates(stage.options);
    expect(states.ok && [...states.value.values()].map(({ resources }) => resources)).toEqual([0, 0, 0]);
    expect(await destroyStacks(stage.options)).toMatchObject({ ok: true, outcomes: [] });
  });

  test('of a stack that another one needs is refused before anything is touched', async () => {
    stage = chain();
    await deployStacks(stage.options);
    const result = await destroyStacks({ ...stage.options, stacks: ['shared'] });
    expect(result).toMatchObject({
      ok: false,
      touched: false,
      problems: [
        {
          sentence:
            'stack "shared" can\'t be destroyed while it is needed by "member" (1 resource) and "owner" (1 resource); destroy those first, or together with it: --stack member --stack owner --stack shared',
        },
      ],
    });
    expect(stage.state('shared').resources).toHaveLength(2);
  });

  test('of what is protected is refused before anything is touched', async () => {
    stage = chain();
    const lifecycle = [{ prevent_destroy: true }];
    stage.write('shared', { resource: { terraform_data: { a: { lifecycle }, b: { lifecycle }, c: {} } } });
    await deployStacks(stage.options);
    const seen: unknown[] = [];
    const result = await destroyStacks({ ...stage.options, onEvent: (event) => seen.push(event) });
    // The stack itself says so, before Terraform runs.
    expect(seen).toEqual([]);
    expect(result).toMatchObject({
      touched: false,
      problems: [
        {
          sentence:
            'terraform_data.a, terraform_data.b of stack "shared" are protected from removal; write removalProtection: false in the topology, and run again',
        },
      ],
    });
    expect(stage.state('owner').resources).not.toEqual([]);
  });

  test('stops above a stack that could not be destroyed', async () => {
    stage = chain();
    const stuck = { when: 'destroy', command: 'exit 4' };
    stage.write('member', {
      reads: ['shared'],
      resource: { terraform_data: { a: { provisioner: [{ 'local-exec': stuck }] } } },
    });
    await deployStacks(stage.options);
    const result = await destroyStacks(stage.options);
    expect(result.outcomes).toMatchObject([
      { kind: 'destroyed', stack: 'owner' },
      { kind: 'failed', stack: 'member' },
      { kind: 'skipped', stack: 'shared', because: 'needed by "member", which still exists' },
    ]);
  });
});
