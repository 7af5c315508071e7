import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalAws, type LocalAws } from '../../local/aws/server';
import { deployStacks, newMemory, type RunEvent, type RunnerOptions } from '../../terraform/runner';
import { quoted } from '../cases/quoted';

let folder = '';
let aws: LocalAws;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'accounts-'));
  aws = await startLocalAws({ profiles: { other: '333333333333' } });
});
afterAll(async () => {
  await aws.close();
  rmSync(folder, { recursive: true });
});

/** A stack as synth writes it: a provider without an alias that guards, and one that works. */
function write(stack: string, account: string, identity: object, more: object = {}): void {
  const provider = { region: 'us-west-2', allowed_account_ids: [account], ...identity };
  const content = {
    terraform: {
      required_providers: { aws: { source: 'registry.terraform.io/hashicorp/aws', version: '5.100.0' } },
      backend: { local: { path: `../../../state/${stack}.tfstate` } },
    },
    provider: { aws: [provider, { ...provider, alias: 'it' }] },
    resource: { terraform_data: { it: {} } },
    ...more,
  };
  mkdirSync(join(folder, 'out/stacks', stack), { recursive: true });
  writeFileSync(join(folder, 'out/stacks', stack, 'cdk.tf.json'), JSON.stringify(content));
}

const role = (account: string): object => ({
  assume_role: [{ role_arn: `arn:aws:iam::${account}:role/deploy` }],
});

function options(events: RunEvent[], ...names: readonly string[]): RunnerOptions {
  return {
    outDir: join(folder, 'out'),
    workFolder: join(folder, 'work'),
    plan: {
      stacks: names.map((name) => ({ name, account: name, needs: [], inputs: [] })),
      waves: [names],
      removal: [names],
    },
    environment: () => ({ add: { ...aws.environment, TF_VAR_deployer: 'deploy' } }),
    onEvent: (event) => events.push(event),
    memory: newMemory(),
    inPlace: true,
  };
}

const wrong =
  'stack "<stack>" belongs to account <id>, but its credentials sign in to <other>; write role or profile of accounts.<account> in the topology, or sign in to its account and add --stack <stack>';

test('all wrong accounts are reported at once, before anything is planned', async () => {
  write('right', '111111111111', role('111111111111'));
  write('wrong', '222222222222', role('444444444444'));
  write('other', '222222222222', { profile: 'other' });
  const events: RunEvent[] = [];
  const result = await deployStacks(options(events, 'right', 'wrong', 'other'));
  expect(result).toMatchObject({ ok: false, touched: false });
  expect(result.problems.map(({ sentence }) => sentence)).toEqual([
    quoted(wrong, { stack: 'wrong', account: 'wrong', id: '222222222222', other: '444444444444' }),
    quoted(wrong, { stack: 'other', account: 'other', id: '222222222222', other: '333333333333' }),
  ]);
  expect(events.filter((event) => event.event === 'step' && event.step === 'plan')).toEqual([]);
});

test('a profile that this machine does not have is reported', async () => {
  write('missing', '222222222222', { profile: 'nobody' });
  const { problems } = await deployStacks(options([], 'missing'));
  expect(problems.map(({ sentence }) => sentence)).toEqual([
    'stack "missing" signs in with profile "nobody", which this machine does not have; add it to the AWS configuration',
  ]);
});

test('right accounts are deployed to, also where the role is a variable', async () => {
  const variable = { variable: { deployer: { type: 'string' }, unused: { type: 'string', default: '' } } };
  write(
    'open',
    '111111111111',
    { assume_role: [{ role_arn: 'arn:aws:iam::111111111111:role/${var.deployer}' }] },
    variable,
  );
  expect((await deployStacks(options([], 'open'))).ok).toBe(true);
});

// Providers that are used in place make Terraform warn.
test('a thing that is not there yet is no failure, though Terraform warns of something else', async () => {
  write('sharing', '111111111111', role('111111111111'), {
    resource: {
      aws_ram_resource_share: { it: { name: 'new', provider: 'aws.it', allow_external_principals: true } },
    },
  });
  const { ok, problems } = await deployStacks(options([], 'sharing'));
  expect({ ok, problems }).toEqual({ ok: true, problems: [] });
});
