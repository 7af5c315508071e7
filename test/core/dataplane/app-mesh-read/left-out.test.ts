import * as fc from 'fast-check';
import { readMesh, type MeshObjects, type ReadMesh } from '../../../../core/dataplane/app-mesh/read';
import { topologyOf } from '../../../../core/topology';

const none: MeshObjects = {
  mesh: { meshName: 'mall', spec: {} },
  virtualNodes: [],
  virtualRouters: [],
  routes: [],
  virtualServices: [],
  virtualGateways: [],
  gatewayRoutes: [],
};
const read = (objects: Partial<MeshObjects>): ReadMesh =>
  readMesh({ ...none, ...objects }, { region: 'us-west-2', account: '111111111111' });
const leftOut = (objects: Partial<MeshObjects>): readonly string[] =>
  read(objects).leftOut.map(({ object, path, why }) => `${object} ${path}: ${why}`);
const node = (spec: object, virtualNodeName = 'ui') => ({ virtualNodeName, spec });
const listening = (listener: object) => ({
  virtualNodes: [node({ listeners: [{ portMapping: { port: 80, protocol: 'http' }, ...listener }] })],
});
const router = { virtualRouterName: 'ui', spec: { listeners: [] } };
const service = (provider: object, virtualServiceName = 'ui.local') => ({
  virtualServiceName,
  spec: { provider },
});
const throughRouter = service({ virtualRouter: { virtualRouterName: 'ui' } });
const route = (spec: object, routeName = 'all') => ({ virtualRouterName: 'ui', routeName, spec });
const routed = (spec: object): Partial<MeshObjects> => ({
  virtualNodes: [node({})],
  virtualRouters: [router],
  virtualServices: [throughRouter],
  routes: [route(spec)],
});
const action = { weightedTargets: [{ virtualNode: 'ui', weight: 1 }] };
const gateway = {
  virtualGatewayName: 'door',
  spec: { listeners: [{ portMapping: { port: 80, protocol: 'http' } }] },
};
const policy = (trust: object, more: object = {}) => ({
  virtualNodes: [node({ backendDefaults: { clientPolicy: { tls: { validation: { trust }, ...more } } } })],
});

describe('what is left out is listed:', () => {
  test.each<[string, Partial<MeshObjects>, string]>([
    [
      'a field that the topology does not have',
      { virtualNodes: [node({ listeners: [], quotas: { requests: 5 } })] },
      'virtualNode/ui quotas: the topology has no such field',
    ],
    [
      'an object without a name',
      { virtualNodes: [{ spec: {} }] },
      'virtualNode/ : it has no virtualNodeName',
    ],
    [
      'an object that is not of the form of the API',
      { virtualNodes: [node({ listeners: [{ portMapping: { port: '80', protocol: 'http' } }] })] },
      'virtualNode/ui listeners[0].portMapping.port: Invalid input: expected number, received string',
    ],
    [
      'a backend that the mesh does not have',
      { virtualNodes: [node({ backends: [{ virtualService: { virtualServiceName: 'gone.local' } }] })] },
      'virtualNode/ui backends[0].virtualService: the mesh has no virtual service "gone.local"',
    ],
    [
      'a second time of the same backend',
      {
        virtualServices: [service({})],
        virtualNodes: [
          node({ backends: [1, 2].map(() => ({ virtualService: { virtualServiceName: 'ui.local' } })) }),
        ],
      },
      'virtualNode/ui backends[1].virtualService: "ui.local" is a backend twice: the first one counts',
    ],
    [
      'a timeout of another protocol',
      listening({ timeout: { tcp: { idle: { unit: 's', value: 1 } } } }),
      "virtualNode/ui listeners[0].timeout.tcp: the listener's protocol is http",
    ],
    [
      'a duration without a unit',
      listening({ timeout: { http: { idle: { value: 1 } } } }),
      'virtualNode/ui listeners[0].timeout.http.idle: a duration needs a value and a unit',
    ],
    [
      'TLS that presents nothing',
      listening({ tls: { mode: 'STRICT', certificate: {} } }),
      'virtualNode/ui listeners[0].tls: it names no certificate, so that nothing can be presented',
    ],
    [
      'a trust in nothing',
      policy({}),
      'virtualNode/ui backendDefaults.clientPolicy.tls.validation.trust: it names nothing to trust',
    ],
    [
      'a certificate of a caller that is none',
      policy({ sds: { secretName: 'root' } }, { certificate: {} }),
      'virtualNode/ui backendDefaults.clientPolicy.tls.certificate: it names no certificate',
    ],
    [
      'the same field of a log twice',
      {
        virtualNodes: [
          node({
            logging: {
              accessLog: {
                file: {
                  path: '/dev/stdout',
                  format: {
                    json: [
                      { key: 'a', value: '1' },
                      { key: 'a', value: '2' },
                    ],
                  },
                },
              },
            },
          }),
        ],
      },
      'virtualNode/ui logging.accessLog.file.format.json: the same key twice: the last one counts',
    ],
    [
      'a router that nobody has',
      { virtualRouters: [router] },
      'virtualRouter/ui : no virtual service has it, so that nothing comes through',
    ],
    [
      'a node that a service names and the mesh lacks',
      { virtualServices: [service({ virtualNode: { virtualNodeName: 'gone' } })] },
      'virtualService/ui.local provider: the mesh has no virtual node "gone"',
    ],
    [
      'a router that a service names and the mesh lacks',
      { virtualServices: [throughRouter] },
      'virtualService/ui.local provider: the mesh has no virtual router "ui"',
    ],
    [
      'the account of a router that is not that of its service',
      {
        virtualRouters: [{ ...router, metadata: { resourceOwner: '222222222222' } }],
        virtualServices: [throughRouter],
      },
      'virtualRouter/ui : it is of account "account-222222222222"; in the topology it is of the account of its service',
    ],
    ['a route without a protocol', routed({}), 'virtualRouter/ui/route/all : it has no protocol'],
    [
      'a second protocol of a route',
      routed({ httpRoute: { action, match: { prefix: '/' } }, tcpRoute: { action } }),
      'virtualRouter/ui/route/all tcpRoute: a route has one protocol',
    ],
    [
      'a target that the mesh does not have',
      routed({
        httpRoute: {
          action: { weightedTargets: [...action.weightedTargets, { virtualNode: 'gone', weight: 1 }] },
        },
      }),
      'virtualRouter/ui/route/all httpRoute.action.weightedTargets[1]: the mesh has no virtual node "gone"',
    ],
    [
      'an event of retries that App Mesh does not have',
      routed({
        httpRoute: {
          action,
          retryPolicy: {
            maxRetries: 1,
            perRetryTimeout: { unit: 's', value: 1 },
            httpRetryEvents: ['teapot'],
          },
        },
      }),
      'virtualRouter/ui/route/all httpRoute.retryPolicy: "teapot" is no event of App Mesh',
    ],
    [
      'a second match of a header',
      routed({ httpRoute: { action, match: { headers: [{ name: 'x' }, { name: 'x' }] } } }),
      'virtualRouter/ui/route/all httpRoute.match.headers[1]: "x" is matched twice: the first one counts',
    ],
    [
      'an expression beside an exact path',
      routed({ httpRoute: { action, match: { path: { exact: '/a', regex: '/b' } } } }),
      'virtualRouter/ui/route/all httpRoute.match.path.regex: a path is exact, or an expression',
    ],
    [
      'a gateway route without a service',
      {
        virtualGateways: [gateway],
        gatewayRoutes: [
          {
            virtualGatewayName: 'door',
            gatewayRouteName: 'all',
            spec: {
              httpRoute: {
                action: { target: { virtualService: { virtualServiceName: 'gone' } } },
                match: { prefix: '/' },
              },
            },
          },
        ],
      },
      'virtualGateway/door/gatewayRoute/all httpRoute.action.target: the mesh has no virtual service "gone"',
    ],
  ])('%s', (_, objects, line) => {
    expect(leftOut(objects)).toContain(line);
    expect(topologyOf(read(objects).written).ok).toBe(true);
  });
});

