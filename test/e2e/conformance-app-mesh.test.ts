import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rules } from '../../local/aws/rules';
import { startLocalAws, type LocalAws } from '../../local/aws/server';
import { setUpTerraform } from '../../terraform/set-up';
import { accountIn } from '../local/aws/accounts';
import { meshName } from './conformance/blocks';
import { gatewayCases } from './conformance/gateways';
import { meshCases, memberCases, serviceCases } from './conformance/meshes';
import { nodeCases } from './conformance/nodes';
import { refusals } from './conformance/refusals';
import { routeCases } from './conformance/routes';
import {
  accounts,
  addressOf,
  changedCases,
  expectedChanges,
  moduleIn,
  newTally,
  type Case,
  type Module,
} from './conformance/stage';

// Some twenty commands of the real Terraform, each of which starts four providers.
jest.setTimeout(600_000);

const cases: readonly Case[] = [
  ...meshCases,
  ...nodeCases,
  ...routeCases,
  ...serviceCases,
  ...gatewayCases,
  ...memberCases,
];
const importable = cases.filter(({ id }) => id !== undefined);
const tally = newTally();
const typesOf = (some: readonly Case[]): readonly string[] => some.map(({ type }) => type);

let folder = '';
let aws: LocalAws;
let all: Module;
let imported: Module;
let refused: Module;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  aws = await startLocalAws();
  const setUp = await setUpTerraform(join(folder, '.meshspan'));
  if (!setUp.ok) throw new Error(setUp.problem);
  const module = (name: string): Module => moduleIn(join(folder, name), setUp.cliConfig, aws.environment);
  [all, imported, refused] = [module('all'), module('imported'), module('refused')];
});
afterAll(async () => {
  process.stdout.write(`\n${tally.text()}\n`);
  await aws.close();
  rmSync(folder, { recursive: true });
});

test('all that can be written is created, and planned again without a change', async () => {
  all.write(cases);
  await all.succeed('init');
  await all.succeed('apply', '-auto-approve');
  expect(await all.succeed('plan', '-detailed-exitcode')).toMatchObject({ code: 0, planned: {} });
  tally.count('created', typesOf(cases));
});

test('what is there already can be imported, and is planned without a change', async () => {
  const firsts = importable.filter(
    ({ type }, index) => importable.findIndex((other) => other.type === type) === index,
  );
  imported.write(importable);
  await imported.succeed('init');
  // One of each type as people do it, all others at once.
  for (const one of firsts) await imported.succeed('import', addressOf(one), one.id ?? '');
  const others = importable.filter((one) => !firsts.includes(one));
  imported.write(importable, { import: others.map((one) => ({ to: addressOf(one), id: one.id })) });
  const { output } = await imported.succeed('apply', '-auto-approve');
  expect(output).toContain(`${others.length} imported, 0 added, 0 changed, 0 destroyed`);
  imported.write(importable);
  expect(await imported.succeed('plan', '-detailed-exitcode')).toMatchObject({ code: 0, planned: {} });
  expect(new Set(typesOf(firsts)).size).toBe(7);
  tally.count('imported', typesOf(importable));
});

test('what AWS refuses is refused, by its rule and in its words', async () => {
  const share = {
    type: 'aws_ram_principal_association',
    key: 'invited',
    args: {
      principal: accounts.invited,
      resource_share_arn: await shareArn(),
    },
  } satisfies Case;
  refused.write([share]);
  await refused.succeed('init');
  await refused.succeed('apply', '-auto-approve');
  refused.write([share, ...refusals]);
  const { errors } = await refused.run('apply', '-auto-approve');
  const found = refusals.map((one) => ({ at: addressOf(one), said: errors[addressOf(one)] ?? 'nothing' }));
  expect(found).toEqual(
    refusals.map((one) => {
      const { code, sentence } = rules[one.rule];
      return {
        at: addressOf(one),
        said: expect.stringMatching(new RegExp(`${code}.*${sentence.replaceAll(/[()]/g, '\\$&')}`)),
      };
    }),
  );
  await refused.succeed('destroy', '-auto-approve');
  tally.count('refused', typesOf(refusals));
});

