import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalAws, type LocalAws } from '../../../local/aws/server';
import { runTerraform, type CommandResult } from '../../../terraform/command';
import { setUpTerraform } from '../../../terraform/set-up';
import { readied } from '../../cases/ready';

let [folder, cliConfig] = ['', ''];
let aws: LocalAws;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plan-'));
  aws = await startLocalAws({ profiles: { backend: '333333333333' } });
  const setUp = await setUpTerraform(join(folder, '.meshspan'), undefined, { inPlace: true });
  if (!setUp.ok) throw new Error(setUp.problem);
  ({ cliConfig } = setUp);
});
afterAll(async () => {
  await aws.close();
  rmSync(folder, { recursive: true });
});

/** A plan of one VPC through an aliased provider, beside a default provider that only guards. */
async function plan(identity: object, allowed: string): Promise<CommandResult> {
  const stack = mkdtempSync(join(folder, 'stack-'));
  const provider = { region: 'us-west-2', allowed_account_ids: [allowed], ...identity };
  const content = {
    terraform: {
      required_providers: { aws: { source: 'registry.terraform.io/hashicorp/aws', version: '5.100.0' } },
    },
    provider: { aws: [provider, { ...provider, alias: 'member' }] },
    resource: { aws_vpc: { this: { provider: 'aws.member', cidr_block: '10.192.0.0/16' } } },
  };
  writeFileSync(join(stack, 'cdk.tf.json'), JSON.stringify(content));
  const options = { cwd: stack, cliConfig, add: aws.environment, timeoutMs: 120_000 };
  await readied(options);
  return runTerraform(['plan', '-input=false', '-no-color', '-lock=false'], options);
}

const role = { assume_role: [{ role_arn: 'arn:aws:iam::222222222222:role/deploy' }] };

test("a stack plans as the role's account", async () => {
  const result = await plan(role, '222222222222');
  expect(result).toMatchObject({
    kind: 'exited',
    code: 0,
    stdout: expect.stringContaining('1 to add, 0 to change'),
  });
});

test("a stack plans as the profile's account", async () => {
  expect(await plan({ profile: 'backend' }, '333333333333')).toMatchObject({ kind: 'exited', code: 0 });
});

test('fails with the words of the provider where the account is another', async () => {
  const result = await plan(role, '111111111111');
  expect(result).toMatchObject({
    kind: 'exited',
    code: 1,
    stderr: expect.stringContaining('AWS account ID not allowed: 222222222222'),
  });
});
