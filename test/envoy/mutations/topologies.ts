import { write, type WrittenTopology } from '../../../core/topology';

const { Authority, Certificate, Trust, http, loadBalancer, tcp } = write;

const base = {
  region: 'us-west-2',
  owner: 'one',
  dataPlane: 'envoy',
  accounts: {
    one: { id: '111111111111', network: { cidr: '10.10.0.0/16' } },
    two: { id: '222222222222', network: { cidr: '10.20.0.0/16' } },
  },
  authorities: {
    root: Authority.privateCa({ commonName: 'root', keyAlgorithm: 'EC_prime256v1' }),
    other: Authority.privateCa({ commonName: 'other', keyAlgorithm: 'EC_prime256v1' }),
  },
} as const satisfies Partial<WrittenTopology>;

/** The name of the ledger's certificate. */
export const LEDGER = 'spiffe://calls/ledger';

/** Calls between workloads, by DNS names and by URIs, and an entry with a front listener. */
export const calls: WrittenTopology = {
  ...base,
  mesh: 'calls',
  certificates: {
    ledger: Certificate.file({
      chain: '/certs/ledger/chain.pem',
      privateKey: '/certs/ledger/key.pem',
      facts: { issuer: 'root', names: [LEDGER], validity: { from: '2020-01-01', until: '2040-01-01' } },
    }),
  },
  workloads: {
    shop: {
      account: 'one',
      listens: [http(8001), http(8011)],
      entry: loadBalancer(80, { listener: 8001 }),
      calls: ['store', { service: 'ledger', policy: { trust: Trust.privateCa('root'), names: [LEDGER] } }],
    },
    store: { account: 'two', listens: http(8002) },
    ledger: { account: 'two', listens: tcp(8003, { tls: { certificate: 'ledger' } }) },
    stranger: { account: 'one', listens: http(8004) },
  },
};

/** Routes: of a gateway, and of a service with two versions. */
export const ways: WrittenTopology = {
  ...base,
  mesh: 'ways',
  workloads: {
    front: { account: 'one', listens: http(8001) },
    'store-v1': { account: 'two', listens: http(8002) },
    'store-v2': { account: 'two', listens: http(8003) },
  },
  services: {
    store: {
      routes: [
        { name: 'next', prefix: '/next', to: 'store-v2' },
        { name: 'tried', prefix: '/', headers: { 'x-version': '2' }, to: 'store-v2' },
        { name: 'usual', prefix: '/', to: { 'store-v1': 90, 'store-v2': 10 } },
      ],
    },
  },
  gateways: {
    gate: {
      account: 'one',
      listens: http(8080, { tls: 'none' }),
      routes: [
        { name: 'store', prefix: '/store', service: 'store' },
        { name: 'rest', prefix: '/', service: 'front' },
      ],
    },
  },
};
