import { appMeshRules } from '../../../local/aws/app-mesh/rules';
import { namespacesOf } from '../../../local/aws/namespaces';
import { expectRefusal, thrown } from './accounts';
import {
  fullMesh,
  gateway,
  gatewayRouteTo,
  meshArn,
  newMesh,
  newName,
  newStage,
  node,
  routeTo,
  share,
  sharedMesh,
  streamPath,
  type Stage,
} from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await newStage();
});
afterAll(() => stage.aws.close());

const listener = { portMapping: { port: 80, protocol: 'http' } } as const;
const check = {
  healthyThreshold: 2,
  unhealthyThreshold: 2,
  intervalMillis: 5000,
  timeoutMillis: 2000,
} as const;
const certificate = (account: string, region = 'us-west-2', service = 'acm') => ({
  ...node,
  listeners: [
    {
      ...listener,
      tls: {
        mode: 'STRICT' as const,
        certificate: { acm: { certificateArn: `arn:aws:${service}:${region}:${account}:certificate/1` } },
      },
    },
  ],
});
/** A member's route of this name to a router of the owner, which has one called "all". */
async function foreignRoute(routeName: string): Promise<unknown> {
  const meshName = await fullMesh(stage);
  await share(stage, { resourceArns: [meshArn(meshName)] });
  const names = { meshName, meshOwner: stage.owner.id, virtualRouterName: 'ui', routeName };
  return stage.member.mesh.createRoute({ ...names, spec: routeTo('ui') });
}

const tags = (count: number) => Array.from({ length: count }, (_, i) => ({ key: `key-${i}`, value: '' }));

/** A node of the owner with this spec, in a new mesh. */
async function nodeWith(spec: object): Promise<unknown> {
  return stage.owner.mesh.createVirtualNode({
    meshName: await newMesh(stage),
    virtualNodeName: 'ui',
    spec: { ...node, ...spec },
  });
}

/** A route of the owner with this spec, in a new mesh. */
async function routeWith(spec: object): Promise<unknown> {
  const meshName = await newMesh(stage);
  await stage.owner.mesh.createVirtualRouter({ meshName, virtualRouterName: 'ui', spec: {} });
  return stage.owner.mesh.createRoute({ meshName, virtualRouterName: 'ui', routeName: 'all', spec });
}

/** A raw request of the owner for a new mesh. */
const rawMesh = (body: unknown): Promise<unknown> =>
  thrown(stage.owner.raw('appmesh', 'PUT', '/v20190125/meshes', JSON.stringify(body)));

/** What a proxy of the owner asks App Mesh's management service. */
const proxyOf = (id: string): Promise<unknown> =>
  thrown(stage.owner.raw('appmesh', 'POST', streamPath, JSON.stringify({ node: { id } })));

