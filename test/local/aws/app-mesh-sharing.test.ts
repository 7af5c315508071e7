import type { ResourceMetadata } from '@aws-sdk/client-app-mesh';
import { expectRefusal } from './accounts';
import {
  fullMesh,
  gateway,
  gatewayRouteTo,
  meshArn,
  newStage,
  node,
  routeTo,
  share,
  sharedMesh,
  type Stage,
} from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await newStage();
});
afterAll(() => stage.aws.close());

describe('in a shared mesh, a consumer', () => {
  test("creates resources whose ARN contains the mesh's owner", async () => {
    const mesh = await sharedMesh(stage);
    const { virtualNode } = await stage.member.mesh.createVirtualNode({
      ...mesh,
      virtualNodeName: 'db',
      spec: node,
      tags: [{ key: 'team', value: 'db' }],
    });
    const owners: Partial<ResourceMetadata> = {
      arn: `${meshArn(`${mesh.meshName}@111111111111`, '222222222222')}/virtualNode/db`,
      meshOwner: '111111111111',
      resourceOwner: '222222222222',
    };
    expect(virtualNode?.metadata).toMatchObject(owners);
    const resourceArn = virtualNode?.metadata?.arn;
    const { tags } = await stage.member.mesh.listTagsForResource({ resourceArn });
    expect(tags).toEqual([{ key: 'team', value: 'db' }]);
    await expectRefusal('app-mesh/tag-own-only', stage.owner.mesh.listTagsForResource({ resourceArn }));
  });

  test('has the 21 shared actions and no others', async () => {
    const meshName = await fullMesh(stage);
    await share(stage, { resourceArns: [meshArn(meshName)] });
    const shared = { meshName, meshOwner: stage.owner.id };
    const { mesh } = stage.member;
    const mine = {
      node: { ...shared, virtualNodeName: 'db' },
      router: { ...shared, virtualRouterName: 'db' },
      route: { ...shared, virtualRouterName: 'db', routeName: 'all' },
      service: { ...shared, virtualServiceName: 'db.local' },
    };
    const door = { ...shared, virtualGatewayName: 'door' };
    const gatewayRoute = { ...door, gatewayRouteName: 'all' };
    await mesh.createVirtualNode({ ...mine.node, spec: node });
    await mesh.createVirtualRouter({ ...mine.router, spec: {} });
    await mesh.createRoute({ ...mine.route, spec: routeTo('ui') });
    await mesh.createVirtualService({ ...mine.service, spec: {} });
    await mesh.updateVirtualNode({ ...mine.node, spec: {} });
    await mesh.updateVirtualRouter({ ...mine.router, spec: {} });
    await mesh.updateRoute({ ...mine.route, spec: routeTo('db') });
    await mesh.updateVirtualService({ ...mine.service, spec: {} });
    await mesh.describeMesh(shared);
    await mesh.describeVirtualNode({ ...shared, virtualNodeName: 'ui' });
    await mesh.describeVirtualRouter({ ...shared, virtualRouterName: 'ui' });
    await mesh.describeRoute({ ...shared, virtualRouterName: 'ui', routeName: 'all' });
    await mesh.describeVirtualService({ ...shared, virtualServiceName: 'ui.local' });
    expect((await mesh.listVirtualNodes(shared)).virtualNodes).toHaveLength(2);
    expect((await mesh.listVirtualRouters(shared)).virtualRouters).toHaveLength(2);
    expect((await mesh.listRoutes(mine.router)).routes).toHaveLength(1);
    expect((await mesh.listVirtualServices(shared)).virtualServices).toHaveLength(2);
    await mesh.deleteVirtualService(mine.service);
    await mesh.deleteRoute(mine.route);
    await mesh.deleteVirtualRouter(mine.router);
    await mesh.deleteVirtualNode(mine.node);

    const refused = [
      () => mesh.createVirtualGateway({ ...shared, virtualGatewayName: 'mine', spec: gateway }),
      () => mesh.describeVirtualGateway(door),
      () => mesh.updateVirtualGateway({ ...door, spec: gateway }),
      () => mesh.deleteVirtualGateway(door),
      () => mesh.listVirtualGateways(shared),
      () => mesh.createGatewayRoute({ ...gatewayRoute, spec: gatewayRouteTo('ui.local') }),
      () => mesh.describeGatewayRoute(gatewayRoute),
      () => mesh.updateGatewayRoute({ ...gatewayRoute, spec: gatewayRouteTo('ui.local') }),
      () => mesh.deleteGatewayRoute(gatewayRoute),
      () => mesh.listGatewayRoutes(door),
    ];
    for (const ask of refused) await expectRefusal('app-mesh/gateways-owner-only', ask());
    // The API has no member with which to change or delete the mesh of another account.
    await expectRefusal('app-mesh/not-found', mesh.updateMesh({ meshName, spec: {} }));
    await expectRefusal('app-mesh/not-found', mesh.deleteMesh({ meshName }));
  });

  test('sees the mesh in the list of meshes, others do not', async () => {
    const { meshName } = await sharedMesh(stage);
    const names = async (account: Stage['member']) =>
      (await account.mesh.listMeshes({})).meshes?.map((mesh) => mesh.meshName);
    expect(await names(stage.member)).toContain(meshName);
    expect(await names(stage.stranger)).toEqual([]);
  });

  test('loses everything with the share, and only the owner can clear up', async () => {
    const mesh = await sharedMesh(stage);
    const named = { ...mesh, virtualNodeName: 'db' };
    await stage.member.mesh.createVirtualNode({ ...named, spec: node });
    const { resourceShares = [] } = await stage.owner.ram.getResourceShares({ resourceOwner: 'SELF' });
    const resourceShareArn = resourceShares.at(-1)?.resourceShareArn;
    await stage.owner.ram.deleteResourceShare({ resourceShareArn });
    await expectRefusal('app-mesh/not-shared', stage.member.mesh.describeVirtualNode(named));
    await expectRefusal('app-mesh/not-shared', stage.member.mesh.deleteVirtualNode(named));
    await stage.owner.mesh.deleteVirtualNode(named);
    await stage.owner.mesh.deleteMesh({ meshName: mesh.meshName });
    await expectRefusal('app-mesh/not-shared', stage.member.mesh.describeMesh(mesh));
  });
});
