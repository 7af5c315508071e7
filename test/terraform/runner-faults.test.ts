import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import { deployStacks, readStates, type RunResult } from '../../terraform/runner';
import { told } from '../cases/told';
import { note, stageOf, type Stage } from './runner-stage';

let stage: Stage;
afterEach(() => stage.close());

const sentences = ({ problems }: RunResult): readonly string[] => problems.map(({ sentence }) => sentence);
const namesIn = (stack: string): readonly string[] => stage.state(stack).resources.map(({ name }) => name);

/** A stack whose resources are made one after the other. */
function inTurn(commands: Readonly<Record<string, string>>): object {
  const names = Object.keys(commands);
  return {
    terraform_data: Object.fromEntries(
      names.map((name, index) => [
        name,
        {
          provisioner: [{ 'local-exec': { command: commands[name] } }],
          ...(index === 0 ? {} : { depends_on: [`terraform_data.${names[index - 1]}`] }),
        },
      ]),
    ),
  };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await pause(50);
}

test('a Terraform that was killed in the middle has its state, and the run is resumed', async () => {
  const once = `${note('b')}; test -e ../../../killed || { touch ../../../killed; kill -9 $PPID; sleep 1; }`;
  stage = stageOf({ a: { resource: inTurn({ a: note('a'), b: once, c: note('c') }) }, b: { reads: ['a'] } }, [
    ['a'],
    ['b'],
  ]);
  const result = await deployStacks(stage.options);
  expect(sentences(result)).toEqual([
    'stack "a": terraform apply was ended by SIGKILL',
    'terraform_data.b of stack "a" may exist without being in its state; look in the account whether this run created it, and then import it',
  ]);
  expect(namesIn('a')).toContain('a');
  expect(result.outcomes).toMatchObject([{ kind: 'failed' }, { kind: 'skipped' }]);

  expect((await deployStacks(stage.options)).ok).toBe(true);
  expect(stage.lines()).toEqual(['a', 'b', 'b', 'c']);
  expect(namesIn('a')).toEqual(['a', 'b', 'c']);
});

test('where the runner itself is killed, what was begun is finished, and the run is resumed', async () => {
  stage = stageOf(
    {
      a: { resource: inTurn({ a: note('a'), b: 'sleep 2', c: note('c') }) },
      b: { reads: ['a'], resources: { it: note('next') } },
    },
    [['a'], ['b']],
  );
  const script = join(stage.folder, 'run.js');
  await build({
    stdin: {
      contents: `import { deployStacks } from './terraform/runner'; void deployStacks(${JSON.stringify(stage.options)});`,
      resolveDir: resolve(__dirname, '../..'),
    },
    outfile: script,
    bundle: true,
    platform: 'node',
    target: 'node20',
  });
  const runner = spawn(process.execPath, [script], { stdio: 'ignore' });
  await until(() => stage.lines().includes('a'));
  runner.kill('SIGKILL');

  // Another run meets the one that is still at work.
  expect(sentences(await deployStacks(stage.options))).toEqual([
    expect.stringMatching(
      /^stack "a" is locked: \S+@\S+ has been at work on it \(apply\) since [\d-]+ [\d:]+ UTC; wait until that has ended$/,
    ),
  ]);
  await until(() => stage.lines().includes('c'));
  // Terraform may be in the middle of writing it.
  await until(() => {
    try {
      return namesIn('a').length === 3;
    } catch {
      return false;
    }
  });
  await pause(500);
  const again = await deployStacks(stage.options);
  expect(again.outcomes).toMatchObject([
    { kind: 'unchanged', stack: 'a' },
    { kind: 'applied', stack: 'b' },
  ]);
  expect(stage.lines()).toEqual(['a', 'c', 'next']);
});

test('of two runs at once one is told who is at work', async () => {
  stage = stageOf({ a: { resources: { it: `${note('once')}; sleep 1` } } }, [['a']]);
  const first = deployStacks(stage.options);
  await until(() => stage.lines().length === 1);
  const second = await deployStacks(stage.options);
  expect(second).toMatchObject({ ok: false, touched: false });
  const locked = told(
    'stack "<stack>" is locked: <who> has been at work on it (<operation>) since <time> UTC; wait until that has ended',
    { stack: 'a', who: '\\S+', operation: 'apply', time: '[\\d-]+ [\\d:]+' },
  );
  expect(sentences(second)[0]).toMatch(new RegExp(`^${locked.replaceAll(/[()]/g, '\\$&')}`));
  expect((await first).ok).toBe(true);
  expect(stage.lines()).toEqual(['once']);
});

