import { accountIn, expectRefusal } from './accounts';
import {
  fullMesh,
  gateway,
  gatewayRouteTo,
  meshArn,
  newMesh,
  newName,
  newStage,
  node,
  type Stage,
} from './stage';

let now = Date.parse('2026-11-21T12:00:00.250Z');
let stage: Stage;
beforeAll(async () => {
  stage = await newStage({ clock: () => now });
});
afterAll(() => stage.aws.close());

const everything = {
  ...node,
  backends: [{ virtualService: { virtualServiceName: 'nobody.checks.this' } }],
  backendDefaults: {
    clientPolicy: {
      tls: {
        enforce: false,
        ports: [443],
        validation: {
          trust: {
            acm: {
              certificateAuthorityArns: [
                'arn:aws:acm-pca:us-west-2:999999999999:certificate-authority/foreign',
              ],
            },
          },
          subjectAlternativeNames: { match: { exact: ['*.local'] } },
        },
      },
    },
  },
  logging: { accessLog: { file: { path: '/dev/stdout', format: { json: [{ key: 'a', value: '%B%' }] } } } },
};

describe('a resource', () => {
  test('is answered with its spec as written, times in seconds, an id and version 1', async () => {
    const meshName = await newMesh(stage);
    const made = await stage.owner.mesh.createVirtualNode({
      meshName,
      virtualNodeName: 'ui',
      spec: everything,
    });
    expect(made.virtualNode).toEqual({
      meshName,
      virtualNodeName: 'ui',
      spec: everything,
      status: { status: 'ACTIVE' },
      metadata: {
        arn: `${meshArn(meshName)}/virtualNode/ui`,
        uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        meshOwner: stage.owner.id,
        resourceOwner: stage.owner.id,
        createdAt: new Date(now),
        lastUpdatedAt: new Date(now),
        version: 1,
      },
    });
    const described = await stage.owner.mesh.describeVirtualNode({ meshName, virtualNodeName: 'ui' });
    expect(described.virtualNode).toEqual(made.virtualNode);
  });

  test('keeps its id and first time when it changes, and gets the next version', async () => {
    const [meshName, virtualNodeName] = [await newMesh(stage), 'ui'];
    const { virtualNode } = await stage.owner.mesh.createVirtualNode({
      meshName,
      virtualNodeName,
      spec: everything,
    });
    now += 1000;
    const changed = await stage.owner.mesh.updateVirtualNode({ meshName, virtualNodeName, spec: node });
    expect(changed.virtualNode).toEqual({
      ...virtualNode,
      spec: node,
      metadata: { ...virtualNode?.metadata, version: 2, lastUpdatedAt: new Date(now) },
    });
  });

  test('that is created twice by one token is created once', async () => {
    const [meshName, clientToken] = [newName(), newName()];
    const [first, second] = [
      await stage.owner.mesh.createMesh({ meshName, clientToken }),
      await stage.owner.mesh.createMesh({ meshName, clientToken }),
    ];
    expect(second.mesh).toEqual(first.mesh);
  });

  test('that is updated twice by one token is updated once', async () => {
    const [meshName, clientToken] = [await newMesh(stage), newName()];
    const allow = { egressFilter: { type: 'ALLOW_ALL' } } as const;
    const [first, second] = [
      await stage.owner.mesh.updateMesh({ meshName, spec: allow, clientToken }),
      await stage.owner.mesh.updateMesh({ meshName, spec: allow, clientToken }),
    ];
    expect([first.mesh?.metadata?.version, second.mesh?.metadata?.version]).toEqual([2, 2]);
    const other = stage.owner.mesh.updateMesh({ meshName, spec: {}, clientToken });
    await expectRefusal('app-mesh/client-token', other);
    const named = { meshName, virtualNodeName: 'ui' };
    await stage.owner.mesh.createVirtualNode({ ...named, spec: node });
    const changed = { ...named, spec: {}, clientToken };
    await stage.owner.mesh.updateVirtualNode(changed);
    const { virtualNode } = await stage.owner.mesh.updateVirtualNode(changed);
    expect(virtualNode?.metadata?.version).toBe(2);
    await expectRefusal(
      'app-mesh/client-token',
      stage.owner.mesh.updateVirtualNode({ ...changed, spec: node }),
    );
  });

  test('lives in one region', async () => {
    const meshName = await newMesh(stage);
    const elsewhere = await accountIn(stage.aws, stage.owner.id, 'eu-west-1');
    await expectRefusal('app-mesh/not-found', elsewhere.mesh.describeMesh({ meshName }));
    const { mesh } = await elsewhere.mesh.createMesh({ meshName });
    expect(mesh?.metadata?.arn).toBe(`arn:aws:appmesh:eu-west-1:${stage.owner.id}:mesh/${meshName}`);
    expect((await elsewhere.mesh.listMeshes({})).meshes).toHaveLength(1);
  });

  test('that users give members AWS does not know is kept without them', async () => {
    const meshName = newName();
    const spec = { egressFilter: { type: 'ALLOW_ALL' as const, colour: 'red' }, ports: [1] };
    const { mesh } = await stage.owner.mesh.createMesh({ meshName, spec });
    expect(mesh?.spec).toEqual({ egressFilter: { type: 'ALLOW_ALL' } });
  });
});

