import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import yelb from '../../examples/yelb/topology';
import { startLocalAws, type LocalAws } from '../../local/aws/server';
import { runTerraform } from '../../terraform/command';
import { setUpTerraform } from '../../terraform/set-up';
import { readied } from '../cases/ready';
import { synthesizedTo } from '../cases/synthesized';

/** The outputs that the other stacks would have, had they been applied. */
const outputsOf: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'yelb-shared': {
    authority_arn_root:
      'arn:aws:acm-pca:us-west-2:111111111111:certificate-authority/11111111-2222-3333-4444-555555555555',
    namespace_id_frontend: 'ns-aaaaaaaaaaaaaaaa',
    private_route_table_id_frontend: 'rtb-0a1b2c3d4e5f60718',
    private_subnet_ids_frontend: ['subnet-0a1b2c3d4e5f60718', 'subnet-1a1b2c3d4e5f60718'],
    vpc_id_frontend: 'vpc-0a1b2c3d4e5f60718',
  },
  backend: {
    peering_id_frontend: 'pcx-0a1b2c3d4e5f60718',
    virtual_service_arn_yelb_appserver:
      'arn:aws:appmesh:us-west-2:222222222222:mesh/yelb@111111111111/virtualService/yelb-appserver.backend.yelb.internal',
    virtual_service_name_yelb_appserver: 'yelb-appserver.backend.yelb.internal',
    zone_id_backend: 'Z0123456789ABCDEFGHIJ',
  },
};

let [folder, cliConfig] = ['', ''];
let aws: LocalAws;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meshspan-wires-'));
  aws = await startLocalAws();
  const terraform = await setUpTerraform(join(folder, 'work'), undefined, { inPlace: true });
  if (!terraform.ok) throw new Error(terraform.problem);
  ({ cliConfig } = terraform);
  synthesizedTo(join(folder, 'out'), yelb);
  for (const stack of ['yelb-shared', 'frontend']) await readied(optionsOf(stack));
});
afterAll(async () => {
  await aws.close();
  rmSync(folder, { recursive: true });
});

function state(
  stack: string,
  outputs: Readonly<Record<string, unknown>>,
  resources: readonly unknown[] = [],
): void {
  const content = {
    version: 4,
    terraform_version: '1.10.0',
    serial: 1,
    lineage: stack,
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([name, value]) => [
        name,
        { value, type: Array.isArray(value) ? ['tuple', value.map(() => 'string')] : 'string' },
      ]),
    ),
    resources,
  };
  mkdirSync(join(folder, '.meshspan/state'), { recursive: true });
  writeFileSync(
    join(folder, '.meshspan/state', `${stack.startsWith('yelb-') ? stack : `yelb-${stack}`}.tfstate`),
    JSON.stringify(content),
  );
}

const optionsOf = (stack: string) => ({
  cwd: join(folder, 'out/stacks', stack),
  cliConfig,
  add: aws.environment,
});

/** What Terraform prints and how it ends, on the stack as it was synthesized. */
async function ran(
  stack: string,
  ...args: string[]
): Promise<{ readonly code: number; readonly text: string }> {
  const result = await runTerraform([...args, '-input=false', '-no-color', '-lock=false'], optionsOf(stack));
  if (result.kind !== 'exited') throw new Error(result.problem);
  // Terraform wraps its messages; a sentence is one line here.
  return { code: result.code, text: `${result.stdout}\n${result.stderr}`.replaceAll(/[\s│╷╵]+/g, ' ') };
}

test('the shared stack plans on the HCL as it was written', async () => {
  const plan = await ran('yelb-shared', 'plan');
  expect(plan).toMatchObject({
    code: 0,
    text: expect.stringMatching(/Plan: \d+ to add, 0 to change, 0 to destroy/),
  });
});

test('a caller can be planned when its callee has the outputs that the topology predicts', async () => {
  for (const [stack, outputs] of Object.entries(outputsOf)) state(stack, outputs);
  expect((await ran('frontend', 'plan')).text).toMatch(/Plan: \d+ to add/);
});

test('a callee of another name stops the plan of its caller with a sentence', async () => {
  const other = `${outputsOf['backend']?.['virtual_service_arn_yelb_appserver'] as string}x`;
  state('backend', { ...outputsOf['backend'], virtual_service_arn_yelb_appserver: other });
  const plan = await ran('frontend', 'plan');
  expect(plan.code).toBe(1);
  expect(plan.text).toContain(
    '"yelb-ui" calls "yelb-appserver", which stack "backend" should have created as',
  );
  expect(plan.text).toContain(`but virtual_service_arn_yelb_appserver is ${other}; apply "backend" first`);
});

test('a callee whose outputs are gone stops the plan with a sentence, and not a destroy', async () => {
  state('backend', {});
  const plan = await ran('frontend', 'plan');
  expect(plan.code).toBe(1);
  expect(plan.text).toContain(
    'stack "backend" has no output peering_id_frontend, zone_id_backend yet; apply "backend" first',
  );

  const policy = {
    mode: 'managed',
    type: 'aws_iam_policy',
    name: 'workload_yelb-ui',
    provider: 'provider["registry.terraform.io/hashicorp/aws"].frontend',
    instances: [
      {
        schema_version: 0,
        attributes: {
          id: 'arn:aws:iam::111111111111:policy/yelb-yelb-ui-envoy-us-west-2',
          arn: 'arn:aws:iam::111111111111:policy/yelb-yelb-ui-envoy-us-west-2',
          name: 'yelb-yelb-ui-envoy-us-west-2',
          policy: '{}',
        },
      },
    ],
  };
  state('frontend', {}, [policy]);
  // Not refreshed: nothing here answers for IAM.
  const destroy = await ran('frontend', 'plan', '-destroy', '-refresh=false');
  expect(destroy).toMatchObject({
    code: 0,
    text: expect.stringContaining('Plan: 0 to add, 0 to change, 1 to destroy'),
  });
});