test('a plan that another run has overtaken is not applied', async () => {
  stage = stageOf({ a: { resources: { it: note('made') } } }, [['a']]);
  const confirm = async (): Promise<boolean> => (await deployStacks(stage.options)).ok;
  expect(sentences(await deployStacks({ ...stage.options, confirm }))).toEqual([
    told('another run changed stack "<stack>" after it was planned; run again', { stack: 'a' }),
  ]);
  expect(stage.lines()).toEqual(['made']);
});

test('an interrupt lets Terraform write its state and begins nothing new', async () => {
  stage = stageOf(
    {
      a: { resource: inTurn({ a: note('a'), b: `${note('b')}; sleep 2`, c: note('c') }) },
      b: { reads: ['a'] },
    },
    [['a'], ['b']],
  );
  const stop = new AbortController();
  const running = deployStacks({
    ...stage.options,
    interrupt: { stop: stop.signal, kill: new AbortController().signal },
  });
  await until(() => stage.lines().includes('b'));
  stop.abort();
  const result = await running;
  expect(sentences(result)).toContain('stack "a": terraform apply was cancelled');
  expect(result.outcomes).toMatchObject([{ kind: 'failed' }, { kind: 'skipped' }]);
  expect(namesIn('a')).toEqual(['a', 'b']);
  expect(stage.lines()).toEqual(['a', 'b']);
  expect((await deployStacks(stage.options)).ok).toBe(true);
  expect(namesIn('a')).toEqual(['a', 'b', 'c']);
});

test('an interrupt before anything was begun touches nothing', async () => {
  stage = stageOf({ a: {} }, [['a']]);
  const stop = new AbortController();
  const onEvent = (): void => stop.abort();
  const interrupt = { stop: stop.signal, kill: new AbortController().signal };
  expect(await deployStacks({ ...stage.options, onEvent, interrupt })).toMatchObject({
    touched: false,
    problems: [{ sentence: 'stopped; nothing was touched' }],
  });
});

test('a second interrupt ends Terraform at once and tells what was being made', async () => {
  stage = stageOf({ a: { resource: inTurn({ a: note('a'), b: `${note('b')}; trap "" INT; sleep 20` }) } }, [
    ['a'],
  ]);
  const [stop, kill] = [new AbortController(), new AbortController()];
  const started = performance.now();
  const running = deployStacks({ ...stage.options, interrupt: { stop: stop.signal, kill: kill.signal } });
  await until(() => stage.lines().includes('b'));
  kill.abort();
  expect(sentences(await running)).toEqual([
    'stack "a": terraform apply was killed',
    'terraform_data.b of stack "a" may exist without being in its state; look in the account whether this run created it, and then import it',
  ]);
  expect(performance.now() - started).toBeLessThan(15_000);
});

