import { spawn } from 'node:child_process';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import { outcomesJson, outcomesText, sumText } from '../../cli/outcomes-text';
import { plain } from '../../core/report';
import { deployStacks, destroyStacks, type RunResult } from '../../terraform/runner';
import { note, stageOf, type SmallStack, type Stage } from './runner-stage';

// What a run says at its end is what it did: the sums over real applies.
let stage: Stage;
afterEach(() => stage.close());

const sum = ({ outcomes }: RunResult): string => sumText(outcomes);
const lines = ({ outcomes }: RunResult): readonly string[] => outcomesText(outcomes, plain).split('\n');

/** Resources that are made one after the other. */
const inTurn = (commands: Readonly<Record<string, string>>): SmallStack => ({
  resource: {
    terraform_data: Object.fromEntries(
      Object.entries(commands).map(([name, command], index, all) => [
        name,
        {
          provisioner: [{ 'local-exec': { command } }],
          ...(index === 0 ? {} : { depends_on: [`terraform_data.${all[index - 1]?.[0]}`] }),
        },
      ]),
    ),
  },
});

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await pause(50);
}

/** The runner in a process of its own, which prints its sums as JSON; signals are handled as the command does. */
async function inProcess(): Promise<ReturnType<typeof spawn>> {
  const script = join(stage.folder, 'run.js');
  await build({
    stdin: {
      contents: [
        `import { interruptOf } from './cli/interrupt';`,
        `import { onInterrupt } from './cli/person';`,
        `import { outcomesJson } from './cli/outcomes-text';`,
        `import { deployStacks } from './terraform/runner';`,
        `const { interrupt } = interruptOf({ onInterrupt, err: () => undefined });`,
        `deployStacks({ ...${JSON.stringify(stage.options)}, interrupt }).then((result) => {`,
        `  console.log(JSON.stringify(outcomesJson(result.outcomes))); process.exit(result.ok ? 0 : 1); });`,
      ].join('\n'),
      resolveDir: resolve(__dirname, '../..'),
    },
    outfile: script,
    bundle: true,
    platform: 'node',
    target: 'node20',
  });
  return spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'ignore'] });
}

test('a failure in the middle of a wave: what was created, what failed and why, what was not started', async () => {
  stage = stageOf(
    {
      base: { resources: { a: 'true', b: 'true' } },
      good: { reads: ['base'], resources: { c: 'sleep 1' } },
      bad: { reads: ['base'], ...inTurn({ d: 'true', e: 'exit 3', f: 'true' }) },
      top: { reads: ['good', 'bad'] },
    },
    [['base'], ['good', 'bad'], ['top']],
  );
  const result = await deployStacks(stage.options);
  expect(sum(result)).toBe('4 stacks: 4 added, 1 unfinished, 1 failed, 1 not started');
  expect(lines(result).slice(1)).toEqual([
    'base   deployed     2 added',
    'good   deployed     1 added',
    'bad    failed       1 added, 1 unfinished  stack "bad": local-exec provisioner error (terraform_data.e)',
    'top    not started                         needs "bad" (failed)',
    '',
  ]);
  expect(outcomesJson(result.outcomes)).toMatchObject({
    sum: { added: 4, changed: 0, destroyed: 0, unfinished: 1, failed: 1, notBegun: 1 },
    stacks: [{}, {}, { stack: 'bad', unfinished: ['terraform_data.e'] }, { result: 'skipped' }],
  });
});

test('a first stack that fails: nothing of the others was begun', async () => {
  stage = stageOf({ base: { resources: { a: 'exit 1' } }, top: { reads: ['base'] } }, [['base'], ['top']]);
  const result = await deployStacks(stage.options);
  expect([result.ok, sum(result)]).toEqual([false, '2 stacks: 1 unfinished, 1 failed, 1 not started']);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s: what was created until then', async (signal) => {
  stage = stageOf(
    { base: inTurn({ a: note('a'), b: `${note('b')}; sleep 2`, c: 'true' }), top: { reads: ['base'] } },
    [['base'], ['top']],
  );
  const child = await inProcess();
  const out: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => out.push(String(chunk)));
  const ended = new Promise<number | null>((done) => child.once('close', done));
  await until(() => stage.lines().includes('b'));
  child.kill(signal);
  expect(await ended).toBe(1);
  const report = JSON.parse(out.join(''));
  expect(report.sum).toMatchObject({ failed: 1, notBegun: 1 });
  // The provisioner may have ended well or not; either way the resource is counted once.
  expect(report.sum.added + report.sum.unfinished).toBe(2);
  expect(report.stacks[0].problems[0].sentence).toBe('stack "base": terraform apply was cancelled');
});

test('killed and repeated: the second run counts its own work, and then there is nothing to do', async () => {
  stage = stageOf({ base: inTurn({ a: note('a'), b: 'sleep 1', c: note('c') }), top: { reads: ['base'] } }, [
    ['base'],
    ['top'],
  ]);
  const child = await inProcess();
  await until(() => stage.lines().includes('a'));
  child.kill('SIGKILL');
  await until(() => stage.lines().includes('c'));
  // Terraform still has to write its state, and to let go of it.
  let again = await deployStacks(stage.options);
  while (!again.ok) {
    await pause(300);
    again = await deployStacks(stage.options);
  }
  expect(sum(again)).toBe('2 stacks: 1 added');
  const repeated = await deployStacks(stage.options);
  expect([repeated.ok, sum(repeated)]).toEqual([true, '2 stacks: nothing to do']);
});