test('a router that several services have belongs to the first of its own account', () => {
  const metadata = { resourceOwner: '222222222222' };
  const { written, leftOut: lines } = read({
    virtualRouters: [{ ...router, metadata }],
    virtualServices: [
      { ...service({ virtualRouter: { virtualRouterName: 'ui' } }, 'a.local') },
      { ...service({ virtualRouter: { virtualRouterName: 'ui' } }, 'b.local'), metadata },
    ],
  });
  expect(lines).toEqual([]);
  expect(written.services).toMatchObject({
    a: { sharesRouterOf: 'b' },
    b: { routerName: 'ui', account: 'account-222222222222' },
  });
});

test('what has no metadata is of the account of the mesh', () => {
  expect(read({ virtualNodes: [node({})] }).written).toMatchObject({
    owner: 'account-111111111111',
    accounts: { 'account-111111111111': { id: '111111111111' } },
    workloads: { ui: { account: 'account-111111111111' } },
  });
});

test('keys follow from names, and only names that would have the same key are longer', () => {
  const { written, workloads } = read({
    virtualNodes: ['Yelb_UI', 'yelb-ui', '9-lives', 'x'.repeat(80)].map((name) => node({}, name)),
    virtualServices: ['ui.shop.internal', 'ui.mall.internal', 'db.mall.internal'].map((name) =>
      service({}, name),
    ),
  });
  expect(Object.fromEntries(workloads)).toEqual({
    '9-lives': 'n-9-lives',
    Yelb_UI: 'yelb-ui',
    'yelb-ui': 'yelb-ui-2',
    ['x'.repeat(80)]: 'x'.repeat(63),
  });
  expect(Object.keys(written.services ?? {}).toSorted()).toEqual([
    'db',
    'ui-mall-internal',
    'ui-shop-internal',
  ]);
});

test('whatever is given, nothing throws, and what is read is a topology or a list of findings', () => {
  const anything = fc.array(fc.dictionary(fc.constantFrom('spec', 'virtualNodeName'), fc.anything()));
  fc.assert(
    fc.property(anything, (virtualNodes) => {
      expect(typeof topologyOf(read({ virtualNodes }).written).ok).toBe('boolean');
    }),
    { numRuns: 200 },
  );
});
