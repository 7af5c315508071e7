import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { runTerraform } from '../../terraform/command';
import { environmentOf } from '../../terraform/environment';
import { setUpTerraform } from '../../terraform/set-up';
import { terraformVersion } from '../../terraform/version';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'command-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program in Terraform's place, as a Node script. */
function standIn(script: string): string {
  const path = join(folder, 'terraform');
  writeFileSync(path, `#!${process.execPath}\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

const install = 'install it from https://developer.hashicorp.com/terraform/install';

describe('version', () => {
  test('the Terraform on PATH reports its version and target', async () => {
    const found = await terraformVersion();
    expect(found).toMatchObject({
      ok: true,
      version: expect.stringMatching(/^1\.\d+\.\d+/),
      target: expect.stringMatching(/_/),
    });
  });

  test('fails with one line where there is none', async () => {
    const problem = `terraform 1.10 or newer is needed, and none is on PATH; ${install}`;
    expect(await terraformVersion({ from: { PATH: folder } })).toEqual({ ok: false, problem });
    expect(await setUpTerraform(folder, [], { from: { PATH: folder } })).toEqual({ ok: false, problem });
  });

  test.each([
    ['1.9.8', `console.log('{"terraform_version":"1.9.8","platform":"linux_amd64"}')`],
    ['0.12.31', `console.log('Terraform v0.12.31')`],
  ])('fails with one line where it is %s', async (version, script) => {
    standIn(script);
    const from = { PATH: [folder, dirname(process.execPath)].join(delimiter) };
    const problem = `terraform 1.10 or newer is needed, and the one on PATH is ${version}; ${install}`;
    expect(await terraformVersion({ from })).toEqual({ ok: false, problem });
  });

  test.each(['1.10.0', '1.11.0-rc1', '2.0.0'])('%s is new enough', async (version) => {
    const binary = standIn(`console.log('{"terraform_version":"${version}","platform":"linux_amd64"}')`);
    expect(await terraformVersion({ binary })).toEqual({ ok: true, version, target: 'linux_amd64' });
  });

  test('fails with one line where the program is not Terraform', async () => {
    const binary = standIn(`console.log('hello')`);
    expect(await terraformVersion({ binary })).toMatchObject({
      ok: false,
      problem: expect.stringContaining('1.10 or newer'),
    });
    expect(await terraformVersion({ binary: join(folder, 'nobody') })).toMatchObject({
      ok: false,
      problem: expect.stringContaining('could not be started (ENOENT)'),
    });
  });
});

describe('environment', () => {
  const from = {
    PATH: '/bin',
    https_proxy: 'http://proxy',
    AWS_PROFILE: 'prod',
    TF_VAR_cidr: '10.0.0.0/8',
    TF_LOG: 'trace',
    TF_CLI_ARGS: '-destroy',
    TF_TOKEN_app_terraform_io: 'token',
    TF_CLI_CONFIG_FILE: '/home/ada/.terraformrc',
    UNSET: undefined,
  };
  const ours = { GOGC: '400', TF_IN_AUTOMATION: '1', TF_INPUT: '0', CHECKPOINT_DISABLE: '1', NO_COLOR: '1' };
  const common = { PATH: '/bin', https_proxy: 'http://proxy', TF_TOKEN_app_terraform_io: 'token', ...ours };

  test('little is handed on, and the CLI configuration is ours', () => {
    expect(environmentOf({ from, cliConfig: '/p/terraform.rc' })).toEqual({
      ...common,
      TF_CLI_CONFIG_FILE: '/p/terraform.rc',
    });
  });

  test('credentials and variables are handed on when asked for, additions come last', () => {
    expect(
      environmentOf({ from, inherit: ['AWS_', 'TF_VAR_'], add: { AWS_PROFILE: 'test', NO_COLOR: '' } }),
    ).toMatchObject({
      AWS_PROFILE: 'test',
      TF_VAR_cidr: '10.0.0.0/8',
      NO_COLOR: '',
    });
  });
});

describe('run', () => {
  test('output is kept, and passed on line by line', async () => {
    const binary = standIn(
      `process.stdout.write('one\\ntw'); process.stdout.write('o'); console.error('oh'); process.exitCode = 3`,
    );
    const lines: string[] = [];
    const result = await runTerraform([], {
      cwd: folder,
      binary,
      onLine: (line, stream) => lines.push(`${stream} ${line}`),
    });
    expect(result).toMatchObject({ kind: 'exited', code: 3, stdout: 'one\ntwo', stderr: 'oh\n' });
    expect(lines.toSorted()).toEqual(['stderr oh', 'stdout one', 'stdout two']);
  });

  test('arguments reach the program as they are, without a shell', async () => {
    const binary = standIn(`console.log(process.argv.slice(2).join('|'))`);
    const result = await runTerraform(['plan', '$HOME; echo "x" *'], { cwd: folder, binary });
    expect(result).toMatchObject({ stdout: 'plan|$HOME; echo "x" *\n' });
  });

  test('what takes too long is asked to stop, and may finish its work', async () => {
    const binary = standIn(
      `process.on('SIGINT', () => { console.log('state written'); process.exit(1) }); setInterval(() => 0, 1000)`,
    );
    const result = await runTerraform(['apply'], { cwd: folder, binary, timeoutMs: 1500 });
    expect(result).toMatchObject({
      kind: 'stopped',
      problem: 'terraform apply took more than 1.5 s',
      stdout: 'state written\n',
    });
  });

  test('what had done all of it when it was asked to stop has done all of it', async () => {
    const binary = standIn(
      `process.on('SIGINT', () => { console.log('complete'); process.exit(0) }); setInterval(() => 0, 1000)`,
    );
    const result = await runTerraform(['apply'], { cwd: folder, binary, timeoutMs: 1500 });
    expect(result).toMatchObject({ kind: 'exited', code: 0, stdout: 'complete\n' });
  });

  test('what does not stop when asked is killed after the grace', async () => {
    const binary = standIn(
      `process.on('SIGINT', () => {}); console.log('ready'); setInterval(() => 0, 1000)`,
    );
    const abort = new AbortController();
    const onLine = (): void => abort.abort();
    const result = await runTerraform(['plan'], {
      cwd: folder,
      binary,
      signal: abort.signal,
      onLine,
      graceMs: 200,
    });
    expect(result).toMatchObject({ kind: 'stopped', problem: 'terraform plan was cancelled' });
  });

  test('what was cancelled before is not started', async () => {
    const result = await runTerraform(['plan'], { cwd: folder, signal: AbortSignal.abort() });
    expect(result).toEqual({
      kind: 'not-started',
      problem: 'terraform plan was cancelled before it started',
    });
  });

  test('fails with a sentence where the folder is missing', async () => {
    const cwd = join(folder, 'nowhere');
    expect(await runTerraform(['plan'], { cwd })).toEqual({
      kind: 'not-started',
      problem: `folder "${cwd}" does not exist; create it first`,
    });
  });
});