test('a destroy that fails: what was removed, what failed and what still exists', async () => {
  stage = stageOf({ base: {}, mid: { reads: ['base'] }, top: { reads: ['mid'] } }, [
    ['base'],
    ['mid'],
    ['top'],
  ]);
  const stuck = { when: 'destroy', command: 'test -e ../../../free' };
  stage.write('mid', {
    reads: ['base'],
    resource: { terraform_data: { it: { provisioner: [{ 'local-exec': stuck }] } } },
  });
  await deployStacks(stage.options);
  const result = await destroyStacks(stage.options);
  expect([result.ok, sum(result)]).toEqual([
    false,
    '3 stacks: 1 destroyed, 1 unfinished, 1 failed, 1 not started',
  ]);
  writeFileSync(join(stage.folder, 'free'), '');
  expect(sum(await destroyStacks(stage.options))).toBe('2 stacks: 2 destroyed');
  expect((await destroyStacks(stage.options)).outcomes).toEqual([]);
});

describe('a state of one AWS', () => {
  const pair = (): Stage => stageOf({ base: {}, top: { reads: ['base'] } }, [['base'], ['top']]);

  test('is not used against another, in either direction', async () => {
    stage = pair();
    expect((await deployStacks({ ...stage.options, aws: 'local' })).ok).toBe(true);
    for (const aws of ['aws', 'endpoint'] as const) {
      const { touched, problems } = await deployStacks({ ...stage.options, aws });
      expect(touched).toBe(false);
      expect(problems.map(({ sentence }) => sentence)).toEqual(
        ['base', 'top'].map((stack) =>
          expect.stringContaining(`the state of stack "${stack}" belongs to a local AWS, but this run uses `),
        ),
      );
    }
    expect(await destroyStacks({ ...stage.options, aws: 'aws' })).toMatchObject({
      touched: false,
      ok: false,
    });
    expect(await destroyStacks({ ...stage.options, aws: 'local' })).toMatchObject({ ok: true });
    // An empty state belongs to no AWS.
    expect(await deployStacks({ ...stage.options, aws: 'aws' })).toMatchObject({ ok: true });
    expect(await deployStacks({ ...stage.options, aws: 'local' })).toMatchObject({
      problems: [{ sentence: expect.stringContaining('belongs to AWS, but this run uses a local AWS') }, {}],
    });
  });

  test('is not used for another mesh whose names lead to the same state', async () => {
    stage = pair();
    const of = (mesh: string, environment?: string) => {
      for (const [name, reads] of [
        ['base', []],
        ['top', ['base']],
      ] as const)
        stage.write(name, { reads, more: { '//': { meshspan: { mesh, environment } } } });
      return deployStacks({ ...stage.options, aws: 'aws' });
    };
    expect(await of('a-b')).toMatchObject({ ok: true });
    expect(await of('a')).toMatchObject({
      touched: false,
      problems: [
        { sentence: expect.stringContaining('belongs to mesh "a-b", but this topology is mesh "a"') },
        {},
      ],
    });
    expect(await of('a-b', 'dev')).toMatchObject({ touched: false });
    expect(await of('a-b')).toMatchObject({ ok: true });
  });

  test('is not used for another topology file that still exists; a renamed one continues', async () => {
    stage = pair();
    const [one, two] = ['one.yaml', 'two.yaml'].map((name) => join(stage.folder, name));
    if (one === undefined || two === undefined) throw new Error('two files');
    for (const file of [one, two]) writeFileSync(file, '');
    const options = { ...stage.options, aws: 'aws' } as const;
    expect(await deployStacks({ ...options, topology: one })).toMatchObject({ ok: true });
    const refused = {
      touched: false,
      problems: [{ sentence: expect.stringContaining(`the topology ${one}`) }, {}],
    };
    expect(await deployStacks({ ...options, topology: two })).toMatchObject(refused);
    expect(await destroyStacks({ ...options, topology: two })).toMatchObject(refused);
    symlinkSync(one, `${one}.link`);
    expect(await deployStacks({ ...options, topology: `${one}.link` })).toMatchObject({ ok: true });
    rmSync(one);
    rmSync(`${one}.link`);
    expect(await deployStacks({ ...options, topology: two })).toMatchObject({ ok: true });
  });

  test('of an earlier version, which recorded nothing, counts as that of the run', async () => {
    stage = pair();
    await deployStacks(stage.options);
    expect(await deployStacks({ ...stage.options, aws: 'aws' })).toMatchObject({ ok: true });
    rmSync(join(stage.folder, 'state/base.tfstate.aws.json'));
    expect(await deployStacks({ ...stage.options, aws: 'aws' })).toMatchObject({ ok: true });
  });
});
