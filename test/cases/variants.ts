import { write, type WrittenTopology } from '../../core/topology';
import yelb from '../../examples/yelb/topology';
import { adopted, sharedWith } from './adopted-variants';
import { fronted } from './fronted';
import { hierarchy, publicFront } from './pki';

const { grpc, http, http2, tcp, Authority, Certificate, loadBalancer } = write;

const id = (digit: number) => String(digit).repeat(12);
const account = (digit: number) => ({
  id: id(digit),
  role: 'meshspan-deploy',
  network: { cidr: `10.${190 + digit}.0.0/16` },
});

/** Yelb in a VPC that others made: no peering, no routes, everything else. */
const existingNetwork: WrittenTopology = {
  ...yelb,
  accounts: {
    ...yelb.accounts,
    backend: {
      id: id(2),
      role: 'meshspan-deploy',
      network: {
        kind: 'existing',
        vpc: 'vpc-0a1b2c3d4e5f60718',
        cidrs: ['10.193.32.0/20', '10.193.48.0/20'],
        subnets: { private: ['subnet-0a1b2c3d4e5f60718', 'subnet-0a1b2c3d4e5f60719'] },
      },
    },
  },
};

/** The votes and the cache in accounts of their own. */
const threeAccounts: WrittenTopology = {
  ...yelb,
  accounts: { ...yelb.accounts, data: account(5) },
  workloads: {
    ...yelb.workloads,
    'yelb-db': { account: 'data', listens: tcp(5432) },
    'redis-server': { account: 'data', listens: tcp(6379) },
  },
};

/** All workloads call each other, routes lead to other accounts, and there is a gateway in front. */
const callingEachOther: WrittenTopology = {
  mesh: 'ring',
  region: 'eu-central-1',
  owner: 'one',
  dataPlane: 'app-mesh',
  acceptEnded: true,
  removalProtection: true,
  accounts: { one: account(1), two: account(2), three: account(3) },
  authority: Authority.privateCa({ commonName: 'ring root' }),
  workloads: {
    alpha: { account: 'one', listens: http(8080), calls: ['beta', 'gamma'] },
    beta: { account: 'two', listens: http2(8081), calls: ['gamma', 'alpha'] },
    gamma: { account: 'three', listens: grpc(8082), calls: ['alpha', 'beta', 'mixed'] },
    'beta-next': { account: 'three', listens: http2(8081) },
  },
  services: {
    beta: {
      routes: [
        {
          to: { beta: 90, 'beta-next': 10 },
          retry: { times: 1, perTry: '500ms' },
          timeout: { idle: '60s', perRequest: '15s' },
        },
      ],
    },
    mixed: {
      account: 'one',
      routes: [{ protocol: 'http2', headers: { 'x-stage': { prefix: 'canary' } }, to: 'beta-next' }],
    },
  },
  gateways: {
    door: {
      listens: http(8443),
      routes: [
        { name: 'alpha', prefix: '/alpha', service: 'alpha' },
        { name: 'beta', prefix: '/beta', service: 'beta', rewrite: { prefix: { value: '/' } } },
      ],
      entry: loadBalancer(443),
    },
  },
};

/** The same three networks, on one transit gateway. */
const transitGateway: WrittenTopology = { ...callingEachOther, connect: 'transit-gateway' };

/** A network of others on the gateway, with route tables that are named. */
const attachedNetwork: WrittenTopology = {
  ...yelb,
  connect: 'transit-gateway',
  accounts: {
    ...yelb.accounts,
    backend: {
      id: id(2),
      role: 'meshspan-deploy',
      network: {
        kind: 'existing',
        vpc: 'vpc-0a1b2c3d4e5f60718',
        cidrs: ['10.193.32.0/20', '10.193.48.0/20'],
        subnets: { private: ['subnet-0a1b2c3d4e5f60718', 'subnet-0a1b2c3d4e5f60719'] },
        routeTables: { private: ['rtb-0a1b2c3d4e5f60718'] },
      },
    },
  },
};

/** Nobody accepts a share: the members are of the owner's organization. */
const organization: WrittenTopology = {
  ...transitGateway,
  accounts: {
    one: account(1),
    two: { ...account(2), principal: 'organization' },
    three: { ...account(3), principal: 'organization' },
  },
};

/** No stack reads another's state: a pipeline passes every value. */
const variables: WrittenTopology = { ...callingEachOther, transport: 'variables' };

const httpState: WrittenTopology = {
  ...yelb,
  state: { kind: 'http', address: 'https://state.example.com/meshes' },
};

const cloudState: WrittenTopology = {
  ...yelb,
  state: { kind: 'cloud', organization: 'yelb', hostname: 'app.terraform.io', project: 'meshes' },
};

/** State in S3 under a role of its own, account ids and an ARN that only a pipeline knows, a CA that is there. */
const pipeline: WrittenTopology = {
  ...yelb,
  dataPlane: 'app-mesh',
  acceptEnded: true,
  state: {
    kind: 's3',
    bucket: 'yelb-terraform-state',
    prefix: 'meshes/yelb',
    role: `arn:aws:iam::${id(9)}:role/terraform-state`,
  },
  parameters: {
    BACKEND_ACCOUNT: { description: 'Account of the application server.', pattern: '\\d{12}' },
    STAGE: { default: 'test' },
    AUTHORITY: {},
  },
  accounts: { ...yelb.accounts, backend: { ...account(3), id: { parameter: 'BACKEND_ACCOUNT' } } },
  authority: Authority.existing({ parameter: 'AUTHORITY' }),
  tags: { stage: { parameter: 'STAGE' } },
  workloads: {
    ...yelb.workloads,
    'yelb-db': {
      account: 'backend',
      listens: tcp(5432),
      accessLog: { path: '/dev/stdout', text: 'costs ${not a template}' },
    },
  },
};

