import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { folderWith } from '../sources/folder';
import { programsIn } from './programs';
import { meshspan, shop } from './world';

const topology = (more = ''): string => `mesh: shop
region: eu-central-1
owner: front
accounts:
  front: {id: "111111111111", network: {cidr: 10.1.0.0/16}}
authority: {kind: private-ca, commonName: shop root}
workloads:
  web: {account: front, calls: [api], runtime: {image: "web:1"${more}}}
  api: {account: front, listens: {port: 80, protocol: http}, runtime: {image: "api:1"}}
`;

const aws = (running: number): string => `case "$*" in
  *get-caller-identity*) echo 111111111111 ;;
  *describe-services*) printf '2\\t${running}\\tCOMPLETED\\n' ;;
esac`;

it('prints a line for each check, and what cannot be checked with the reason', async () => {
  const cwd = folderWith({ 'topology.yaml': topology() });
  const { code, out } = await meshspan(cwd, ['verify'], { env: programsIn(cwd, { aws: aws(2) }) });
  expect(code).toBe(0);
  expect(out).toBe(`ok           account front: signed in to 111111111111
ok           workload api runs: 2 of 2 tasks
ok           workload web runs: 2 of 2 tasks
not checked  callers of api:80: no command can be started in its container: set workloads.api.runtime.exec: true and deploy
not checked  call web -> api:80: no command can be started in its container: set workloads.web.runtime.exec: true and deploy
5 checks: 3 ok, 0 failed, 2 not checked
`);
});

it('a check that fails: exit code 1, and the same as JSON', async () => {
  const cwd = folderWith({ 'topology.yaml': topology() });
  const { code, out } = await meshspan(cwd, ['verify', '--json'], { env: programsIn(cwd, { aws: aws(1) }) });
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    ok: false,
    checks: expect.arrayContaining([
      {
        result: 'failed',
        check: 'workload web runs',
        detail: '1 of 2 tasks, and its deployment is COMPLETED',
      },
    ]) as unknown,
  });
});

it('the script is that of the run, and can be started elsewhere', async () => {
  const cwd = folderWith({ 'topology.yaml': topology() });
  const env = programsIn(cwd, { aws: aws(2) });
  expect(await meshspan(cwd, ['verify', '--script', 'check.sh'], { env: {} })).toMatchObject({
    code: 0,
    out: 'check.sh\n',
  });
  expect(statSync(join(cwd, 'check.sh')).mode & 0o111).not.toBe(0);
  const { out } = await meshspan(cwd, ['verify'], { env });
  const ran = spawnSync(join(cwd, 'check.sh'), { env: { ...env }, encoding: 'utf8' });
  expect([ran.status, ran.stdout]).toEqual([0, out]);
});

it('without a program that it needs: exit code 2', async () => {
  const cwd = folderWith({ 'topology.yaml': topology(', exec: true') });
  const env = programsIn(cwd, { aws: aws(2) });
  expect(await meshspan(cwd, ['verify'], { env })).toMatchObject({
    code: 2,
    out: '',
    err: 'session-manager-plugin is needed to start commands in tasks (ECS Exec): install it, and put it on PATH\n',
  });
  expect(await meshspan(cwd, ['verify'], { env: { PATH: cwd } })).toMatchObject({
    code: 2,
    err: expect.stringContaining('meshspan: bash is needed') as string,
  });
});

it('a value that is not known yet', async () => {
  const text = topology()
    .replace('"111111111111"', '{parameter: account}')
    .replace('owner: front', 'owner: front\nparameters: {account: {}}');
  const cwd = folderWith({ 'topology.yaml': text });
  const { code, err } = await meshspan(cwd, ['verify', '--script', 'check.sh'], { env: {} });
  expect(code).toBe(2);
  expect(err).toContain(
    'meshspan: parameter "account" has no value, and what is deployed depends on it; add --set account=VALUE\n',
  );
  expect(existsSync(join(cwd, 'check.sh'))).toBe(false);
  await meshspan(cwd, ['verify', '--script', 'check.sh', '--set', 'account=333333333333'], { env: {} });
  expect(readFileSync(join(cwd, 'check.sh'), 'utf8')).toContain('\naccount front 333333333333\n');
});

it('the local AWS runs no tasks to be called', async () => {
  const cwd = folderWith({ 'topology.yaml': topology() });
  const { code, err } = await meshspan(cwd, ['verify', '--local'], { env: {} });
  expect(code).toBe(2);
  expect(err).toMatch(/^meshspan: the local AWS has no ECS Exec, .*"meshspan lab" measures every verdict\n$/);
});

it('a data plane that does not say how its calls are tried', async () => {
  const cwd = folderWith({ 'topology.yaml': shop });
  await meshspan(cwd, ['verify', '--script', 'check.sh'], { env: {} });
  expect(readFileSync(join(cwd, 'check.sh'), 'utf8')).toContain(
    "skip 'call ui -> db:5432' 'others run its containers'",
  );
});
