import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { localClient } from '../../local/client';
import { inventoryOf } from '../../local/inventory';
import type { LocalRecord } from '../../local/record';
import { isAlive } from '../../terraform/process-alive';
import { region } from '../local/aws/accounts';
import { newDesk, type Desk } from './desk';
import { quoted } from '../cases/quoted';

// One small mesh of two accounts, by the command as users run it: minutes.
jest.setTimeout(900_000);

/** What is deployed to a local AWS lies apart. */
const localOut = '.meshspan/local/out';
const accounts = { front: '111111111111', back: '222222222222' };
const topology = (removalProtection: boolean): string => `
mesh: small
dataPlane: app-mesh
region: ${region}
owner: front
removalProtection: ${removalProtection}
accounts:
  front: { id: '${accounts.front}', role: deploy, network: { cidr: 10.1.0.0/16 } }
  back: { id: '${accounts.back}', role: deploy, network: { cidr: 10.2.0.0/16 } }
authority: { kind: private-ca, commonName: small root }
workloads:
  web: { account: front, listens: { port: 80, protocol: http }, calls: [votes] }
  votes: { account: back, listens: { port: 5432, protocol: tcp } }
`;

let desk: Desk;
let aws: LocalRecord;
const write = (removalProtection: boolean): void =>
  writeFileSync(join(desk.cwd, 'topology.yaml'), topology(removalProtection));
beforeAll(() => {
  desk = newDesk();
  write(true);
});
afterAll(() => desk.leave());

const deploy = (...words: readonly string[]) => desk.meshspan(['deploy', '--yes', ...words], aws.environment);
const meshNow = async (): Promise<string> => {
  const client = await localClient(aws.url, accounts.front, region);
  return client.ask({ service: 'appmesh', path: '/v20190125/meshes/small' });
};

test('a mesh is deployed, and what is protected is not destroyed', async () => {
  expect(await desk.meshspan(['local', 'up'])).toMatchObject({ code: 0 });
  aws = desk.record();
  const made = await deploy();
  expect({ code: made.code, err: made.code === 0 ? '' : made.err }).toEqual({ code: 0, err: '' });

  const all = await desk.meshspan(['destroy', '--yes'], aws.environment);
  const guarded =
    '<addresses> of stack "<stack>" are protected from removal; write removalProtection: false in the topology, and run again';
  expect(all.code).toBe(1);
  expect(all.err).toContain(quoted(guarded, { stack: 'small-shared', addresses: '' }));
  for (const address of ['aws_appmesh_mesh.mesh', 'aws_ram_resource_share.share_back'])
    expect(all.err).toContain(address);
  const byHand = await desk.terraform(
    'small-shared',
    ['destroy', '-auto-approve', '-no-color'],
    aws.environment,
    localOut,
  );
  expect([byHand.code, byHand.err]).toEqual([
    1,
    expect.stringContaining(quoted('Instance cannot be destroyed')),
  ]);
  expect((await deploy()).out).toContain('nothing to deploy; 3 stacks are up to date');
});

test('a local AWS that was killed continues from its snapshot, and what moto had is created again', async () => {
  const mesh = await meshNow();
  process.kill(aws.pid, 'SIGKILL');
  while (isAlive(aws.pid)) await pause(100);
  const alone = await deploy();
  expect(alone.code).toBe(2);
  expect(alone.err).toContain(
    quoted(
      'AWS_ENDPOINT_URL is <url>, and the local AWS of this folder was killed; "meshspan local up" starts it again, or unset it',
      { url: aws.url },
    ),
  );
  expect((await desk.meshspan(['local', 'status'])).out).toBe(
    `${quoted('the local AWS was killed; "meshspan local up" starts it again with its App Mesh, resource shares, private authorities and certificates')}\n`,
  );

  const up = await desk.meshspan(['local', 'up']);
  aws = desk.record();
  expect(up.out).toContain(
    quoted(
      'it continues from one that was killed: App Mesh, resource shares, private authorities and certificates are as they were, networks, DNS and IAM are gone; deploy again to create them again',
    ),
  );
  expect(await meshNow()).toBe(mesh);
  const left = await inventoryOf(aws.url, Object.values(accounts), aws.region);
  expect(left).toContain('certificate votes.back.small.internal in account 222222222222');
  expect(left.filter((thing) => thing.startsWith('VPC'))).toEqual([]);

  const again = await deploy();
  expect({ code: again.code, err: again.code === 0 ? '' : again.err }).toEqual({ code: 0, err: '' });
  expect((await deploy()).out).toContain('nothing to deploy; 3 stacks are up to date');
  expect(await meshNow()).toBe(mesh);
});

test("a callee's stack that was destroyed first is reported to its caller, and is restored by a new share", async () => {
  const gone = await desk.terraform(
    'back',
    ['destroy', '-auto-approve', '-no-color'],
    aws.environment,
    localOut,
  );
  expect({ code: gone.code, err: gone.code === 0 ? '' : gone.err }).toEqual({ code: 0, err: '' });
  const caller = await deploy('--stack', 'front');
  expect(caller.code).toBe(1);
  expect(caller.err).toMatch(
    /stack "front" reads \S.* from stack "back", which is not deployed; deploy "back" first: --stack back/,
  );

  const share = 'aws_ram_resource_share.share_back';
  const stack = 'small-shared';
  const kept = await deploy();
  expect(kept.code).toBe(1);
  expect(kept.err).toContain(
    quoted(
      'the account of <share> in stack "<stack>" left it, and cannot rejoin the same share; it is protected: write removalProtection: false in the topology, deploy, put it back, and deploy again',
      { share, stack },
    ),
  );

  write(false);
  const back = await deploy();
  expect({ code: back.code, err: back.code === 0 ? '' : back.err }).toEqual({ code: 0, err: '' });
  expect(back.err).toContain(
    quoted(
      'the account of <share> in stack "<stack>" left it, and cannot rejoin the same share: <share> will be replaced',
      { share, stack },
    ),
  );
  expect((await deploy()).out).toContain('nothing to deploy; 3 stacks are up to date');
});

test('in the end all of it can be destroyed, and a local AWS that ended keeps nothing', async () => {
  const all = await desk.meshspan(['destroy', '--yes'], aws.environment);
  expect({ code: all.code, err: all.code === 0 ? '' : all.err }).toEqual({ code: 0, err: '' });
  const left = await inventoryOf(aws.url, Object.values(accounts), aws.region);
  expect(left.filter((thing) => !thing.startsWith('IAM role'))).toEqual([]);
  await desk.meshspan(['local', 'down']);
  expect(existsSync(join(desk.cwd, '.meshspan/local/aws.json'))).toBe(false);
});
