import * as fc from 'fast-check';
import type { MeshObjects } from '../../../../core/dataplane/app-mesh/read';
import { backendDefaults, clientPolicy, listenersOf, logging } from './arbitrary-listeners';
import { gatewayRouteSpec, routeSpec } from './arbitrary-routes';
import {
  accounts,
  GATEWAYS,
  ipPreference,
  NODES,
  OWNER,
  port,
  PROTOCOLS,
  ROUTERS,
  SERVICES,
  text,
  word,
} from './arbitrary-values';

// Objects as the API holds them, with everything that it can hold. Lists whose order means nothing are sorted.

const attributes = fc
  .uniqueArray(fc.record({ key: word, value: text }), {
    minLength: 1,
    maxLength: 2,
    selector: ({ key }) => key,
  })
  .map((all) => all.toSorted((a, b) => (a.key < b.key ? -1 : 1)));
const serviceDiscovery = fc.oneof(
  fc.record({
    awsCloudMap: fc.record(
      { attributes, ipPreference, namespaceName: word, serviceName: word },
      { requiredKeys: ['namespaceName', 'serviceName'] },
    ),
  }),
  fc.record({
    dns: fc.record(
      { hostname: word, ipPreference, responseType: fc.constantFrom('LOADBALANCER', 'ENDPOINTS') },
      { requiredKeys: ['hostname'] },
    ),
  }),
);
const backends = fc.subarray([...SERVICES]).chain((called) =>
  fc.tuple(
    ...called.toSorted(byKey).map((virtualServiceName) =>
      fc.record({
        virtualService: fc.record(
          { clientPolicy, virtualServiceName: fc.constant(virtualServiceName) },
          { requiredKeys: ['virtualServiceName'] },
        ),
      }),
    ),
  ),
);

/** Backends are in the order of the services' keys. */
function byKey(a: string, b: string): number {
  const [one, other] = [a, b].map((name) => (name.startsWith('api') ? name.replaceAll('.', '-') : name));
  return (one ?? '') < (other ?? '') ? -1 : 1;
}

const nodeSpec = fc.record(
  {
    backendDefaults,
    backends,
    listeners: listenersOf(PROTOCOLS, true, 0),
    logging,
    serviceDiscovery,
  },
  { requiredKeys: ['backends', 'listeners'] },
);
const gatewaySpec = fc.record(
  { backendDefaults, listeners: listenersOf(['http', 'http2', 'grpc'], false, 1), logging },
  { requiredKeys: ['listeners'] },
);

const provider = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...NODES).map((virtualNodeName) => ({ provider: { virtualNode: { virtualNodeName } } })),
);
const objectOf = (
  name: Readonly<Record<string, string>>,
  spec: fc.Arbitrary<object>,
  by: fc.Arbitrary<string> = accounts,
) =>
  fc.tuple(by, spec).map(([resourceOwner, made]) => ({
    meshName: 'mall',
    ...name,
    metadata: { meshOwner: OWNER, resourceOwner },
    spec: made,
  }));
const routesOf = (owner: string, parent: string, word_: string, spec: fc.Arbitrary<object>) =>
  fc.array(spec, { maxLength: 2 }).map((specs) =>
    specs.map((made, index) => ({
      meshName: 'mall',
      [parent]: owner,
      [word_]: `r${index}`,
      metadata: { meshOwner: OWNER, resourceOwner: OWNER },
      spec: made,
    })),
  );

/** A mesh with everything in it. The services called after a cache share a router with those of a database. */
export const meshObjects: fc.Arbitrary<MeshObjects> = fc.record({
  mesh: fc
    .record(
      {
        egressFilter: fc.record({ type: fc.constantFrom('ALLOW_ALL', 'DROP_ALL') }),
        serviceDiscovery: fc.record({ ipPreference }),
      },
      { requiredKeys: ['egressFilter'] },
    )
    .map((spec) => ({
      meshName: 'mall',
      metadata: { meshOwner: OWNER, resourceOwner: OWNER },
      spec,
    })),
  virtualNodes: fc.tuple(...NODES.map((virtualNodeName) => objectOf({ virtualNodeName }, nodeSpec))),
  virtualRouters: fc.tuple(
    ...ROUTERS.map((virtualRouterName) =>
      fc
        .array(fc.record({ portMapping: fc.record({ port, protocol: fc.constantFrom(...PROTOCOLS) }) }), {
          maxLength: 2,
        })
        .map((listeners) => ({
          meshName: 'mall',
          virtualRouterName,
          metadata: { meshOwner: OWNER, resourceOwner: OWNER },
          spec: { listeners },
        })),
    ),
  ),
  routes: fc
    .tuple(...ROUTERS.map((name) => routesOf(name, 'virtualRouterName', 'routeName', routeSpec)))
    .map((all) => all.flat()),
  virtualServices: fc.tuple(
    ...SERVICES.slice(0, 3).map((virtualServiceName) => objectOf({ virtualServiceName }, provider)),
    ...SERVICES.slice(3).map((virtualServiceName) =>
      objectOf({ virtualServiceName }, throughRouter('first'), fc.constant(OWNER)),
    ),
    // A router is of its service's account.
    objectOf({ virtualServiceName: 'last.local' }, throughRouter('second.router'), fc.constant(OWNER)),
  ),
  virtualGateways: fc.tuple(
    ...GATEWAYS.map((virtualGatewayName) =>
      objectOf({ virtualGatewayName }, gatewaySpec, fc.constant(OWNER)),
    ),
  ),
  gatewayRoutes: fc
    .tuple(
      ...GATEWAYS.map((name) => routesOf(name, 'virtualGatewayName', 'gatewayRouteName', gatewayRouteSpec)),
    )
    .map((all) => all.flat()),
});

function throughRouter(virtualRouterName: string): fc.Arbitrary<object> {
  return fc.constant({ provider: { virtualRouter: { virtualRouterName } } });
}
