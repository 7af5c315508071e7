import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { region } from '../local/aws/accounts';
import { newDesk, type Desk } from './desk';

// The whole life of a small mesh, by the command and the real Terraform, for each topology: minutes.
jest.setTimeout(900_000);

let desk: Desk;
beforeAll(() => {
  desk = newDesk();
});
afterAll(() => desk.leave());

const workload = (account: string, more = ''): string =>
  `{ account: ${account}, listens: { port: 80, protocol: http }, discovery: { kind: dns, hostname: ${account}.example.com }${more} }`;

/** A call from one account to another, with a line of the topology and one of the member's. */
const topology = (line: string, ofMember = ''): string => `
mesh: small
region: ${region}
owner: front
dataPlane: app-mesh
acceptEnded: true
connect: none
${line}
accounts:
  front: { id: '111111111111', role: deploy }
  back: { id: '222222222222', role: deploy${ofMember} }
authority: { kind: private-ca, commonName: small root }
workloads:
  web: ${workload('front', ', calls: [votes]')}
  votes: ${workload('back')}
`;

/** What every stack consists of. */
const written = (): string => {
  const stacks = join(desk.cwd, '.meshspan/local/out/stacks');
  return readdirSync(stacks)
    .map((stack) => readFileSync(join(stacks, stack, 'cdk.tf.json'), 'utf8'))
    .join('\n');
};

async function lived(text: string): Promise<void> {
  writeFileSync(join(desk.cwd, 'topology.yaml'), text);
  const { code, out, err } = await desk.meshspan(['local', 'run', 'topology.yaml']);
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(
    /\n\d stacks deployed, wired as planned, planned again without a change, destroyed, in \d+ s\n$/,
  );
}

test('without any remote state: the runner passes every value as a variable', async () => {
  await lived(topology('transport: variables'));
  expect(written()).not.toContain('terraform_remote_state');
  expect(written()).toContain('${var.small_shared_authority_arn_root}');
});

test('within an organization there is no invitation and no acceptance', async () => {
  await lived(topology('', ', principal: organization'));
  expect(written()).not.toMatch(/accepter/);
  expect(written()).toContain('"allow_external_principals": false');
});

test('a local AWS that keeps running can be examined as printed, and stops on request', async () => {
  writeFileSync(join(desk.cwd, 'topology.yaml'), topology(''));
  const kept = await desk.meshspan(['local', 'run', '--keep', 'topology.yaml']);
  expect({ code: kept.code, err: kept.code === 0 ? '' : kept.err }).toEqual({ code: 0, err: '' });
  expect(kept.out).toContain('\nthe local AWS keeps running; "meshspan local down" stops it\n');

  // Nothing but what is printed: Terraform signs in with it, and finds what was made.
  const printed = [...kept.out.matchAll(/^ {2}export (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]);
  const words = ['plan', '-input=false', '-no-color', '-detailed-exitcode'];
  const plan = await desk.terraform('back', words, Object.fromEntries(printed), '.meshspan/local/out');
  expect({ code: plan.code, err: plan.err }).toEqual({ code: 0, err: '' });
  expect(plan.out).toContain('No changes.');

  const second = await desk.meshspan(['local', 'run', 'topology.yaml']);
  expect([second.code, second.err]).toEqual([
    1,
    expect.stringContaining('a local AWS is already running at http://127.0.0.1:'),
  ]);
  const serve = await desk.meshspan(['local', 'serve', 'topology.yaml']);
  expect([serve.code, serve.err]).toEqual([1, expect.stringContaining('a local AWS is already running')]);
  expect((await desk.meshspan(['local', 'down'])).out).toContain('; its contents are gone');
});

test('two at once in one folder: the second waits for nothing and breaks nothing', async () => {
  writeFileSync(join(desk.cwd, 'topology.yaml'), topology(''));
  const first = desk.meshspan(['local', 'run', 'topology.yaml']);
  const lock = join(desk.cwd, '.meshspan/local.lock');
  while (!existsSync(lock)) await pause(50);
  const second = await desk.meshspan(['local', 'run', 'topology.yaml']);
  expect([second.code, second.err]).toEqual([
    1,
    expect.stringContaining(
      'another "meshspan local run" is running in this folder; wait until it finishes\n',
    ),
  ]);
  expect(await first).toMatchObject({ code: 0 });
  expect(existsSync(lock)).toBe(false);
});