test('each change is made in place or by replacement, as the provider plans it', async () => {
  const changing = changedCases(cases);
  all.write(changing);
  const { planned } = await all.succeed('plan', '-detailed-exitcode');
  expect(planned).toEqual(expectedChanges(cases));
  await all.succeed('apply', '-auto-approve');
  expect(await all.succeed('plan', '-detailed-exitcode')).toMatchObject({ code: 0, planned: {} });
  for (const what of ['update', 'replace'] as const) {
    const those = cases.filter((one) => one.changed !== undefined && (one.plans ?? 'update') === what);
    tally.count(what === 'update' ? 'updated' : 'replaced', typesOf(those));
  }
});

test('what somebody deleted is planned and made again', async () => {
  const { mesh } = await accountIn(aws, accounts.owner);
  await mesh.deleteGatewayRoute({
    meshName,
    virtualGatewayName: 'gateway_http',
    gatewayRouteName: 'enter_path',
  });
  await mesh.deleteVirtualGateway({ meshName, virtualGatewayName: 'edge_log' });
  await mesh.deleteRoute({ meshName, virtualRouterName: 'router_tcp', routeName: 'plain' });
  await mesh.deleteRoute({ meshName, virtualRouterName: 'abroad_router', routeName: 'abroad_route' });
  await mesh.deleteVirtualService({ meshName, virtualServiceName: 'unprovided' });
  await mesh.deleteVirtualService({ meshName, virtualServiceName: 'abroad.conformance.internal' });
  await mesh.deleteVirtualRouter({ meshName, virtualRouterName: 'silent' });
  await mesh.deleteVirtualRouter({ meshName, virtualRouterName: 'abroad_router' });
  await mesh.deleteVirtualNode({ meshName, virtualNodeName: 'bare' });
  await mesh.deleteVirtualNode({ meshName, virtualNodeName: 'abroad_node' });
  await mesh.deleteMesh({ meshName: 'mesh_bare' });
  const gone = [
    'aws_appmesh_gateway_route.enter_path',
    'aws_appmesh_virtual_gateway.edge_log',
    'aws_appmesh_route.plain',
    'aws_appmesh_route.abroad_route',
    'aws_appmesh_virtual_service.unprovided',
    'aws_appmesh_virtual_service.abroad_service',
    'aws_appmesh_virtual_router.silent',
    'aws_appmesh_virtual_router.abroad_router',
    'aws_appmesh_virtual_node.bare',
    'aws_appmesh_virtual_node.abroad_node',
    'aws_appmesh_mesh.mesh_bare',
  ];
  const { planned } = await all.succeed('plan', '-detailed-exitcode');
  expect(planned).toEqual(Object.fromEntries(gone.map((address) => [address, 'create'])));
  await all.succeed('apply', '-auto-approve');
  expect(await all.succeed('plan', '-detailed-exitcode')).toMatchObject({ code: 0, planned: {} });
  tally.count(
    'made again',
    gone.map((address) => address.split('.')[0] ?? ''),
  );
});

test('all of it is destroyed, and nothing is left', async () => {
  const { output } = await all.succeed('destroy', '-auto-approve');
  expect(output).toContain(`${cases.length} destroyed`);
  const { mesh } = await accountIn(aws, accounts.owner);
  expect((await mesh.listMeshes({})).meshes).toEqual([]);
  tally.count('destroyed', typesOf(cases));
});

test('every type had its share of it', () => {
  const least: readonly (readonly [type: string, created: number, updated: number, replaced: number])[] = [
    ['aws_appmesh_mesh', 6, 4, 1],
    ['aws_appmesh_virtual_node', 45, 40, 1],
    ['aws_appmesh_virtual_router', 10, 5, 1],
    ['aws_appmesh_route', 40, 40, 1],
    ['aws_appmesh_virtual_service', 8, 6, 1],
    ['aws_appmesh_virtual_gateway', 20, 16, 1],
    ['aws_appmesh_gateway_route', 20, 18, 1],
  ];
  for (const [type, created, updated, replaced] of least) {
    expect([type, tally.of(type, 'created') >= created]).toEqual([type, true]);
    expect([type, tally.of(type, 'updated') >= updated]).toEqual([type, true]);
    expect([type, tally.of(type, 'replaced') >= replaced]).toEqual([type, true]);
    for (const what of ['imported', 'refused', 'made again', 'destroyed'])
      expect([type, what, tally.of(type, what) >= 1]).toEqual([type, what, true]);
  }
});

async function shareArn(): Promise<string> {
  const { ram } = await accountIn(aws, accounts.owner);
  const { resourceShares } = await ram.getResourceShares({ resourceOwner: 'SELF' });
  return resourceShares?.[0]?.resourceShareArn ?? '';
}
