import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import yelb from '../../examples/yelb/topology';
import { startLocalAws, type LocalAws } from '../../local/aws/server';
import { runTerraform } from '../../terraform/command';
import { setUpTerraform } from '../../terraform/set-up';
import { synthesizedTo } from '../cases/synthesized';

jest.setTimeout(180_000);

/** What a pipeline passes to the frontend. */
const GIVEN = {
  yelb_shared_authority_arn_root:
    'arn:aws:acm-pca:us-west-2:111111111111:certificate-authority/11111111-2222-3333-4444-555555555555',
  yelb_shared_namespace_id_frontend: 'ns-aaaaaaaaaaaaaaaa',
  yelb_shared_private_route_table_id_frontend: 'rtb-0a1b2c3d4e5f60718',
  yelb_shared_private_subnet_ids_frontend: '["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]',
  yelb_shared_vpc_id_frontend: 'vpc-0a1b2c3d4e5f60718',
  backend_peering_id_frontend: 'pcx-0a1b2c3d4e5f60718',
  backend_virtual_service_arn_yelb_appserver:
    'arn:aws:appmesh:us-west-2:222222222222:mesh/yelb@111111111111/virtualService/yelb-appserver.backend.yelb.internal',
  backend_zone_id_backend: 'Z0123456789ABCDEFGHIJ',
};

let [folder, cliConfig] = ['', ''];
let aws: LocalAws;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meshspan-given-'));
  aws = await startLocalAws();
  const terraform = await setUpTerraform(join(folder, 'work'));
  if (!terraform.ok) throw new Error(terraform.problem);
  ({ cliConfig } = terraform);
  synthesizedTo(join(folder, 'out'), { ...yelb, transport: 'variables' });
  await ran('init');
});
afterAll(async () => {
  await aws.close();
  rmSync(folder, { recursive: true });
});

/** What the real Terraform prints for the frontend, and how it ends; no other stack has a state. */
async function ran(...args: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
  const cwd = join(folder, 'out/stacks/frontend');
  const words = [...args, '-input=false', '-no-color'];
  const result = await runTerraform(words, { cwd, cliConfig, add: aws.environment });
  if (result.kind !== 'exited') throw new Error(result.problem);
  // Terraform wraps its messages; a sentence is one line here.
  return { code: result.code, text: `${result.stdout}\n${result.stderr}`.replaceAll(/[\s│╷╵]+/g, ' ') };
}

const passed = (values: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(values).map(([name, value]) => `-var=${name}=${value}`);

test('a stack with all values plans without reading a state', async () => {
  const plan = await ran('plan', ...passed(GIVEN));
  expect(plan).toMatchObject({ code: 0, text: expect.stringMatching(/Plan: 30 to add/) as string });
});

test('a stack without a value stops, and names the value and its source', async () => {
  const { backend_zone_id_backend, ...others } = GIVEN;
  const plan = await ran('plan', ...passed(others));
  expect(backend_zone_id_backend).toBeDefined();
  expect(plan.code).toBe(1);
  expect(plan.text).toContain(
    'stack "frontend" has no value for backend_zone_id_backend; apply "backend" first, and pass its outputs as variables of these names',
  );
});

test('a callee of another name stops the plan of its caller', async () => {
  const other = `${GIVEN.backend_virtual_service_arn_yelb_appserver}x`;
  const plan = await ran('plan', ...passed({ ...GIVEN, backend_virtual_service_arn_yelb_appserver: other }));
  expect(plan.code).toBe(1);
  expect(plan.text).toContain(`but virtual_service_arn_yelb_appserver is ${other}; apply "backend" first`);
});

test('a destroy needs no values: their stacks may be gone', async () => {
  const arn = 'arn:aws:iam::111111111111:policy/yelb-yelb-ui-envoy-us-west-2';
  const state = {
    version: 4,
    terraform_version: '1.10.0',
    serial: 1,
    lineage: 'frontend',
    outputs: {},
    resources: [
      {
        mode: 'managed',
        type: 'aws_iam_policy',
        name: 'workload_yelb-ui',
        provider: 'provider["registry.terraform.io/hashicorp/aws"].frontend',
        instances: [{ schema_version: 0, attributes: { id: arn, arn, name: 'p', policy: '{}' } }],
      },
    ],
  };
  mkdirSync(join(folder, '.meshspan/state'), { recursive: true });
  writeFileSync(join(folder, '.meshspan/state/yelb-frontend.tfstate'), JSON.stringify(state));
  // Not refreshed: nothing here answers for IAM.
  const destroy = await ran('plan', '-destroy', '-refresh=false');
  expect(destroy).toMatchObject({
    code: 0,
    text: expect.stringContaining('Plan: 0 to add, 0 to change, 1 to destroy') as string,
  });
});