test('all kinds are created, described, changed, listed and deleted, children first', async () => {
  const meshName = await fullMesh(stage);
  const { mesh } = stage.owner;
  const [virtualRouter, virtualGateway] = [
    { meshName, virtualRouterName: 'ui' },
    { meshName, virtualGatewayName: 'door' },
  ];
  const [route, gatewayRoute] = [
    { ...virtualRouter, routeName: 'all' },
    { ...virtualGateway, gatewayRouteName: 'all' },
  ];
  const [virtualNode, virtualService] = [
    { meshName, virtualNodeName: 'ui' },
    { meshName, virtualServiceName: 'ui.local' },
  ];
  const tcp = { tcpRoute: { action: { weightedTargets: [{ virtualNode: 'ui', weight: 100 }] } } };
  const versions = [
    (await mesh.updateMesh({ meshName, spec: { egressFilter: { type: 'DROP_ALL' } } })).mesh,
    (await mesh.updateVirtualNode({ ...virtualNode, spec: everything })).virtualNode,
    (await mesh.updateVirtualRouter({ ...virtualRouter, spec: {} })).virtualRouter,
    (await mesh.updateRoute({ ...route, spec: tcp })).route,
    (await mesh.updateVirtualService({ ...virtualService, spec: {} })).virtualService,
    (await mesh.updateVirtualGateway({ ...virtualGateway, spec: gateway })).virtualGateway,
    (await mesh.updateGatewayRoute({ ...gatewayRoute, spec: gatewayRouteTo('ui.local') })).gatewayRoute,
  ].map((resource) => resource?.metadata?.version);
  expect(versions).toEqual([2, 2, 2, 2, 2, 2, 2]);

  const arns = [
    (await mesh.listVirtualNodes({ meshName })).virtualNodes,
    (await mesh.listVirtualRouters({ meshName })).virtualRouters,
    (await mesh.listRoutes(virtualRouter)).routes,
    (await mesh.listVirtualServices({ meshName })).virtualServices,
    (await mesh.listVirtualGateways({ meshName })).virtualGateways,
    (await mesh.listGatewayRoutes(virtualGateway)).gatewayRoutes,
  ].map((found) => found?.map(({ arn }) => arn?.replace(`${meshArn(meshName)}/`, '')).join());
  expect(arns).toEqual([
    'virtualNode/ui',
    'virtualRouter/ui',
    'virtualRouter/ui/route/all',
    'virtualService/ui.local',
    'virtualGateway/door',
    'virtualGateway/door/gatewayRoute/all',
  ]);

  expect((await mesh.describeRoute(route)).route?.spec).toEqual(tcp);
  expect((await mesh.describeVirtualRouter(virtualRouter)).virtualRouter?.spec).toEqual({});
  expect((await mesh.describeVirtualService(virtualService)).virtualService?.spec).toEqual({});
  expect((await mesh.describeVirtualGateway(virtualGateway)).virtualGateway?.spec).toEqual(gateway);
  expect((await mesh.describeGatewayRoute(gatewayRoute)).gatewayRoute?.spec).toEqual(
    gatewayRouteTo('ui.local'),
  );

  const gone = [
    (await mesh.deleteGatewayRoute(gatewayRoute)).gatewayRoute,
    (await mesh.deleteVirtualGateway(virtualGateway)).virtualGateway,
    (await mesh.deleteVirtualService(virtualService)).virtualService,
    (await mesh.deleteRoute(route)).route,
    (await mesh.deleteVirtualRouter(virtualRouter)).virtualRouter,
    (await mesh.deleteVirtualNode(virtualNode)).virtualNode,
    (await mesh.deleteMesh({ meshName })).mesh,
  ].map((resource) => resource?.status?.status);
  expect(new Set(gone)).toEqual(new Set(['DELETED']));
  await expectRefusal('app-mesh/not-found', mesh.describeMesh({ meshName }));
});

