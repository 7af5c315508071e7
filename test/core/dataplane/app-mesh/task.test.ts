import type { AppMeshLowered } from '../../../../core/dataplane/app-mesh/specs';
import { APP_MESH_IMAGE, appMeshTaskParts } from '../../../../core/dataplane/app-mesh/task';
import type { TaskParts } from '../../../../core/dataplane/tasks';
import { at, type Closed, type Topology } from '../../../../core/topology';
import { lowered, parsed, yelb } from '../yelb';

const runtime = { image: 'app:1' };

function partsIn(written: unknown, party: string): TaskParts {
  const topology = parsed(written);
  return appMeshTaskParts(topology as Closed<Topology>, lowered(topology) as Closed<AppMeshLowered>)(party);
}

const container = ({ containers }: TaskParts, name: string) =>
  at(Object.fromEntries(containers.map((each) => [each.name, each])), name);

test('an Envoy asks for the configuration of its node, by the name of the mesh in its account', () => {
  const arnOf = (party: string) =>
    container(partsIn(yelb, party), 'envoy').environment['APPMESH_RESOURCE_ARN'];
  expect(arnOf('workload/yelb-ui')).toEqual([
    'arn:aws:appmesh:us-west-2:111111111111:mesh/yelb/virtualNode/yelb-ui',
  ]);
  expect(arnOf('workload/yelb-db')).toEqual([
    'arn:aws:appmesh:us-west-2:222222222222:mesh/yelb@111111111111/virtualNode/yelb-db',
  ]);
});

test('the application starts behind an Envoy that its control plane has configured', () => {
  const parts = partsIn(yelb, 'workload/yelb-appserver');
  expect(parts.containers.map(({ name, image, user }) => [name, image, user])).toEqual([
    ['envoy', APP_MESH_IMAGE, '1337'],
  ]);
  expect(container(parts, 'envoy').healthCheck?.command).toEqual([
    'CMD-SHELL',
    'curl -s http://localhost:9901/server_info | grep state | grep -q LIVE',
  ]);
  expect(parts).toMatchObject({
    volumes: [],
    allows: [],
    entrance: 'app',
    applicationAfter: [{ container: 'envoy', condition: 'HEALTHY' }],
    interception: {
      proxy: 'envoy',
      ignoredUser: 1337,
      applicationPorts: [4567],
      inboundPort: 15_000,
      outboundPort: 15_001,
      ignoredPorts: [],
      ignoredAddresses: ['169.254.170.2', '169.254.169.254'],
    },
  });
});

test('an application calls a service by its name', () => {
  const { endpointOf } = partsIn(yelb, 'workload/yelb-appserver');
  expect([endpointOf('yelb-db', 5432), endpointOf('nobody', 80)]).toEqual([
    'yelb-db.backend.yelb.internal:5432',
    undefined,
  ]);
});

test.each([
  ['x-ray', ['1']],
  ['opentelemetry', undefined],
  ['none', undefined],
])('with tracing %s', (tracing, expected) => {
  const written = {
    ...yelb,
    workloads: {
      ...yelb.workloads,
      'yelb-db': {
        account: 'backend',
        listens: { protocol: 'tcp', port: 5432 },
        runtime: { ...runtime, tracing },
      },
    },
  };
  const { environment } = container(partsIn(written, 'workload/yelb-db'), 'envoy');
  expect(environment['ENABLE_ENVOY_XRAY_TRACING']).toEqual(expected);
});

const gateway = {
  ...yelb,
  images: { proxy: 'own/envoy:1' },
  gateways: {
    door: { listens: { protocol: 'http', port: 8443 }, routes: [{ prefix: '/', service: 'yelb-appserver' }] },
  },
};

test('a gateway is an Envoy alone, of the image that the topology names', () => {
  const parts = partsIn(gateway, 'gateway/door');
  expect(parts.interception).toBeUndefined();
  expect([parts.entrance, container(parts, 'envoy')]).toEqual([
    'envoy',
    expect.objectContaining({
      image: 'own/envoy:1',
      ports: [8443],
      environment: {
        APPMESH_RESOURCE_ARN: ['arn:aws:appmesh:us-west-2:111111111111:mesh/yelb/virtualGateway/door'],
      },
    }),
  ]);
});

test('certificates in files are there before Envoy starts; a trust beside them is in the same store', () => {
  const written = {
    mesh: 'files',
    region: 'us-west-2',
    dataPlane: 'app-mesh',
    acceptEnded: true,
    accounts: { main: { id: '111111111111', network: { cidr: '10.11.0.0/16' } } },
    authority: { kind: 'file', chain: '/keys/ca.pem' },
    stores: {
      // Before the other one in the order of keys, with the same path.
      elsewhere: { kind: 'task-volume', mountPath: '/keys' },
      shared: { kind: 'efs', mountPath: '/keys' },
    },
    certificates: {
      own: { kind: 'file', store: 'shared', chain: '/keys/tls.crt', privateKey: '/keys/tls.key' },
    },
    workloads: {
      ui: {
        account: 'main',
        listens: {
          protocol: 'http',
          port: 80,
          tls: { certificate: 'own', clients: { trust: { kind: 'file', authorities: 'root' } } },
        },
        runtime,
      },
    },
  };
  const parts = partsIn(written, 'workload/ui');
  expect(parts.containers.map(({ name }) => name)).toEqual(['files-init', 'envoy', 'files']);
  expect(container(parts, 'files').environment).toMatchObject({
    COPIES: ['/stores/shared /keys'],
    FOLDERS: ['/keys'],
  });
  expect(container(parts, 'envoy')).toMatchObject({
    mounts: [{ volume: 'store-shared', path: '/keys', readOnly: true }],
    dependsOn: [{ container: 'files-init', condition: 'SUCCESS' }],
  });
  // File systems are mounted from within the network of the task.
  expect(parts.interception?.ignoredPorts).toEqual([2049]);
  expect(parts.allows.map(({ sid }) => sid)).toEqual(['Stores']);
});
