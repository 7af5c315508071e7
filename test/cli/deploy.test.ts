import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { comparedText } from '../../cli/deployed';
import { outcomesText, sumText } from '../../cli/outcomes-text';
import { deployReports, destroyReports } from '../../cli/run-reports';
import { eventText, previewsText, problemsText } from '../../cli/runner-text';
import { plain } from '../../core/report';
import type { Outcome, Preview } from '../../terraform/runner';
import { stateOf } from '../../terraform/runner/state';
import { folderWith } from '../sources/folder';
import { meshspan, shop } from './world';

/** A Terraform that knows its version, has no state, and can do nothing else; it notes what it was asked. */
function standIn(folder: string): Readonly<Record<string, string>> {
  const path = join(folder, 'terraform');
  const script = [
    `#!${process.execPath}`,
    `const words = process.argv.slice(2);`,
    `require('node:fs').appendFileSync(${JSON.stringify(join(folder, 'asked'))}, words.slice(0, 2).join(' ') + '\\n');`,
    `const fault = (summary, detail) => { console.log(JSON.stringify({ type: 'diagnostic', diagnostic: { severity: 'error', summary, detail } })); process.exitCode = 1; };`,
    `if (words[0] === 'version') console.log('{"terraform_version":"1.11.0","platform":"linux_amd64"}');`,
    `if (words[0] === 'plan') fault('Invalid provider configuration', 'AWS account ID not allowed: 333333333333');`,
  ];
  writeFileSync(path, script.join('\n'));
  chmodSync(path, 0o755);
  return { PATH: [folder, dirname(process.execPath)].join(delimiter) };
}

const asked = (folder: string): readonly string[] =>
  existsSync(join(folder, 'asked')) ? readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n') : [];

describe.each(['deploy', 'destroy'])('%s', (command) => {
  it('without a terminal and without --yes is one line, and nothing is done', async () => {
    const cwd = folderWith({ 'topology.yaml': shop });
    expect(await meshspan(cwd, [command], { env: standIn(cwd) })).toEqual({
      code: 2,
      out: '',
      err: `meshspan: "${command}" needs confirmation, but there is no terminal; add --yes\n`,
    });
    expect(asked(cwd)).toEqual([]);
  });

  it('without terraform is one line', async () => {
    const { code, err } = await meshspan(folderWith({ 'topology.yaml': shop }), [command, '--yes'], {
      env: { PATH: '/nowhere' },
    });
    expect(code).toBe(2);
    expect(err).toMatch(/^meshspan: terraform 1\.10 or newer is needed.*\n$/);
  });

  it('of an unknown stack lists the known ones', async () => {
    const cwd = folderWith({ 'topology.yaml': shop });
    const { code, err } = await meshspan(cwd, [command, '--yes', '--stack', 'bakc'], { env: standIn(cwd) });
    expect(code).toBe(2);
    expect(err).toContain(
      'meshspan: there is no stack "bakc"; the stacks are "shop-shared", "back", "front"\n',
    );
  });
});

it('credentials of another account stop a deploy before anything is planned', async () => {
  const cwd = folderWith({ 'topology.yaml': shop });
  const { code, out, err } = await meshspan(cwd, ['deploy', '--yes'], { env: standIn(cwd) });
  expect([code, out]).toEqual([1, '']);
  for (const [stack, account, key] of [
    ['shop-shared', '111111111111', 'front'],
    ['back', '222222222222', 'back'],
    ['front', '111111111111', 'front'],
  ]) {
    expect(err).toContain(
      `error: stack "${stack}" belongs to account ${account}, but its credentials sign in to 333333333333; write role or profile of accounts.${key} in the topology, or sign in to its account and add --stack ${stack}\n`,
    );
  }
  // Front and shared sign in alike.
  expect(asked(cwd).filter((line) => line.startsWith('plan'))).toHaveLength(2);
  expect(asked(cwd).filter((line) => line.startsWith('apply'))).toEqual([]);
});

it('with --json every line is JSON', async () => {
  const cwd = folderWith({ 'topology.yaml': shop });
  const { out } = await meshspan(cwd, ['deploy', '--yes', '--json'], { env: standIn(cwd) });
  const events = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly event: string });
  expect(events[0]).toEqual({
    event: 'target',
    aws: 'aws',
    accounts: [
      { account: 'front', id: '111111111111' },
      { account: 'back', id: '222222222222' },
    ],
  });
  expect(events[1]).toEqual({ event: 'step', stack: 'shop-shared', step: 'init' });
  expect(events.at(-2)).toMatchObject({ event: 'problem', problem: { stack: 'back' } });
  expect(events.at(-1)).toEqual({ event: 'end', ok: false, touched: false });
});