// One request for each rule that breaks it.
const breaches: Readonly<Record<keyof typeof appMeshRules, () => Promise<unknown>>> = {
  'app-mesh/type': () => rawMesh({ meshName: 7 }),
  'app-mesh/required': () => rawMesh({ spec: { egressFilter: {} } }),
  'app-mesh/length': () => stage.owner.mesh.createMesh({ meshName: 'm'.repeat(256) }),
  'app-mesh/range': () => nodeWith({ listeners: [{ portMapping: { port: 65_536, protocol: 'http' } }] }),
  'app-mesh/pattern': () =>
    nodeWith({
      serviceDiscovery: {
        awsCloudMap: { namespaceName: 'n', serviceName: 's', attributes: [{ key: 'ä', value: 'b' }] },
      },
    }),
  'app-mesh/enum': () => nodeWith({ listeners: [{ portMapping: { port: 80, protocol: 'udp' } }] }),
  'app-mesh/one-of': () =>
    thrown(
      stage.owner.raw(
        'appmesh',
        'PUT',
        '/v20190125/meshes/any/virtualServices',
        JSON.stringify({ virtualServiceName: 'ui.local', spec: { provider: {} } }),
      ),
    ),
  'app-mesh/resource-arn': () => proxyOf('mesh/yelb/virtualService/ui.local'),
  'app-mesh/own-configuration': async () => {
    const mesh = await sharedMesh(stage);
    await stage.member.mesh.createVirtualNode({ ...mesh, virtualNodeName: 'db', spec: node });
    return proxyOf(`mesh/${mesh.meshName}/virtualNode/db`);
  },
  'app-mesh/next-token': () => stage.owner.mesh.listMeshes({ nextToken: 'mine' }),
  'app-mesh/route-kind': () => routeWith({ priority: 1 }),
  'app-mesh/listener-needs-discovery': () => nodeWith({ serviceDiscovery: undefined }),
  'app-mesh/prefix': () =>
    routeWith({ httpRoute: { match: { prefix: 'api' }, action: routeTo('ui').httpRoute?.action } }),
  'app-mesh/method-needs-service': () =>
    routeWith({ grpcRoute: { match: { methodName: 'Get' }, action: routeTo('ui').httpRoute?.action } }),
  'app-mesh/health-check-port': () =>
    nodeWith({ listeners: [{ ...listener, healthCheck: { ...check, protocol: 'http', port: 81 } }] }),
  'app-mesh/route-needs-port': async () => {
    const meshName = await fullMesh(stage);
    const listeners = [listener, { portMapping: { port: 81, protocol: 'http' as const } }];
    return stage.owner.mesh.updateVirtualRouter({ meshName, virtualRouterName: 'ui', spec: { listeners } });
  },
  'app-mesh/too-many-tags': () => stage.owner.mesh.createMesh({ meshName: newName(), tags: tags(51) }),
  'app-mesh/reserved-tag': () =>
    stage.owner.mesh.createMesh({ meshName: newName(), tags: [{ key: 'AWS:x', value: '' }] }),
  'app-mesh/not-found': () => stage.owner.mesh.describeMesh({ meshName: newName() }),
  async 'app-mesh/name-taken'() {
    return stage.owner.mesh.createMesh({ meshName: await newMesh(stage) });
  },
  async 'app-mesh/client-token'() {
    const [meshName, clientToken] = [newName(), newName()];
    await stage.owner.mesh.createMesh({ meshName, clientToken });
    const spec = { egressFilter: { type: 'ALLOW_ALL' as const } };
    return stage.owner.mesh.createMesh({ meshName, clientToken, spec });
  },
  'app-mesh/target-exists': () => routeWith(routeTo('nobody')),
  async 'app-mesh/provider-exists'() {
    return stage.owner.mesh.createVirtualService({
      meshName: await newMesh(stage),
      virtualServiceName: 'ui.local',
      spec: { provider: { virtualRouter: { virtualRouterName: 'nobody' } } },
    });
  },
  async 'app-mesh/gateway-target-exists'() {
    const names = { meshName: await newMesh(stage), virtualGatewayName: 'door' };
    await stage.owner.mesh.createVirtualGateway({ ...names, spec: gateway });
    const spec = gatewayRouteTo('nobody');
    return stage.owner.mesh.createGatewayRoute({ ...names, gatewayRouteName: 'all', spec });
  },
  async 'app-mesh/mesh-in-use'() {
    return stage.owner.mesh.deleteMesh({ meshName: await fullMesh(stage) });
  },
  async 'app-mesh/router-has-routes'() {
    return stage.owner.mesh.deleteVirtualRouter({
      meshName: await fullMesh(stage),
      virtualRouterName: 'ui',
    });
  },
  async 'app-mesh/gateway-has-routes'() {
    return stage.owner.mesh.deleteVirtualGateway({
      meshName: await fullMesh(stage),
      virtualGatewayName: 'door',
    });
  },
  async 'app-mesh/node-is-target'() {
    return stage.owner.mesh.deleteVirtualNode({ meshName: await fullMesh(stage), virtualNodeName: 'ui' });
  },
  async 'app-mesh/node-is-provider'() {
    const [meshName, virtualNodeName] = [await newMesh(stage), 'ui'];
    await stage.owner.mesh.createVirtualNode({ meshName, virtualNodeName, spec: node });
    await stage.owner.mesh.createVirtualService({
      meshName,
      virtualServiceName: 'ui.local',
      spec: { provider: { virtualNode: { virtualNodeName } } },
    });
    return stage.owner.mesh.deleteVirtualNode({ meshName, virtualNodeName });
  },
  async 'app-mesh/router-is-provider'() {
    const [meshName, virtualRouterName] = [await fullMesh(stage), 'ui'];
    await stage.owner.mesh.deleteRoute({ meshName, virtualRouterName, routeName: 'all' });
    return stage.owner.mesh.deleteVirtualRouter({ meshName, virtualRouterName });
  },
  async 'app-mesh/service-is-target'() {
    return stage.owner.mesh.deleteVirtualService({
      meshName: await fullMesh(stage),
      virtualServiceName: 'ui.local',
    });
  },
  async 'app-mesh/not-shared'() {
    const meshName = await newMesh(stage);
    return stage.member.mesh.describeMesh({ meshName, meshOwner: stage.owner.id });
  },
  async 'app-mesh/gateways-owner-only'() {
    const mesh = await sharedMesh(stage);
    return stage.member.mesh.createVirtualGateway({ ...mesh, virtualGatewayName: 'door', spec: gateway });
  },
  async 'app-mesh/change-own-only'() {
    const mesh = await sharedMesh(stage);
    await stage.member.mesh.createVirtualNode({ ...mesh, virtualNodeName: 'db', spec: node });
    return stage.owner.mesh.updateVirtualNode({ ...mesh, virtualNodeName: 'db', spec: node });
  },
  async 'app-mesh/delete-own-only'() {
    const mesh = await sharedMesh(stage);
    await stage.owner.mesh.createVirtualNode({ ...mesh, virtualNodeName: 'ui', spec: node });
    return stage.member.mesh.deleteVirtualNode({ ...mesh, virtualNodeName: 'ui' });
  },
  'app-mesh/route-in-own-router': () => foreignRoute('mine'),
  async 'app-mesh/tag-own-only'() {
    const { meshName } = await sharedMesh(stage);
    return stage.member.mesh.tagResource({ resourceArn: meshArn(meshName), tags: tags(1) });
  },
  async 'app-mesh/own-certificate'() {
    const mesh = await sharedMesh(stage);
    const spec = certificate(stage.owner.id);
    return stage.member.mesh.createVirtualNode({ ...mesh, virtualNodeName: 'db', spec });
  },
  'app-mesh/certificate-arn': () => nodeWith(certificate(stage.owner.id, 'us-west-2', 'acm-pca')),
  async 'app-mesh/own-namespace'() {
    const mesh = await sharedMesh(stage);
    const namespace = { account: stage.owner.id, name: 'ours.internal', zoneId: 'Z1' };
    namespacesOf(stage.aws.world)['ns-1'] = namespace;
    const awsCloudMap = { namespaceName: 'ours.internal', serviceName: 'db' };
    const spec = { ...node, serviceDiscovery: { awsCloudMap } };
    await stage.owner.mesh.createVirtualNode({ ...mesh, virtualNodeName: 'ours', spec });
    return stage.member.mesh.createVirtualNode({ ...mesh, virtualNodeName: 'db', spec });
  },
  'app-mesh/same-region': () => nodeWith(certificate(stage.owner.id, 'us-east-1')),
};

