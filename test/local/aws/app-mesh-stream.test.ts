import { expectRefusal, region, thrown, type Account } from './accounts';
import { fullMesh, meshArn, newStage, node, share, sharedMesh, streamPath, type Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await newStage();
});
afterAll(() => stage.aws.close());

const asked = (account: Account, id: unknown): Promise<Response> =>
  account.raw('appmesh', 'POST', streamPath, JSON.stringify({ node: { id } }));

/** A mesh of the owner in which the member has a node, and the ARN of that. */
async function membersNode(): Promise<{ readonly arn: string; readonly meshName: string }> {
  const mesh = await sharedMesh(stage);
  const { virtualNode } = await stage.member.mesh.createVirtualNode({
    ...mesh,
    virtualNodeName: 'db',
    spec: node,
  });
  return { arn: virtualNode?.metadata?.arn ?? '', meshName: mesh.meshName };
}

test('a proxy gets everything in its mesh, as Describe answers it', async () => {
  const meshName = await fullMesh(stage);
  const answer = await asked(stage.owner, `${meshArn(meshName)}/virtualNode/ui`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    mesh: { meshName },
    virtualNodes: [{ virtualNodeName: 'ui', spec: node, metadata: { resourceOwner: '111111111111' } }],
    virtualRouters: [{ virtualRouterName: 'ui' }],
    routes: [{ virtualRouterName: 'ui', routeName: 'all' }],
    virtualServices: [{ virtualServiceName: 'ui.local' }],
    virtualGateways: [{ virtualGatewayName: 'door' }],
    gatewayRoutes: [{ virtualGatewayName: 'door', gatewayRouteName: 'all' }],
  });
});

test('a proxy is named from "mesh/" on, too, and so is a gateway', async () => {
  const meshName = await fullMesh(stage);
  for (const id of [`mesh/${meshName}/virtualNode/ui`, `${meshArn(meshName)}/virtualGateway/door`])
    expect((await asked(stage.owner, id)).status).toBe(200);
});

test('the node of another account is in a mesh with its owner', async () => {
  const { arn, meshName } = await membersNode();
  expect(arn).toContain(`mesh/${meshName}@111111111111/virtualNode/db`);
  expect((await asked(stage.member, arn)).status).toBe(200);
});

test('a proxy whose node is deleted gets nothing', async () => {
  const { arn, meshName } = await membersNode();
  const names = { meshName, meshOwner: stage.owner.id, virtualNodeName: 'db' };
  await stage.member.mesh.deleteVirtualNode(names);
  await expectRefusal('app-mesh/not-found', thrown(asked(stage.member, arn)));
});

test('a proxy whose mesh is no longer shared gets nothing, though its node is still there', async () => {
  const meshName = await fullMesh(stage);
  const resourceShareArn = await share(stage, { resourceArns: [meshArn(meshName)] });
  const names = { meshName, meshOwner: stage.owner.id, virtualNodeName: 'db' };
  await stage.member.mesh.createVirtualNode({ ...names, spec: node });
  const arn = `${meshArn(`${meshName}@111111111111`, stage.member.id)}/virtualNode/db`;
  await stage.owner.ram.deleteResourceShare({ resourceShareArn });
  await expectRefusal('app-mesh/not-shared', thrown(asked(stage.member, arn)));
  expect((await stage.owner.mesh.describeVirtualNode(names)).virtualNode?.status?.status).toBe('ACTIVE');
});

test('the configuration of a node of another account or region is refused', async () => {
  const { arn } = await membersNode();
  await expectRefusal('app-mesh/own-configuration', thrown(asked(stage.stranger, arn)));
  await expectRefusal(
    'app-mesh/own-configuration',
    thrown(asked(stage.member, arn.replace(region, 'eu-west-1'))),
  );
});

test.each([undefined, 7, '', 'mesh/yelb', 'arn:aws:ecs:us-west-2:111111111111:task/yelb/1'])(
  'what names no node and no gateway is refused: %s',
  async (id) => {
    await expectRefusal('app-mesh/resource-arn', thrown(asked(stage.owner, id)));
  },
);
