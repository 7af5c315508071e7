import { appMeshPart, keyOf } from '../../../local/aws/app-mesh/state';
import { expectRefusal, region } from './accounts';
import { newMesh, newStage, node, routeTo, type Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await newStage();
});
afterAll(() => stage.aws.close());

const virtualRouterName = 'router';

/** A mesh with two nodes and a route to the first. */
async function routedMesh(): Promise<string> {
  const meshName = await newMesh(stage);
  const { mesh } = stage.owner;
  for (const virtualNodeName of ['old', 'new'])
    await mesh.createVirtualNode({ meshName, virtualNodeName, spec: node });
  await mesh.createVirtualRouter({ meshName, virtualRouterName, spec: {} });
  await mesh.createRoute({ meshName, virtualRouterName, routeName: 'all', spec: routeTo('old') });
  return meshName;
}

test('a route that was changed needs its new target, and its old one no longer', async () => {
  const meshName = await routedMesh();
  const { mesh } = stage.owner;
  const route = { meshName, virtualRouterName, routeName: 'all' };
  await mesh.updateRoute({ ...route, spec: routeTo('new') });
  await expectRefusal(
    'app-mesh/node-is-target',
    mesh.deleteVirtualNode({ meshName, virtualNodeName: 'new' }),
  );
  await mesh.deleteVirtualNode({ meshName, virtualNodeName: 'old' });
  await mesh.deleteRoute(route);
  await mesh.deleteVirtualNode({ meshName, virtualNodeName: 'new' });
});

test('a change that is refused leaves the target in use', async () => {
  const meshName = await routedMesh();
  const { mesh } = stage.owner;
  await expectRefusal(
    'app-mesh/target-exists',
    mesh.updateRoute({ meshName, virtualRouterName, routeName: 'all', spec: routeTo('none') }),
  );
  await expectRefusal(
    'app-mesh/node-is-target',
    mesh.deleteVirtualNode({ meshName, virtualNodeName: 'old' }),
  );
});

test('of what was deleted nothing is left, not even in its mesh', async () => {
  const meshName = await routedMesh();
  const { mesh } = stage.owner;
  await mesh.deleteRoute({ meshName, virtualRouterName, routeName: 'all' });
  await mesh.deleteVirtualRouter({ meshName, virtualRouterName });
  for (const virtualNodeName of ['old', 'new']) await mesh.deleteVirtualNode({ meshName, virtualNodeName });
  const { meshes, addresses } = stage.aws.world.part(appMeshPart);
  const left = meshes[keyOf(region, stage.owner.id, meshName)];
  expect([left?.children, left?.users]).toEqual([
    { [keyOf('virtualNodes', '')]: {}, [keyOf('virtualRouters', '')]: {} },
    {},
  ]);
  expect(Object.keys(addresses).filter((arn) => arn.includes(`mesh/${meshName}/`))).toEqual([]);
});

describe('a router with several listeners', () => {
  const listeners = [80, 81].map((port) => ({ portMapping: { port, protocol: 'http' as const } }));
  const matching = (port: number) => {
    const { httpRoute } = routeTo('old');
    return { httpRoute: { ...httpRoute, match: { ...httpRoute?.match, port } } };
  };

  test('comes after routes that match a port, and refuses others', async () => {
    const meshName = await routedMesh();
    const { mesh } = stage.owner;
    const [router, route] = [
      { meshName, virtualRouterName },
      { meshName, virtualRouterName, routeName: 'all' },
    ];
    await expectRefusal(
      'app-mesh/route-needs-port',
      mesh.updateVirtualRouter({ ...router, spec: { listeners } }),
    );
    await mesh.updateRoute({ ...route, spec: matching(80) as ReturnType<typeof routeTo> });
    await mesh.updateVirtualRouter({ ...router, spec: { listeners } });
    await expectRefusal('app-mesh/route-needs-port', mesh.updateRoute({ ...route, spec: routeTo('old') }));
    await expectRefusal(
      'app-mesh/route-needs-port',
      mesh.createRoute({ ...route, routeName: 'other', spec: routeTo('new') }),
    );
    await mesh.updateVirtualRouter({ ...router, spec: { listeners: listeners.slice(0, 1) } });
    await mesh.updateRoute({ ...route, spec: routeTo('old') });
  });
});
