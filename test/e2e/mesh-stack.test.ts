import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalAws, type LocalAws } from '../../local/aws/server';
import { runTerraform } from '../../terraform/command';
import { setUpTerraform } from '../../terraform/set-up';
import { accountIn, region } from '../local/aws/accounts';

// Six commands of the real Terraform, each of which loads the schema of the provider.
jest.setTimeout(300_000);

let [folder, cliConfig] = ['', ''];
let aws: LocalAws;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mesh-stack-'));
  aws = await startLocalAws();
  const setUp = await setUpTerraform(join(folder, '.meshspan'));
  if (!setUp.ok) throw new Error(setUp.problem);
  ({ cliConfig } = setUp);
});
afterAll(async () => {
  await aws.close();
  rmSync(folder, { recursive: true });
});

const [owner, member] = ['111111111111', '222222222222'];
const providerOf = (alias: string, account: string) => ({
  alias,
  region,
  assume_role: [{ role_arn: `arn:aws:iam::${account}:role/deploy` }],
  allowed_account_ids: [account],
  max_retries: 2,
});

/** A mesh of one account, and a service of another one in it. */
function stack(port: number, weight: number): object {
  const shared = {
    provider: 'aws.member',
    mesh_name: '${aws_appmesh_mesh.yelb.name}',
    mesh_owner: owner,
    depends_on: ['aws_ram_resource_share_accepter.member'],
  };
  const target = { virtual_node: '${aws_appmesh_virtual_node.db.name}', weight };
  return {
    terraform: {
      required_providers: { aws: { source: 'registry.terraform.io/hashicorp/aws', version: '5.100.0' } },
    },
    provider: { aws: [providerOf('owner', owner), providerOf('member', member)] },
    resource: {
      aws_appmesh_mesh: {
        yelb: {
          provider: 'aws.owner',
          name: 'yelb',
          spec: [{ egress_filter: [{ type: 'DROP_ALL' }] }],
          tags: { team: 'mesh' },
        },
      },
      aws_ram_resource_share: {
        member: {
          provider: 'aws.owner',
          name: 'yelb-member',
          allow_external_principals: true,
          tags: { team: 'mesh' },
        },
      },
      aws_ram_resource_association: {
        mesh: {
          provider: 'aws.owner',
          resource_arn: '${aws_appmesh_mesh.yelb.arn}',
          resource_share_arn: '${aws_ram_resource_share.member.arn}',
        },
      },
      aws_ram_principal_association: {
        member: {
          provider: 'aws.owner',
          principal: member,
          resource_share_arn: '${aws_ram_resource_share.member.arn}',
          depends_on: ['aws_ram_resource_association.mesh'],
        },
      },
      aws_ram_resource_share_accepter: {
        member: {
          provider: 'aws.member',
          share_arn: '${aws_ram_principal_association.member.resource_share_arn}',
        },
      },
      aws_appmesh_virtual_node: {
        db: {
          ...shared,
          name: 'db',
          spec: [
            {
              listener: [
                {
                  port_mapping: [{ port, protocol: 'tcp' }],
                  tls: [
                    {
                      mode: 'STRICT',
                      certificate: [
                        { acm: [{ certificate_arn: `arn:aws:acm:${region}:${member}:certificate/db` }] },
                      ],
                    },
                  ],
                },
              ],
              service_discovery: [{ dns: [{ hostname: 'db.member.yelb.internal' }] }],
            },
          ],
        },
      },
      aws_appmesh_virtual_router: {
        db: {
          ...shared,
          name: 'db',
          spec: [{ listener: [{ port_mapping: [{ port, protocol: 'tcp' }] }] }],
        },
      },
      aws_appmesh_route: {
        db: {
          ...shared,
          name: 'all',
          virtual_router_name: '${aws_appmesh_virtual_router.db.name}',
          spec: [{ tcp_route: [{ action: [{ weighted_target: [target] }] }] }],
        },
      },
      aws_appmesh_virtual_service: {
        db: {
          ...shared,
          name: 'db.member.yelb.internal',
          spec: [
            {
              provider: [
                { virtual_router: [{ virtual_router_name: '${aws_appmesh_virtual_router.db.name}' }] },
              ],
            },
          ],
        },
      },
    },
    output: { arn: { value: '${aws_appmesh_virtual_service.db.arn}' } },
  };
}

test("a mesh, its share, its acceptance and a member's service are applied, changed in place and destroyed", async () => {
  const cwd = mkdtempSync(join(folder, 'stack-'));
  const options = { cwd, cliConfig, add: aws.environment, timeoutMs: 150_000 };
  const write = (content: object): void => writeFileSync(join(cwd, 'cdk.tf.json'), JSON.stringify(content));
  const run = async (command: string, ...args: readonly string[]) => {
    const result = await runTerraform([command, '-input=false', '-no-color', ...args], options);
    if (result.kind !== 'exited') throw new Error(result.problem);
    return { code: result.code, said: `${result.stdout}${result.stderr}` };
  };

  write(stack(5432, 100));
  expect(await run('init')).toMatchObject({ code: 0 });
  expect(await run('apply', '-auto-approve')).toMatchObject({
    code: 0,
    said: expect.stringMatching(
      /9 added, 0 changed, 0 destroyed[^]*arn = "arn:aws:appmesh:us-west-2:222222222222:mesh\/yelb@111111111111\/virtualService\/db\.member\.yelb\.internal"/,
    ),
  });
  expect(await run('plan', '-detailed-exitcode')).toMatchObject({ code: 0 });

  write(stack(5433, 50));
  expect(await run('apply', '-auto-approve')).toMatchObject({
    code: 0,
    said: expect.stringContaining('0 added, 3 changed, 0 destroyed'),
  });
  const { mesh } = await accountIn(aws, owner);
  const { virtualNode } = await mesh.describeVirtualNode({ meshName: 'yelb', virtualNodeName: 'db' });
  expect(virtualNode?.spec?.listeners?.[0]?.portMapping?.port).toBe(5433);
  expect(virtualNode?.metadata).toMatchObject({ version: 2, resourceOwner: member, meshOwner: owner });

  expect(await run('plan', '-detailed-exitcode')).toMatchObject({ code: 0 });
  expect(await run('destroy', '-auto-approve')).toMatchObject({
    code: 0,
    said: expect.stringContaining('9 destroyed'),
  });
  expect((await mesh.listMeshes({})).meshes).toEqual([]);
});
