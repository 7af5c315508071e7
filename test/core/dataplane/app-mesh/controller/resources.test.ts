import { labelOf, namespaceLabelsOf } from '../../../../../core/dataplane/pods/injection';
import type { Manifest } from '../../../../../core/dataplane/pods/specs';
import { parsed } from '../../yelb';
import { resourcesOf, yelbOnEks } from './on-eks';

const topology = parsed(yelbOnEks);
const front = resourcesOf(topology, 'front');
const back = resourcesOf(topology, 'back');

const nameOf = ({ kind, metadata: { name, namespace } }: Manifest): string =>
  [kind, ...(namespace === undefined ? [] : [namespace]), name].join('/');
const specOf = (resources: readonly Manifest[], name: string): unknown =>
  resources.find((each) => nameOf(each) === name)?.['spec'];

const APPSERVER =
  'arn:aws:appmesh:us-west-2:222222222222:mesh/yelb@111111111111/virtualService/yelb-appserver.backend.yelb.internal';

test('each cluster has the mesh, and what is of its account', () => {
  expect(front.map(nameOf)).toEqual([
    'Mesh/yelb',
    'VirtualNode/yelb/yelb-ui',
    'VirtualService/yelb/yelb-ui',
    'VirtualGateway/yelb/door',
    'GatewayRoute/yelb/door.votes-26wbd0qhqmsb6',
    'GatewayRoute/yelb/door.all',
  ]);
  expect(back.map(nameOf)).toEqual([
    'Mesh/yelb',
    'VirtualNode/yelb/redis-server',
    'VirtualNode/yelb/yelb-appserver',
    'VirtualNode/yelb/yelb-db',
    'VirtualService/yelb/redis-server',
    'VirtualRouter/yelb/yelb-appserver',
    'VirtualService/yelb/yelb-appserver',
    'VirtualService/yelb/yelb-db',
  ]);
});

test("only a member names the mesh's owner, and only there the mesh goes with its resource", () => {
  const selector = {
    namespaceSelector: { matchLabels: { mesh: 'yelb' } },
    egressFilter: { type: 'DROP_ALL' },
  };
  expect(front[0]).toMatchObject({
    metadata: { annotations: { 'helm.sh/resource-policy': 'keep' } },
    spec: { awsName: 'yelb', ...selector },
  });
  expect(back[0]?.metadata).toEqual({ name: 'yelb' });
  expect(back[0]?.['spec']).toEqual({ awsName: 'yelb', meshOwner: '111111111111', ...selector });
});

test('the namespace is of the mesh, and its pods get an Envoy', () => {
  expect(namespaceLabelsOf('yelb')).toEqual({
    mesh: 'yelb',
    'appmesh.k8s.aws/sidecarInjectorWebhook': 'enabled',
  });
});

test('a service is referred to by its resource in the cluster, and elsewhere by its ARN', () => {
  expect(specOf(front, 'VirtualNode/yelb/yelb-ui')).toMatchObject({
    backends: [{ virtualService: { virtualServiceARN: APPSERVER } }],
  });
  expect(specOf(back, 'VirtualNode/yelb/yelb-appserver')).toMatchObject({
    backends: [
      { virtualService: { virtualServiceRef: { name: 'redis-server' } } },
      { virtualService: { virtualServiceRef: { name: 'yelb-db' } } },
    ],
  });
  expect(specOf(front, 'GatewayRoute/yelb/door.votes-26wbd0qhqmsb6')).toMatchObject({
    awsName: 'Votes',
    httpRoute: { action: { target: { virtualService: { virtualServiceARN: APPSERVER }, port: 4567 } } },
  });
});

test('a node selects the pods of its Deployment, and registers them where callers look', () => {
  expect(specOf(back, 'VirtualNode/yelb/yelb-db')).toMatchObject({
    awsName: 'yelb-db',
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'yelb-db' } },
    serviceDiscovery: {
      awsCloudMap: { namespaceName: 'backend.yelb.internal', serviceName: 'yelb-db' },
    },
  });
});

test('a gateway has the routes with its label', () => {
  expect(specOf(front, 'VirtualGateway/yelb/door')).toMatchObject({
    gatewayRouteSelector: { matchLabels: { gateway: 'door' } },
  });
  expect(front.filter(({ kind }) => kind === 'GatewayRoute').map(({ metadata }) => metadata.labels)).toEqual([
    { gateway: 'door' },
    { gateway: 'door' },
  ]);
});

test('a router has its routes, and its service refers to it', () => {
  expect(specOf(back, 'VirtualRouter/yelb/yelb-appserver')).toMatchObject({
    awsName: 'yelb-appserver',
    listeners: [{ portMapping: { port: 4567, protocol: 'http' } }],
    routes: [
      {
        httpRoute: {
          match: { prefix: '/', port: 4567 },
          action: {
            weightedTargets: [{ virtualNodeRef: { name: 'yelb-appserver' }, weight: 100, port: 4567 }],
          },
          retryPolicy: { maxRetries: 2, perRetryTimeout: { unit: 's', value: 2 } },
        },
      },
    ],
  });
  expect(specOf(back, 'VirtualService/yelb/yelb-appserver')).toEqual({
    awsName: 'yelb-appserver.backend.yelb.internal',
    provider: { virtualRouter: { virtualRouterRef: { name: 'yelb-appserver' } } },
  });
});

test('a target that runs elsewhere is referred to by its ARN', () => {
  const canary = { account: 'backend', listens: { protocol: 'http', port: 4567 } };
  const mixed = parsed({
    ...yelbOnEks,
    workloads: { ...yelbOnEks.workloads, canary },
    services: {
      ...yelbOnEks.services,
      'yelb-appserver': { routes: [{ to: { 'yelb-appserver': 90, canary: 10 } }] },
    },
  });
  expect(specOf(resourcesOf(mixed, 'back'), 'VirtualRouter/yelb/yelb-appserver')).toMatchObject({
    routes: [
      {
        httpRoute: {
          action: {
            weightedTargets: expect.arrayContaining([
              {
                virtualNodeARN:
                  'arn:aws:appmesh:us-west-2:222222222222:mesh/yelb@111111111111/virtualNode/canary',
                weight: 10,
                port: 4567,
              },
            ]) as unknown,
          },
        },
      },
    ],
  });
});

test.each([
  ['yelb', 'yelb'],
  ['Votes', 'votes-26wbd0qhqmsb6'],
  ['votes_', 'votes-1cf8aqvycos7'],
  ['..', 'x-4ar0zslccab1'],
])('%s is %s as a label', (name, label) => {
  expect(labelOf(name)).toBe(label);
});

test('a label of any name is one that Kubernetes accepts', () => {
  const names = ['a'.repeat(255), '-', 'ü', 'A.b_c', '0', `${'a'.repeat(62)}-`, ''];
  for (const name of names) expect(labelOf(name)).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
});
