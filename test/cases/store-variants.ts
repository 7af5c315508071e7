import { write, type WrittenTopology } from '../../core/topology';

const { http, tcp, Authority } = write;

const secret = (account: string, name: string): string =>
  `arn:aws:secretsmanager:eu-central-1:${account.repeat(12)}:secret:${name}-AbCdEf`;

const runtime = (...stores: readonly string[]) => ({ image: 'shop:1', stores: [...stores] });

/** Stores of every kind: the owner's tasks are in its second stack, those of the member in its first. */
export const stored: WrittenTopology = {
  mesh: 'market',
  region: 'eu-central-1',
  owner: 'front',
  dataPlane: 'envoy',
  accounts: {
    front: { id: '111111111111', role: 'deploy', network: { cidr: '10.1.0.0/16' } },
    back: { id: '222222222222', role: 'deploy', network: { cidr: '10.2.0.0/16' } },
  },
  authorities: {
    root: Authority.privateCa({ commonName: 'market root' }),
    company: { kind: 'file', chain: '/certs/company.pem' },
  },
  stores: {
    certs: {
      kind: 'efs',
      files: {
        'company.pem': secret('1', 'company'),
        'shop.pem': secret('1', 'shop-chain'),
        'shop.key': secret('1', 'shop-key'),
      },
    },
    archive: { kind: 'efs', mountPath: '/archive' },
    old: { kind: 'efs', mountPath: '/old', fileSystem: 'fs-0123456789abcdef0' },
    older: {
      kind: 'efs',
      mountPath: '/older',
      fileSystem: 'fs-0123456789abcdef1',
      accessPoint: 'fsap-0123456789abcdef0',
      files: { 'older.pem': secret('2', 'older') },
    },
    paper: { kind: 'secrets-manager', mountPath: '/paper', files: { 'paper.pem': secret('2', 'paper') } },
    scratch: { kind: 'task-volume', mountPath: '/scratch' },
  },
  certificates: {
    shop: {
      kind: 'file',
      store: 'certs',
      chain: '/certs/shop.pem',
      privateKey: '/certs/shop.key',
      facts: { issuer: 'company', names: ['shop.front.market.internal'], usages: ['server', 'client'] },
    },
  },
  workloads: {
    shop: {
      account: 'front',
      listens: { protocol: 'http', port: 8080, tls: { certificate: 'shop' } },
      calls: ['stock'],
      runtime: runtime('scratch'),
    },
    stock: { account: 'back', listens: http(8081), runtime: runtime('archive', 'paper') },
    legacy: { account: 'back', listens: tcp(8082), runtime: runtime('old', 'older') },
  },
};

const names = Array.from({ length: 40 }, (_, index) => `part-${index + 1}`);

/** A proxy with a configuration that is too large for a task definition, and one that is not. */
export const large: WrittenTopology = {
  ...stored,
  stores: {},
  certificates: {},
  authorities: { root: Authority.privateCa({ commonName: 'market root' }) },
  workloads: {
    ...Object.fromEntries(names.map((name) => [name, { account: 'back', listens: http(8080) }])),
    hub: { account: 'front', listens: http(8080), calls: names, runtime: { image: 'hub:1' } },
    small: { account: 'front', listens: http(8081), runtime: { image: 'small:1' } },
  },
};

/** Topologies that between them use all that stores, and configurations in S3, become. */
export const storeVariants: Readonly<Record<string, WrittenTopology>> = {
  'stores on envoy': stored,
  'stores with variables': { ...stored, transport: 'variables' },
  'a large configuration': large,
};