it('local status and down report that no local AWS is running', async () => {
  const cwd = folderWith({});
  expect(await meshspan(cwd, ['local', 'status'])).toEqual({
    code: 0,
    out: 'no local AWS is running; "meshspan local up" starts one\n',
    err: '',
  });
  expect(await meshspan(cwd, ['local', 'down'])).toEqual({
    code: 0,
    out: 'no local AWS is running\n',
    err: '',
  });
});

describe('what is shown', () => {
  const previews: readonly Preview[] = [
    { kind: 'planned', stack: 'shared', counts: { add: 27, change: 0, destroy: 0 }, changes: true },
    { kind: 'planned', stack: 'other', counts: { add: 1, change: 2, destroy: 3 }, changes: true },
    { kind: 'planned', stack: 'same', counts: { add: 0, change: 0, destroy: 0 }, changes: false },
    { kind: 'deferred', stack: 'back', wave: 1, waitsFor: ['shared', 'other'] },
  ];
  const outcomes: readonly Outcome[] = [
    { kind: 'applied', stack: 'shared', counts: { add: 27, change: 0, destroy: 0 }, seconds: 15.24 },
    { kind: 'applied', stack: 'other', counts: { add: 0, change: 0, destroy: 0 }, seconds: 1 },
    { kind: 'unchanged', stack: 'same', seconds: 1 },
    { kind: 'failed', stack: 'bad', problems: [], counts: { add: 0, change: 0, destroy: 0 }, seconds: 3 },
    { kind: 'failed', stack: 'half', problems: [], counts: { add: 4, change: 0, destroy: 1 }, seconds: 3 },
    { kind: 'skipped', stack: 'back', because: 'needs "bad" (failed)' },
  ];

  it('before is a table of what each stack would do, or when that is known', () => {
    expect(previewsText(previews)).toBe(
      [
        'stack   plan',
        'shared  27 to add',
        'other   1 to add, 2 to change, 3 to destroy',
        'same    nothing to do',
        'back    planned after wave 1',
        '"back" needs outputs of "shared" and "other"',
        '',
      ].join('\n'),
    );
  });

  it('before names what would go', () => {
    const counts = { add: 1, change: 0, destroy: 2 };
    const destroys = ['aws_vpc.network', 'aws_acm_certificate.certificate_web'];
    expect(previewsText([{ kind: 'planned', stack: 'back', counts, changes: true, destroys }])).toBe(
      [
        'stack  plan',
        'back   1 to add, 2 to destroy',
        '"back" would destroy or replace:',
        '  aws_vpc.network',
        '  aws_acm_certificate.certificate_web',
        '',
      ].join('\n'),
    );
  });

  it('of each end is one line, and of all of them a sum', () => {
    expect(outcomes.map((outcome) => eventText({ event: 'outcome', outcome }))).toEqual([
      'shared: 27 added after 15.2 s',
      'other: outputs only after 1.0 s',
      'same: nothing to do',
      'bad: failed after 3.0 s',
      'half: failed after 3.0 s; before that 4 added, 1 destroyed',
      'back: not started: needs "bad" (failed)',
    ]);
    expect(sumText(outcomes)).toBe('6 stacks: 31 added, 1 destroyed, 2 failed, 1 not started');
    expect(sumText(outcomes.slice(1, 3))).toBe('2 stacks: nothing to do');
    expect(sumText(outcomes.slice(3, 4))).toBe('1 stack: 1 failed');
    expect(sumText([])).toBe('0 stacks: nothing to do');
  });

  it('of a run that did not go well is a line for each stack, with its cause', () => {
    const failed: readonly Outcome[] = [
      { kind: 'applied', stack: 'shared', counts: { add: 2, change: 0, destroy: 0 }, seconds: 1 },
      {
        kind: 'failed',
        stack: 'back',
        problems: [{ sentence: 'AWS refused' }, { sentence: 'and again' }],
        counts: { add: 1, change: 0, destroy: 0 },
        unfinished: ['aws_vpc.network'],
        seconds: 1,
      },
      { kind: 'skipped', stack: 'front', because: 'needs "back" (failed)' },
    ];
    const table = [
      'stack   result       done                   why',
      'shared  deployed     2 added',
      'back    failed       1 added, 1 unfinished  AWS refused (and 1 more)',
      'front   not started                         needs "back" (failed)',
      '',
    ].join('\n');
    expect(outcomesText(failed, plain)).toBe(table);
    const report = { ok: false, outcomes: failed, costs: [], seconds: 4 };
    const deployed = { ...report, plan: { stacks: [] }, states: new Map(), received: [] };
    expect(deployReports.text(deployed, plain)).toBe(
      `\n${table}the states could not be read after this run\nnot deployed; 3 stacks: 3 added, 1 unfinished, 1 failed, 1 not started, in 4 s\n`,
    );
    expect(JSON.parse(deployReports.json(deployed, plain))).toMatchObject({
      event: 'end',
      ok: false,
      sum: { added: 3, changed: 0, destroyed: 0, unfinished: 1, failed: 1, notBegun: 1 },
      stacks: [
        { stack: 'shared', result: 'applied', added: 2 },
        {
          stack: 'back',
          result: 'failed',
          added: 1,
          unfinished: ['aws_vpc.network'],
          problems: [{ sentence: 'AWS refused' }, { sentence: 'and again' }],
        },
        { stack: 'front', result: 'skipped', added: 0, because: 'needs "back" (failed)' },
      ],
    });
    const destroyed = { ...report, standing: [], staying: [] };
    expect(destroyReports.text(destroyed, plain)).toBe(
      `${table}not all destroyed; 3 stacks: 3 added, 1 unfinished, 1 failed, 1 not started, in 4 s\n`,
    );
    expect(JSON.parse(destroyReports.json(destroyed, plain))).toMatchObject({ sum: { failed: 1 } });
    const staying = ['a KMS key is deleted after 30 days'];
    expect(destroyReports.text({ ...destroyed, staying }, plain)).toContain(
      '\na KMS key is deleted after 30 days\nnot all destroyed;',
    );
    expect(JSON.parse(destroyReports.json({ ...destroyed, staying }, plain))).toMatchObject({ staying });
  });

  it('of a deploy that found nothing to do is one line, without the outputs that stacks have for each other', () => {
    const state = stateOf(JSON.stringify({ version: 4, outputs: { vpc_id_a: { value: 'vpc-1' } } }));
    const states = new Map(state === undefined ? [] : [['a', state]]);
    const report = { ok: true, costs: [], seconds: 2, plan: { stacks: [] }, states, received: [] };
    const same = ['a', 'b'].map((stack): Outcome => ({ kind: 'unchanged', stack, seconds: 1 }));
    expect(deployReports.text({ ...report, outcomes: same }, plain)).toBe(
      'nothing to deploy; 2 stacks are up to date, in 2 s\n',
    );
    expect(deployReports.text({ ...report, outcomes: outcomes.slice(0, 1) }, plain)).toBe(
      'deployed 1 stack: 27 added, in 2 s\n',
    );
    expect(deployReports.json({ ...report, outcomes: same }, plain)).toContain('vpc-1');
  });

  it('of a destroy reports what was removed along with another stack, and empty states', () => {
    const gone: readonly Outcome[] = [
      { kind: 'destroyed', stack: 'a', counts: { add: 0, change: 0, destroy: 5 }, seconds: 1, along: 1 },
    ];
    const report = { ok: true, costs: [], seconds: 1, standing: [], staying: [] };
    expect(destroyReports.text({ ...report, outcomes: gone }, plain)).toBe(
      'destroyed 1 stack: 5 destroyed, 1 removed along with another stack, in 1 s\n',
    );
    expect(JSON.parse(destroyReports.json({ ...report, outcomes: gone }, plain))).toMatchObject({
      sum: { destroyed: 5, along: 1 },
    });
    expect(destroyReports.text({ ...report, outcomes: [] }, plain)).toBe(
      'destroyed nothing: the states of these stacks are empty, in 1 s\n',
    );
  });

  it('of values between stacks is how many were compared, and why the others were not', () => {
    const kinds = (...all: readonly ('assigned' | 'confirmed' | 'derived')[]) =>
      all.map((kind) => ({ kind }));
    expect(comparedText(kinds('assigned', 'confirmed', 'assigned', 'derived'))).toBe(
      'compared: 1 of 4 values between stacks; 2 read from the state of the stack that created them; 1 written as literals, and not compared\n',
    );
    expect(comparedText(kinds('confirmed'))).toBe('compared: 1 of 1 value between stacks\n');
  });

  it('of a problem is the sentence, and below it whose words it comes from', () => {
    expect(problemsText([{ sentence: 'a is locked', detail: 'Error acquiring\n\nthe lock\n' }])).toBe(
      'error: a is locked\n  Error acquiring\n\n  the lock\n',
    );
    const alike = ['a', 'b'].map((stack) => ({
      sentence: `no credentials for ${stack}`,
      detail: 'none found',
    }));
    expect(problemsText(alike)).toBe(
      'error: no credentials for a\nerror: no credentials for b\n  none found\n',
    );
  });
});