/** Mutual TLS from files, and everything that a listener can say. */
const mutual: WrittenTopology = {
  mesh: 'mutual',
  dataPlane: 'app-mesh',
  region: 'us-east-1',
  accounts: { main: account(7) },
  authority: Authority.file('/certs/ca.pem'),
  stores: { files: { kind: 'task-volume' } },
  certificates: {
    server: Certificate.file({
      chain: '/certs/server.pem',
      privateKey: '/certs/server.key',
      store: 'files',
      facts: { issuer: 'root', names: ['server.main.mutual.internal'] },
    }),
    client: Certificate.file({
      chain: '/certs/client.pem',
      privateKey: '/certs/client.key',
      facts: { issuer: 'root', names: ['client.main.mutual.internal'], usages: ['client'] },
    }),
  },
  workloads: {
    server: {
      account: 'main',
      listens: {
        ...http(9000),
        tls: {
          certificate: 'server',
          clients: { trust: { kind: 'file', authorities: 'root' }, names: ['client.main.mutual.internal'] },
        },
        timeout: { idle: '5s', perRequest: '2s' },
        connectionPool: { maxConnections: 100, maxPendingRequests: 10 },
        outlierDetection: {
          maxServerErrors: 5,
          maxEjectionPercent: 50,
          interval: '10s',
          baseEjectionDuration: '30s',
        },
      },
      accessLog: { path: '/dev/stdout', json: { at: '%START_TIME%', to: '%UPSTREAM_HOST%' } },
    },
    client: {
      account: 'main',
      calls: [{ service: 'server', policy: { certificate: 'client' } }],
      discovery: { kind: 'dns', hostname: 'client.example.com' },
    },
  },
};

/** A new version has taken over, and the name of the old one lives on. */
const retiredNamesake: WrittenTopology = {
  ...yelb,
  workloads: {
    ...yelb.workloads,
    'yelb-appserver': { account: 'backend', listens: http(4567), calls: ['yelb-db'], retired: true },
    'appserver-next': { account: 'backend', listens: http(4567), calls: ['yelb-db', 'redis-server'] },
  },
  services: {
    'yelb-appserver': { routes: [{ to: { 'yelb-appserver': 50, 'appserver-next': 50 } }] },
  },
};

/** Two versions in one Cloud Map service, in a VPC that the owner shares; names of the guest are there already. */
const sharedVpc: WrittenTopology = {
  mesh: 'Shared-VPC',
  region: 'eu-west-1',
  owner: 'host',
  dataPlane: 'app-mesh',
  acceptEnded: true,
  accounts: {
    host: {
      id: id(1),
      role: 'meshspan-deploy',
      network: {
        vpc: 'vpc-0a1b2c3d4e5f60718',
        cidrs: ['10.191.0.0/16'],
        subnets: { private: ['subnet-0a1b2c3d4e5f60718'] },
      },
    },
    guest: {
      id: id(2),
      role: 'meshspan-deploy',
      network: {
        vpc: 'vpc-0a1b2c3d4e5f60718',
        sharedBy: 'host',
        cidrs: ['10.191.0.0/16'],
        subnets: { private: ['subnet-0a1b2c3d4e5f60719'] },
      },
    },
  },
  authority: Authority.privateCa({ commonName: 'shared root' }),
  workloads: {
    'page-v1': {
      account: 'host',
      listens: http(8080),
      discovery: { kind: 'cloud-map', service: 'page', attributes: { version: 'v1' } },
      calls: ['stock'],
    },
    'page-v2': {
      account: 'host',
      listens: http(8080),
      discovery: { kind: 'cloud-map', service: 'page', attributes: { version: 'v2' } },
      calls: ['stock'],
    },
    stock: {
      account: 'guest',
      listens: http(8081),
      discovery: { kind: 'cloud-map', existing: true, namespace: 'stock.internal' },
      calls: ['page'],
    },
  },
  services: { page: { routes: [{ to: { 'page-v1': 90, 'page-v2': 10 } }] } },
};

/** Topologies that between them use all that is deployed today; real Terraform validates every stack of each. */
export const variants: Readonly<Record<string, WrittenTopology>> = {
  yelb,
  'existing network': existingNetwork,
  'three accounts': threeAccounts,
  'retired namesake': retiredNamesake,
  'calling each other': callingEachOther,
  'transit gateway': transitGateway,
  'attached network': attachedNetwork,
  organization,
  variables,
  'state over http': httpState,
  'state in the cloud': cloudState,
  pipeline,
  mutual,
  'shared VPC': sharedVpc,
  'mesh of others': adopted,
  'shared with others': sharedWith,
  'authorities of three levels': { ...hierarchy, dataPlane: 'app-mesh', acceptEnded: true },
  'public certificate': { ...publicFront, dataPlane: 'app-mesh', acceptEnded: true },
  'load balancers': { ...fronted, dataPlane: 'app-mesh' },
};