test('every rule of App Mesh has a request that breaks it', () => {
  expect(Object.keys(breaches).toSorted()).toEqual(Object.keys(appMeshRules).toSorted());
});

test.each(Object.entries(breaches))('%s', async (rule, breach) => {
  await expectRefusal(rule as keyof typeof appMeshRules, breach());
});

test('access to a router is checked before the content of a new route', async () => {
  await expectRefusal('app-mesh/route-in-own-router', foreignRoute('all'));
});

test('a refused request changes nothing', async () => {
  const before = stage.aws.world.snapshot();
  await expectRefusal('app-mesh/range', stage.owner.mesh.listMeshes({ limit: 101 }));
  await expectRefusal('app-mesh/reserved-tag', breaches['app-mesh/reserved-tag']());
  expect(stage.aws.world.snapshot()).toEqual(before);
});

test('all errors in a request are reported at once, each with its path', async () => {
  const listeners = [{ portMapping: { port: 0, protocol: 'udp' as 'tcp' } }];
  const asked = stage.owner.mesh.createVirtualNode({
    meshName: await newMesh(stage),
    virtualNodeName: 'ui',
    spec: { listeners },
  });
  await expect(asked).rejects.toThrow(
    'spec.listeners[0].portMapping.port is 0, allowed are 1 to 65535; ' +
      'spec.listeners[0].portMapping.protocol is "udp", allowed are http, tcp, http2, grpc',
  );
});