test('a backend may be named before it exists', async () => {
  const meshName = await newMesh(stage);
  const spec = { ...node, backends: [{ virtualService: { virtualServiceName: 'later.example.com' } }] };
  const { virtualNode } = await stage.owner.mesh.createVirtualNode({ meshName, virtualNodeName: 'ui', spec });
  expect(virtualNode?.spec?.backends).toEqual(spec.backends);
  expect((await stage.owner.mesh.listVirtualServices({ meshName })).virtualServices).toEqual([]);
});

test('names and ARNs bear what AWS allows in them', async () => {
  const meshName = await newMesh(stage);
  for (const virtualServiceName of ['a b/c', '__proto__', 'ü.local', '100%']) {
    await stage.owner.mesh.createVirtualService({ meshName, virtualServiceName, spec: {} });
    const { virtualService } = await stage.owner.mesh.describeVirtualService({
      meshName,
      virtualServiceName,
    });
    expect(virtualService?.virtualServiceName).toBe(virtualServiceName);
  }
});

test('a list comes in pages, each thing once', async () => {
  const meshName = await newMesh(stage);
  const names = ['a', 'b', 'c', 'd'];
  for (const virtualNodeName of names)
    await stage.owner.mesh.createVirtualNode({ meshName, virtualNodeName, spec: {} });
  const seen: string[][] = [];
  let nextToken: string | undefined;
  do {
    const page = await stage.owner.mesh.listVirtualNodes({
      meshName,
      limit: 2,
      ...(nextToken === undefined ? {} : { nextToken }),
    });
    seen.push((page.virtualNodes ?? []).map(({ virtualNodeName = '' }) => virtualNodeName));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  expect(seen).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

test('tags are added, replaced, listed in pages and taken away', async () => {
  const meshName = newName();
  const resourceArn = meshArn(meshName);
  const { mesh } = stage.owner;
  await mesh.createMesh({ meshName, tags: [{ key: 'team', value: 'ui' }] });
  await mesh.tagResource({
    resourceArn,
    tags: [
      { key: 'team', value: 'web' },
      { key: 'stage', value: '' },
    ],
  });
  const first = await mesh.listTagsForResource({ resourceArn, limit: 1 });
  expect(first.tags).toEqual([{ key: 'team', value: 'web' }]);
  const second = await mesh.listTagsForResource({ resourceArn, nextToken: first.nextToken });
  expect([second.tags, second.nextToken]).toEqual([[{ key: 'stage', value: '' }], undefined]);
  await mesh.untagResource({ resourceArn, tagKeys: ['team', 'nothing'] });
  expect((await mesh.listTagsForResource({ resourceArn })).tags).toEqual([{ key: 'stage', value: '' }]);
  await expectRefusal('app-mesh/not-found', mesh.listTagsForResource({ resourceArn: meshArn('none') }));
});