describe('a disk that is full', () => {
  const big = (letter: string): object => ({ input: letter.repeat(30_000) });

  /** A Terraform whose files can't grow during an apply, and what becomes of its words. */
  function limited(words: string): string {
    const terraform = join(stage.folder, 'terraform');
    const full = `[ "$1" = apply ] && { (ulimit -f 64; exec terraform "$@") ${words}; exit 1; }`;
    writeFileSync(terraform, `#!/bin/sh\n${full}\nexec terraform "$@"\n`);
    chmodSync(terraform, 0o755);
    return terraform;
  }

  async function fill(words: string): Promise<RunResult> {
    stage = stageOf({ a: { resources: { old: 'true' } } }, [['a']]);
    await deployStacks(stage.options);
    stage.write('a', { resource: { terraform_data: { new: big('n'), newer: big('e') } } });
    return deployStacks({ ...stage.options, binary: limited(words) });
  }

  test('leaves the state that Terraform could only print', async () => {
    expect(sentences(await fill('| cat'))).toEqual([
      told('the state of stack "<stack>" could not be written: <reason>; make room', {
        stack: 'a',
        reason: 'file too large',
      }),
      told('the state of stack "<stack>" is whole again, with all that was made', { stack: 'a' }),
    ]);
    expect(namesIn('a')).toContain('new');
    expect((await deployStacks(stage.options)).ok).toBe(true);
    expect(namesIn('a')).toEqual(['new', 'newer']);
  });

  test('leaves the old state where there is room for nothing', async () => {
    expect(sentences(await fill('> /dev/null'))).toEqual([
      'stack "a": terraform failed with exit code 1',
      'the state of stack "a" is again what it was before this run',
    ]);
    expect(namesIn('a')).toEqual(['old']);
    const states = await readStates(stage.options);
    expect(states.ok && states.value.get('a')?.resources).toBe(1);
  });

  test('leaves the new state where there is room for it', async () => {
    stage = stageOf({ a: { resources: { old: 'true' } } }, [['a']]);
    await deployStacks(stage.options);
    // What Terraform does on a full disk, but for the disk: the new state is in the stack's folder, the old one torn.
    const terraform = join(stage.folder, 'terraform');
    const torn = [
      '#!/bin/sh',
      'terraform "$@"; code=$?',
      'if [ "$1" = apply ]; then',
      '  cp ../../../state/a.tfstate errored.tfstate; echo "{" > ../../../state/a.tfstate; exit 1',
      'fi',
      'exit $code',
    ];
    writeFileSync(terraform, `${torn.join('\n')}\n`);
    chmodSync(terraform, 0o755);
    stage.write('a', { resource: { terraform_data: { new: {} } } });
    const result = await deployStacks({ ...stage.options, binary: terraform });
    expect(sentences(result).at(-1)).toBe('the state of stack "a" is whole again, with all that was made');
    expect(namesIn('a')).toEqual(['new']);
    expect(existsSync(join(stage.folder, 'out/stacks/a/errored.tfstate'))).toBe(false);
  });

  test('of an earlier run must be mended first', async () => {
    stage = stageOf({ a: {} }, [['a']]);
    writeFileSync(join(stage.folder, 'out/stacks/a/errored.tfstate'), '{}');
    expect(sentences(await deployStacks(stage.options))).toEqual([
      expect.stringMatching(
        /^an earlier run could not write the state of stack "a" and left it in \S+errored\.tfstate; push it \(terraform -chdir=\S+ state push errored\.tfstate\), remove that file, then run again$/,
      ),
    ]);
  });
});

describe('a state', () => {
  const pair = (): Stage => stageOf({ a: {}, b: { reads: ['a'] } }, [['a'], ['b']]);

  test('that was there and is gone is told from one that is not there yet', async () => {
    stage = pair();
    await deployStacks(stage.options);
    rmSync(join(stage.folder, 'state/a.tfstate'));
    expect(await deployStacks(stage.options)).toMatchObject({ touched: false });
    expect(sentences(await deployStacks(stage.options))).toEqual([
      'the state of stack "a" is gone: "b" has read it before, and now there is none; put it back to where it was (to deploy "a" again would make everything in it twice)',
    ]);
  });

  test('of another mesh that was in the same folders is not taken along, and stays', async () => {
    stage = pair();
    await deployStacks(stage.options);
    const before = stage.state('a');
    const { plan } = stage.options;
    const stacks = plan.stacks.map((stack) => ({ ...stack, stateName: `other-${stack.name}` }));
    stage.write('a', { state: 'other-a' });
    stage.write('b', { state: 'other-b' });
    const result = await deployStacks({ ...stage.options, plan: { ...plan, stacks } });
    expect(result.problems).toEqual([]);
    expect(stage.state('a')).toEqual(before);
    expect(stage.state('other-a').resources).toHaveLength(1);
  });

  test('that cannot be read is told', async () => {
    stage = pair();
    mkdirSync(join(stage.folder, 'state'));
    writeFileSync(join(stage.folder, 'state/a.tfstate'), '{');
    expect(sentences(await deployStacks(stage.options))).toEqual([
      'the state of stack "a" is damaged; put back a copy of it (beside a local state Terraform keeps the one before, as .backup)',
    ]);
  });
});

test('plans, which may hold secrets, are gone after a run, and so are those of a run that was killed', async () => {
  stage = stageOf({ a: { resources: { it: 'false' } } }, [['a']]);
  const runs = join(stage.folder, 'work/runs');
  mkdirSync(join(runs, '2026-01-01-999999999'), { recursive: true });
  await deployStacks(stage.options);
  const left = readdirSync(runs);
  expect(left).toHaveLength(1);
  expect(readdirSync(join(runs, left[0] ?? ''))).toEqual(['a.log']);
});
